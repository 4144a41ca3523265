/**
 * Draws the band of ten days from one hour to another, when `qq:span` says which.
 *
 * Every row is an <svg> around an <svg>: the inner one is made wider than the row and moved, so
 * that lines and letters keep their size.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const found = document.querySelector(".band");
  if (!found) return;
  const band = /** @type {HTMLElement} */ (found);
  const days = /** @type {HTMLElement} */ (band.querySelector(".band-days"));
  /** @type {HTMLElement[]} */
  const names = Array.from(days.querySelectorAll(":scope > li"));
  const views = band.querySelectorAll(".band__view");
  const clock = band.querySelector(".band__clock");
  const counts = band.querySelectorAll(".rate__count");
  const ALL = names.length * 24;

  /**
   * Hours between two numbers of the clock, so that about ten fit.
   * @param {number} hours
   */
  function step(hours) {
    return [1, 2, 3, 6, 12].find(function (one) { return hours / one <= 12; }) || 24;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  function drawClock(from, to) {
    if (!clock) return;
    const every = step(to - from);
    const marks = [];
    for (let hour = Math.ceil(from / every) * every; hour < to && every < 24; hour += every) {
      const x = (hour / ALL * 100).toFixed(3) + "%";
      const tick = document.createElementNS(SVG, "line");
      Object.entries({ class: "band__tick", x1: x, x2: x, y1: "2", y2: "100%" })
        .forEach(function (pair) { tick.setAttribute(pair[0], pair[1]); });
      const text = document.createElementNS(SVG, "text");
      Object.entries({ class: "band__hour", x: x, dx: "3", y: "12" })
        .forEach(function (pair) { text.setAttribute(pair[0], pair[1]); });
      text.textContent = String(hour % 24).padStart(2, "0") + ":00";
      marks.push(tick, text);
    }
    clock.replaceChildren.apply(clock, marks);
  }

  /**
   * The name of the day in which the picture begins stays in sight, and so does each day's count.
   * @param {number} from
   * @param {number} to
   */
  function drawDays(from, to) {
    const share = 100 / (to - from);
    days.style.width = ALL * share + "%";
    days.style.marginInlineStart = -from * share + "%";
    names.forEach(function (name, at) {
      const gone = Math.min(Math.max(from - at * 24, 0), 24);
      name.style.paddingInlineStart = gone && gone < 24 ? gone / 24 * 100 + "%" : "";
    });
    counts.forEach(function (count, at) {
      const first = Math.max(from, at * 24);
      const last = Math.min(to, at * 24 + 24);
      if (first < last) count.setAttribute("x", (first + last) / 2 / ALL * 100 + "%");
    });
  }

  document.addEventListener("qq:span", function (event) {
    const span = /** @type {CustomEvent} */ (event).detail;
    const share = 100 / (span.to - span.from);
    band.classList.toggle("band--zoomed", span.to - span.from < ALL);
    views.forEach(function (view) {
      view.setAttribute("x", -span.from * share + "%");
      view.setAttribute("width", ALL * share + "%");
    });
    drawDays(span.from, span.to);
    drawClock(span.from, span.to);
  });
})();
