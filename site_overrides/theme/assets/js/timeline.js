/**
 * Keeps the timeline whole while it is filtered: days without entries go, and the ways to them.
 *
 * The hours drawn between entries are those of an unfiltered day, so they go too.
 */
(function () {
  "use strict";

  /** @type {HTMLElement[]} */
  const days = Array.from(document.querySelectorAll("section.day"));
  /** @type {HTMLAnchorElement[]} */
  const links = Array.from(document.querySelectorAll(".jump a, .band-days a"));
  /** @type {NodeListOf<HTMLElement>} */
  const groups = document.querySelectorAll(".jump > ul > li");
  const rug = document.querySelector(".band__rug");
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

  /** Draws on the band where the entries that are left begin. */
  function drawRug() {
    if (!rug) return;
    const hour = Number(rug.getAttribute("data-hour"));
    const top = rug.getAttribute("data-top");
    /** @type {HTMLElement[]} */
    const placed = Array.from(document.querySelectorAll("li[data-x]"));
    rug.setAttribute("d", placed.filter(shown).map(function (entry) {
      return "M" + (Number(entry.dataset.x) * hour).toFixed(1) + " " + top + "v9";
    }).join(""));
  }

  document.addEventListener("qq:filter", function (event) {
    const active = Boolean(/** @type {CustomEvent} */ (event).detail.active);
    days.forEach(function (day) { show(day, active); });
    links.forEach(function (link) {
      const heading = document.getElementById(link.hash.slice(1));
      const day = heading && heading.closest("section");
      const place = link.closest("li");
      if (place) place.hidden = day !== null && day.hidden;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("li:not([hidden])"); });
    drawRug();
  });
})();
