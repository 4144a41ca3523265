/**
 * Keeps the timeline whole while it is filtered: days without entries go, and the ways to them;
 * the bars over the ways become as high as what is left.
 *
 * The hours drawn between entries are those of an unfiltered day, so they go too.
 */
(function () {
  "use strict";

  /** @type {HTMLElement[]} */
  const days = Array.from(document.querySelectorAll("section.day"));
  /** @type {HTMLAnchorElement[]} */
  const links = Array.from(document.querySelectorAll(".jump a"));
  /** @type {NodeListOf<HTMLElement>} */
  const groups = document.querySelectorAll(".jump > ul > li");
  /** @type {Map<Element, string>} */
  const told = new Map();

  /** @param {HTMLElement} row */
  function shown(row) {
    return !row.hidden;
  }

  /**
   * @param {HTMLElement} day
   * @param {boolean} active
   */
  function show(day, active) {
    /** @type {HTMLElement[]} */
    const entries = Array.from(day.querySelectorAll("li[data-kind]"));
    const left = entries.filter(shown);
    day.hidden = left.length === 0;
    /** @type {NodeListOf<HTMLElement>} */ (day.querySelectorAll(".entry--gap")).forEach(
      function (gap) { gap.hidden = active; },
    );
    const divider = /** @type {HTMLElement | null} */ (day.querySelector(".entry--divider"));
    if (divider) divider.hidden = !left.some(function (entry) {
      return Boolean(divider.compareDocumentPosition(entry) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    const count = day.querySelector(".day__count");
    if (!count) return;
    if (!told.has(count)) told.set(count, count.textContent || "");
    count.textContent = active ? left.length + " / " + entries.length : told.get(count) || "";
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {Element} day
   */
  function draw(link, day) {
    const bar = link.querySelector("rect");
    if (!bar) return;
    const left = Array.from(day.querySelectorAll("li[data-kind]"))
      .filter(function (row) { return shown(/** @type {HTMLElement} */ (row)); }).length;
    const height = left && Math.max(2, left * Number(bar.getAttribute("data-unit")));
    bar.setAttribute("height", height.toFixed(1));
    bar.setAttribute("y", (40 - height).toFixed(1));
  }

  document.addEventListener("qq:filter", function (event) {
    const active = Boolean(/** @type {CustomEvent} */ (event).detail.active);
    days.forEach(function (day) { show(day, active); });
    links.forEach(function (link) {
      const heading = document.getElementById(link.hash.slice(1));
      const day = heading && /** @type {HTMLElement | null} */ (heading.closest("section"));
      const place = link.closest("li");
      if (!day || !place) return;
      place.hidden = day.hidden;
      draw(link, day);
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("li:not([hidden])"); });
  });
})();
