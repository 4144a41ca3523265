/**
 * Draws when what was found happened: a bar for each day of January 2022, and a month's thin line
 * beside each result. Pictures for the eye; the fields for the date say and choose the same.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const MONTH = "2022-01-";
  const DAYS = 31;
  const ENDS = 4; // days' width beside the month, for the numbers of what was before and after
  const TALL = 48;
  const NAMED = [1, 5, 10, 15, 20, 25, 30];
  const WIDE = DAYS + 2 * (ENDS + 1);

  /**
   * @param {string} tag
   * @param {Object<string, string | number>} attributes
   * @param {string} [text]
   */
  function draw(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach(function (name) {
      made.setAttribute(name, String(attributes[name]));
    });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** @param {number} days */
  function share(days) {
    return (days / WIDE * 100).toFixed(3) + "%";
  }

  /** @param {number} day */
  function written(day) {
    return MONTH + String(day).padStart(2, "0");
  }

  /**
   * @param {HTMLElement} figure
   * @param {number[]} bars
   * @param {{from: string, to: string}} chosen
   * @param {(day: string) => void} choose
   */
  function spread(figure, bars, chosen, choose) {
    const before = figure.querySelector("svg");
    const picture = draw("svg", { class: "spread__bars", width: "100%", height: TALL + 20 });
    const most = Math.max.apply(null, bars.slice(1, DAYS + 1)) || 1;
    for (let number = 1; number <= DAYS; number += 1) {
      const x = ENDS + number;
      const day = written(number);
      const inside = (chosen.from || chosen.to) &&
        (!chosen.from || day >= chosen.from) && (!chosen.to || day <= chosen.to);
      const high = bars[number] ? Math.max(2, Math.round(bars[number] / most * TALL)) : 0;
      if (inside) {
        picture.append(draw("rect", { class: "spread__chosen", x: share(x), y: 0, width: share(1),
          height: TALL }));
      }
      picture.append(draw("rect", { class: "spread__bar", x: share(x + 0.1), y: TALL - high,
        width: share(0.8), height: high }));
      const target = draw("rect", { class: "spread__day", x: share(x), y: 0, width: share(1),
        height: TALL + 20 });
      target.append(draw("title", {}, number + ": " + bars[number]));
      target.addEventListener("click", function () { choose(day); });
      picture.append(target);
    }
    picture.append(draw("line", { class: "spread__line", x1: 0, x2: "100%", y1: TALL, y2: TALL }));
    NAMED.forEach(function (day) { name(String(day), share(ENDS + day + 0.5), "middle"); });
    if (bars[0]) name("← " + bars[0], "0", "start");
    if (bars[DAYS + 1]) name(bars[DAYS + 1] + " →", "100%", "end");

    /**
     * @param {string} text
     * @param {string} x
     * @param {string} anchor
     */
    function name(text, x, anchor) {
      picture.append(draw("text", { class: "spread__name", x: x, y: TALL + 15,
        "text-anchor": anchor }, text));
    }

    if (before) before.remove();
    figure.prepend(picture);
  }

  /**
   * The month as a line, the days of one record on it; nothing for a record outside it.
   * @param {string} days 2022-01-05, or 2022-01-05/2022-01-07, an open end empty
   */
  function month(days) {
    const [first, last] = days.includes("/") ? days.split("/") : [days, days];
    const [start, end] = [written(1), written(DAYS)];
    if (!days || (first && first > end) || (last && last < start)) return null;
    const from = !first || first < start ? 1 : Number(first.slice(8));
    const to = !last || last > end ? DAYS : Number(last.slice(8));
    const picture = draw("svg", { class: "result__month", viewBox: "0 0 " + DAYS * 3 + " 8",
      "aria-hidden": "true" });
    picture.append(draw("path", { d: "M0 7.5H" + DAYS * 3 }));
    picture.append(draw("rect", { x: (from - 1) * 3, y: 1, width: (to - from + 1) * 3, height: 6 }));
    return picture;
  }

  /** @type {any} */ (window).qqSpread = { spread: spread, month: month };
})();
