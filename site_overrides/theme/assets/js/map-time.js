/**
 * The clock of the map: a day of January 2022, and from 4 to 10 January an hour of Almaty.
 *
 * What is chosen stands in the filter's fields `from` and `to`, and so in the address and on the
 * timeline: `to` is the first hour that is no longer meant. `qq:time` (detail.hour: an hour as
 * `2022-01-05T17`, or "") tells the other parts of the map at once; the list follows when the
 * reader rests, so that nobody is told of every step on the way.
 */
(function () {
  "use strict";

  const shared = /** @type {any} */ (window).qqMap;
  const found = document.querySelector("form.qq-time");
  if (!shared || !found) return;

  const REST = 250; // milliseconds
  const SPACE = "http://www.w3.org/2000/svg";
  const clock = /** @type {HTMLFormElement} */ (found);
  const filter = /** @type {HTMLFormElement | null} */ (document.querySelector("form.filters"));
  const day = /** @type {HTMLInputElement} */ (clock.querySelector("#qq-day"));
  const hour = /** @type {HTMLInputElement} */ (clock.querySelector("#qq-hour"));
  const names = (clock.dataset.days || "").split("|");
  const first = clock.dataset.first || "";
  const [opens, closes] = (clock.dataset.hours || "").split(" ").map(numbered);
  let waiting = 0;
  let range = ""; // words for a time that is neither a day nor an hour

  /** @param {number} number */
  function two(number) { return String(number).padStart(2, "0"); }

  /**
   * The day of that number: 1 is the first.
   * @param {number} number
   */
  function dated(number) {
    return new Date(Date.parse(first) + (number - 1) * 86400000).toISOString().slice(0, 10);
  }

  /**
   * The number of a day, which may lie outside the clock.
   * @param {string} text
   */
  function numbered(text) {
    return Math.round((Date.parse(text.slice(0, 10)) - Date.parse(first)) / 86400000) + 1;
  }

  function byHours() {
    const at = Number(day.value);
    return at >= opens && at <= closes;
  }

  /** @returns {string} the chosen hour, or "" */
  shared.hour = function () {
    if (!byHours() || !Number(hour.value)) return "";
    return dated(Number(day.value)) + "T" + two(Number(hour.value) - 1);
  };

  /** @returns {[string, string]} `from` and `to` of what is chosen */
  function bounds() {
    const at = Number(day.value), chosen = shared.hour();
    if (!at) return ["", ""];
    if (!chosen) return [dated(at) + "T00", dated(at + 1) + "T00"];
    const next = Number(hour.value);
    return [chosen, next === 24 ? dated(at + 1) + "T00" : dated(at) + "T" + two(next)];
  }

  /** @param {string} name */
  function field(name) {
    const one = filter && filter.elements.namedItem(name);
    return one instanceof HTMLInputElement ? one : null;
  }

  /** Writes what is chosen into the filter, which tells the address and the list. */
  function settle() {
    window.clearTimeout(waiting);
    const [from, to] = [field("from"), field("to")];
    if (!filter || !from || !to) return;
    const now = bounds();
    if (from.value === now[0] && to.value === now[1]) return;
    [from.value, to.value] = now;
    filter.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * An hour as `2022-01-05T17` in words.
   * @param {string} text
   */
  function spoken(text) {
    const name = names[numbered(text) - 1] || text.slice(0, 10);
    return text.slice(11) === "00" ? name : name + ", " + text.slice(11) + ":00";
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} text
   * @param {string} [more]  what the eye sees elsewhere
   */
  function say(input, text, more) {
    const output = clock.querySelector('output[for="' + input.id + '"]');
    if (output && output.textContent !== text) output.textContent = text;
    input.setAttribute("aria-valuetext", more ? text + ", " + more : text);
  }

  /** Shows what is chosen, on the clock and on the map. */
  function show() {
    const at = Number(day.value), chosen = shared.hour();
    say(day, range || (at ? names[at - 1] : day.dataset.all || ""));
    hour.disabled = !byHours();
    const start = Number(hour.value) - 1;
    const state = chosen ? shared.national(chosen).word : "";
    say(hour, hour.disabled ? clock.dataset.when || "" : !chosen ? hour.dataset.all || ""
      : two(start) + ":00–" + two(start + 1) + ":00", state);
    drawHours();
    clock.querySelectorAll("button").forEach(function (button) {
      const row = /** @type {HTMLElement} */ (button.closest("[data-row]")).dataset.row || "";
      const stuck = !stepped(row, Number(button.dataset.step));
      button.setAttribute("aria-disabled", String(stuck));
    });
    document.dispatchEvent(new CustomEvent("qq:time", { detail: { hour: chosen } }));
  }

  /**
   * Day and hour a step further, or null at the end; hours run on through midnight.
   * @param {string} row
   * @param {number} step
   * @returns {[number, number] | null}
   */
  function stepped(row, step) {
    const at = Number(day.value), now = Number(hour.value);
    if (row === "day") {
      const next = at + step;
      return next < 0 || next > Number(day.max) ? null : [next, now];
    }
    if (!byHours()) return null;
    if (now + step >= 1 && now + step <= 24) return [at, now + step];
    if (step > 0) return at < closes ? [at + 1, 1] : null;
    if (now === 0) return null;
    return at > opens ? [at - 1, 24] : [at, 0];
  }

  function chosen() {
    range = "";
    if (!byHours()) hour.value = "0";
    show();
    window.clearTimeout(waiting);
    waiting = window.setTimeout(settle, REST);
  }

  /** Follows the filter: the address, the way back, "clear the filter". */
  function follow() {
    const from = field("from"), to = field("to");
    if (!from || !to || (from.value === bounds()[0] && to.value === bounds()[1])) return;
    window.clearTimeout(waiting);
    const [low, high] = [from.value, to.value];
    const at = low ? numbered(low) : 0;
    day.value = String(Math.min(Math.max(at, 0), Number(day.max)));
    hour.value = byHours() && low.length === 13 ? String(Number(low.slice(11)) + 1) : "0";
    if (bounds()[0] !== low || bounds()[1] !== high) hour.value = "0";
    const same = bounds()[0] === low && bounds()[1] === high;
    range = same ? "" : (low ? spoken(low) : "…") + " – " + (high ? spoken(high) : "…");
    show();
  }

  /**
   * @param {Element} drawing
   * @param {number[]} box  share of the width where it stands, of width, of height
   * @param {string} [fill]
   */
  function bar(drawing, box, fill) {
    const rect = document.createElementNS(SPACE, "rect");
    rect.setAttribute("x", (box[0] * 100).toFixed(3) + "%");
    rect.setAttribute("width", (box[1] * 100).toFixed(3) + "%");
    rect.setAttribute("y", ((1 - box[2]) * 100).toFixed(1) + "%");
    rect.setAttribute("height", (box[2] * 100).toFixed(1) + "%");
    if (fill) rect.setAttribute("fill", fill);
    drawing.append(rect);
  }

  /** How many records of the list may have begun on each day, where that is known to the day. */
  function drawDays() {
    const drawing = clock.querySelector("[data-row=day] svg");
    const last = Number(day.max);
    /** @type {Set<string>[]} */
    const counts = Array.from({ length: last + 1 }, function () { return new Set(); });
    /** @type {NodeListOf<HTMLElement>} */
    const rows = document.querySelectorAll(".qq-place li[data-from]");
    rows.forEach(function (row) {
      const low = (row.dataset.from || "").slice(0, 10), high = (row.dataset.to || "").slice(0, 10);
      const at = low === high ? numbered(low) : 0;
      if (at >= 1 && at <= last) counts[at].add(row.dataset.id || "");
    });
    const most = Math.max.apply(null, counts.map(function (ids) { return ids.size; })) || 1;
    if (drawing) counts.forEach(function (ids, at) {
      if (ids.size) bar(drawing, [(at - 0.4) / last, 0.8 / last, ids.size / most]);
    });
  }

  /** The connection of the whole country in each hour of the day, in the map's own patterns. */
  function drawHours() {
    const drawing = clock.querySelector("[data-row=hour] svg");
    if (!drawing || drawing.getAttribute("data-day") === day.value) return;
    drawing.setAttribute("data-day", day.value);
    drawing.replaceChildren();
    if (!byHours()) return;
    for (let at = 1; at <= 24; at += 1) {
      const shade = shared.national(dated(Number(day.value)) + "T" + two(at - 1)).shade;
      bar(drawing, [(at - 0.5) / 24, 1 / 24, 1], "url(#qq-light-" + shade + ")");
    }
  }

  clock.addEventListener("input", chosen);
  clock.addEventListener("submit", function (event) { event.preventDefault(); });
  clock.addEventListener("click", function (event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    const row = button && /** @type {HTMLElement} */ (button.closest("[data-row]")).dataset.row;
    const next = button && stepped(row || "", Number(button.dataset.step));
    if (!next) return;
    day.value = String(next[0]);
    hour.value = String(next[1]);
    chosen();
  });
  document.addEventListener("qq:filter", follow);

  clock.hidden = false;
  drawDays();
  show();
})();
