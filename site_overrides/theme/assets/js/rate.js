/**
 * Draws on the band how many of the entries that are left begin in each hour.
 *
 * As the page itself draws it: a certain hour is ink, an entry that may begin in several hours
 * counts in each with its pale share, a contested time has its own colour; entries without an hour
 * are counted below their day.
 */
(function () {
  "use strict";

  const HOUR = 3600000;
  const KINDS = ["sure", "vague", "contested"];
  const TALL = 44;
  const band = /** @type {HTMLElement | null} */ (document.querySelector(".band[data-first]"));
  const rate = band && band.querySelector(".band .rate");
  if (!band || !rate) return;
  const start = Date.parse(band.dataset.first + "T00:00Z");
  const unit = Number(rate.getAttribute("data-unit"));
  const rests = Array.from(band.querySelectorAll(".rate__count"));
  const ALL = rests.length * 24;
  /** @type {HTMLElement[]} */
  const entries = Array.from(document.querySelectorAll("li[data-from]"));

  /** @param {string | undefined} text */
  function hour(text) {
    return Math.floor((Date.parse(text + "Z") - start) / HOUR);
  }

  /** @param {HTMLElement} entry */
  function dayOf(entry) {
    const section = entry.closest("section");
    const id = section ? section.getAttribute("aria-labelledby") || "" : "";
    return id[0] === "d" ? hour(id.slice(1) + "T00:00") / 24 : -1;
  }

  /**
   * @param {string} kind
   * @param {number} at
   * @param {number} count
   * @param {number} below
   */
  function column(kind, at, count, below) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", "rate--" + kind);
    rect.setAttribute("x", ((at + 0.08) / ALL * 100).toFixed(3) + "%");
    rect.setAttribute("width", (84 / ALL).toFixed(3) + "%");
    rect.setAttribute("y", (TALL - (below + count) * unit).toFixed(1));
    rect.setAttribute("height", (count * unit).toFixed(1));
    return rect;
  }

  document.addEventListener("qq:filter", function () {
    const hours = Array.from({ length: ALL }, function () { return [0, 0, 0]; });
    const hourless = rests.map(function () { return 0; });
    entries.forEach(function (entry) {
      if (entry.hidden) return;
      if (entry.classList.contains("entry--whole")) {
        const day = dayOf(entry);
        if (day >= 0 && day < hourless.length) hourless[day] += 1;
        return;
      }
      const first = hour(entry.dataset.from);
      const last = hour(entry.dataset.to);
      const sure = first === last && !entry.classList.contains("entry--bound");
      const kind = entry.classList.contains("entry--disputed") ? 2 : sure ? 0 : 1;
      const share = 1 / (last - first + 1);
      for (let at = Math.max(first, 0); at <= Math.min(last, ALL - 1); at += 1) hours[at][kind] += share;
    });
    rests.forEach(function (rest, at) { rest.textContent = hourless[at] ? "+" + hourless[at] : ""; });
    rate.replaceChildren.apply(rate, hours.flatMap(function (counts, at) {
      let below = 0;
      return counts.flatMap(function (count, kind) {
        if (!count) return [];
        below += count;
        return [column(KINDS[kind], at, count, below - count)];
      });
    }));
  });
})();
