/**
 * The list beside the map: what of it the filter leaves, by place.
 *
 * `qq:filter` is obeyed (detail.ids: record ids to show, or null for all; detail.places: the
 * places to show them at, or nothing for all); `qq:list` tells the drawing parts that the list
 * has changed.
 */
(function () {
  "use strict";

  const shared = /** @type {any} */ (window).qqMap;
  if (!shared) return;

  /** @type {Set<string> | null} */
  let chosen = null;
  /** @type {Set<string> | null} */
  let within = null;
  /** @type {Map<string, HTMLElement[]>} place → its rows */
  const rows = new Map();
  let told = false;

  document.querySelectorAll(".qq-place").forEach(function (found) {
    const section = /** @type {HTMLElement} */ (found);
    rows.set(section.dataset.place || "", Array.from(section.querySelectorAll("li")));
  });

  /**
   * @param {HTMLElement} row
   * @param {string} place
   */
  function left(row, place) {
    return (!chosen || chosen.has(row.dataset.id || "")) && (!within || within.has(place));
  }

  /**
   * The rows of a place that the filter leaves.
   * @param {number} index
   * @returns {HTMLElement[]}
   */
  shared.rows = function (index) {
    const place = shared.data.places[index][0];
    return (rows.get(place) || []).filter(function (row) { return left(row, place); });
  };

  function tell() {
    told = true;
    document.dispatchEvent(new CustomEvent("qq:list"));
  }

  document.addEventListener("qq:filter", function (event) {
    const detail = /** @type {CustomEvent} */ (event).detail;
    chosen = detail.ids ? new Set(detail.ids) : null;
    within = detail.places ? new Set(detail.places) : null;
    document.querySelectorAll(".qq-place").forEach(function (found) {
      const section = /** @type {HTMLElement} */ (found);
      const place = section.dataset.place || "";
      let shown = 0;
      (rows.get(place) || []).forEach(function (row) {
        row.hidden = !left(row, place);
        if (!row.hidden) shown += 1;
      });
      section.hidden = shown === 0;
    });
    tell();
  });

  // Without a filter on the page nobody would ask for the first drawing.
  document.addEventListener("DOMContentLoaded", function () { if (!told) tell(); });

  /**
   * Marks on the map what the pointer or the key is at in the list.
   * @param {Event} event
   */
  function point(event) {
    const at = event.type !== "mouseleave" &&
      /** @type {Element} */ (event.target).closest(".qq-place");
    const place = at ? /** @type {HTMLElement} */ (at).dataset.place : "";
    shared.bubbles().forEach(function (/** @type {HTMLElement} */ bubble) {
      const members = (bubble.dataset.members || "").split(" ");
      bubble.classList.toggle("qq-pointed", Boolean(place) && members.includes(place || ""));
    });
  }

  const list = document.querySelector(".qq-map-list");
  ["mouseover", "focusin", "mouseleave"].forEach(function (name) {
    if (list) list.addEventListener(name, point);
  });
})();
