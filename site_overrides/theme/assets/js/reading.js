/**
 * Reading by days on a phone: days fold under their headings, and the bar goes from day to day.
 *
 * Without it, on a wide screen and on paper every day is open. A folded day is still found by the
 * browser's own search, which opens it.
 */
(function () {
  "use strict";

  const narrow = window.matchMedia("(max-width: 47.99rem)");
  const nav = /** @type {HTMLElement | null} */ (document.querySelector("nav.daybar"));
  /** @type {HTMLElement[]} */
  const days = Array.from(document.querySelectorAll("section.day"));
  if (!nav || !days.length) return;
  const ways = Array.from(nav.querySelectorAll("a"));
  let filtered = false;
  let waiting = false;

  /**
   * @param {Element} day
   * @param {boolean} open
   */
  function fold(day, open) {
    const list = /** @type {HTMLElement} */ (day.querySelector(".entries"));
    const toggle = day.querySelector(".day__toggle");
    if (toggle) toggle.setAttribute("aria-expanded", String(open));
    if (open || !toggle) list.removeAttribute("hidden");
    else list.setAttribute("hidden", "until-found");
  }

  /**
   * Opens the day that an address within the page names.
   * @param {string} hash
   */
  function open(hash) {
    const named = hash && document.getElementById(hash.slice(1));
    const day = named && named.closest("section.day");
    if (day) fold(day, true);
  }

  /**
   * Puts the words of the heading into a button, or takes them out.
   * @param {Element} day
   */
  function furnish(day) {
    const heading = /** @type {HTMLElement} */ (day.querySelector("h2"));
    const toggle = day.querySelector(".day__toggle");
    if (!narrow.matches && toggle) toggle.replaceWith.apply(toggle, Array.from(toggle.childNodes));
    if (!narrow.matches || toggle) return;
    const made = document.createElement("button");
    made.type = "button";
    made.className = "day__toggle";
    made.append.apply(made, Array.from(heading.childNodes));
    made.addEventListener("click", function () {
      fold(day, made.getAttribute("aria-expanded") !== "true");
    });
    heading.append(made);
  }

  function arrange() {
    days.forEach(function (day) {
      furnish(day);
      fold(day, !narrow.matches || filtered);
    });
    open(location.hash);
    follow();
  }

  /** Names in the bar the day being read, and the ways to its neighbours. */
  function follow() {
    waiting = false;
    if (!narrow.matches) return;
    const left = days.filter(function (day) { return !day.hidden; });
    const at = left.filter(function (day) { return day.getBoundingClientRect().top < 80; }).length - 1;
    [left[at - 1], left[at], left[at + 1]].forEach(function (day, number) {
      const name = /** @type {HTMLElement} */ (ways[number].querySelector("span"));
      const heading = day && day.querySelector("h2");
      name.textContent = (day ? day.dataset.name : name.dataset.none) || "";
      if (number === 1) return; // that one leads up to all the days
      ways[number].hidden = !heading;
      if (heading) ways[number].href = "#" + heading.id;
    });
  }

  document.addEventListener("click", function (event) {
    const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
    if (link) open(/** @type {HTMLAnchorElement} */ (link).hash);
  });
  document.addEventListener("beforematch", function (event) {
    const day = /** @type {Element} */ (event.target).closest("section.day");
    if (day) fold(day, true);
  });
  document.addEventListener("qq:filter", function (event) {
    const active = Boolean(/** @type {CustomEvent} */ (event).detail.active);
    if (active === filtered) return follow();
    filtered = active;
    arrange();
  });
  window.addEventListener("hashchange", function () { open(location.hash); });
  window.addEventListener("scroll", function () {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }, { passive: true });
  narrow.addEventListener("change", arrange);

  nav.hidden = false;
  arrange();
})();
