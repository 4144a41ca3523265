/**
 * Shows what was known on any day: the slider of the page at /known/.
 *
 * The day stands in the address (?on=2022-01-09), nothing is stored, and what was said is loaded
 * when it is first asked for. Without this script the page's table of key days is the way in.
 */
(function () {
  "use strict";

  /**
   * @typedef {[string, string, string]} Amount value, who said it, what became of it
   * @typedef {[string, string, string, string]} Said url, record, text, who
   * @typedef {[string, string, string, string, Amount[], Said[]]} Day
   *   date, date in words, counts in words, url of its own page, figures, claims
   * @typedef {{figures: [string, string, string][], days: Day[]}} Known url, title, quantity
   */

  const QUIET = 250; // milliseconds without a move before the day is announced

  const box = /** @type {HTMLElement} */ (document.querySelector(".known__any[data-language]"));
  if (!box) return;
  const form = /** @type {HTMLFormElement} */ (box.querySelector("form"));
  const range = /** @type {HTMLInputElement} */ (box.querySelector("input[type=range]"));
  const state = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  const shown = /** @type {HTMLElement} */ (box.querySelector(".known__shown"));
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const data = new URL("../known/" + box.dataset.language + ".js", own).href;

  /** @type {Known | undefined} */
  let known;
  /** @type {Promise<Known> | undefined} */
  let loading;
  let timer = 0;

  /** @returns {Promise<Known>} */
  function load() {
    if (!loading) loading = new Promise(function (resolve, reject) {
      const tag = document.createElement("script");
      /** @type {any} */ (window).qqKnown = function (/** @type {Known} */ given) {
        known = given;
        resolve(given);
      };
      tag.onerror = function () {
        loading = undefined;
        tag.remove();
        reject(new Error(data));
      };
      tag.src = data;
      document.head.append(tag);
    });
    return loading;
  }

  /** Shows the day under the slider. */
  async function show() {
    try {
      write((await load()).days[Number(range.value)]);
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      state.textContent = box.dataset.failed || "";
    }
  }

  /** @param {Day} day */
  function write(day) {
    const title = /** @type {HTMLElement} */ (shown.querySelector("h3"));
    const link = /** @type {HTMLAnchorElement} */ (shown.querySelector("p a"));
    const numbers = /** @type {HTMLElement} */ (shown.querySelector(".numbers"));
    const list = /** @type {HTMLElement} */ (shown.querySelector(".listing"));
    range.setAttribute("aria-valuetext", day[1]);
    title.textContent = day[1];
    /** @type {HTMLElement} */ (link.parentElement).hidden = !day[3];
    if (day[3]) link.setAttribute("href", day[3]);
    numbers.replaceChildren.apply(numbers, day[4].map(figure));
    list.replaceChildren.apply(list, day[5].map(claim));
    shown.hidden = false;
    clearTimeout(timer);
    timer = window.setTimeout(function () { state.textContent = day[1] + ": " + day[2]; }, QUIET);
  }

  /**
   * @param {Amount} amount
   * @param {number} at
   */
  function figure(amount, at) {
    const about = /** @type {Known} */ (known).figures[at];
    const item = make("li", "");
    const link = make("a", "");
    link.setAttribute("href", about[0]);
    const red = about[2] === "killed" && /\d/.test(amount[0]);
    const none = /\d/.test(amount[0]) ? "" : " known__none";
    link.append(
      make("span", "numbers__value" + (red ? " numbers__value--deaths" : none), amount[0]),
      " " + about[1]
    );
    item.append(link, make("p", "numbers__by", amount[1]));
    if (amount[2]) item.append(make("p", "numbers__by known__later", amount[2]));
    return item;
  }

  /** @param {Said} said */
  function claim(said) {
    const item = make("li", "");
    const link = make("a", "", said[1]);
    link.setAttribute("href", said[0]);
    const text = make("div", "listed__text");
    text.append(make("p", "", said[2]), make("p", "", said[3]));
    item.append(link, text);
    return item;
  }

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** Shows the day that was chosen, and puts it into the address. */
  async function choose() {
    await show();
    if (!known) return;
    const address = new URL(location.href);
    address.searchParams.set("on", known.days[Number(range.value)][0]);
    if (address.href !== location.href) history.replaceState(null, "", address.href);
  }

  /** Goes to the day in the address, or to the last one before it. */
  async function readAddress() {
    const asked = new URL(location.href).searchParams.get("on") || "";
    if (!/^\d{4}-\d\d-\d\d$/.test(asked)) return;
    try {
      const days = (await load()).days;
      const later = days.findIndex(function (day) { return day[0] > asked; });
      range.value = String(Math.max(0, (later < 0 ? days.length : later) - 1));
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
    }
    show();
  }

  box.hidden = false;
  range.addEventListener("input", choose);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.querySelectorAll("button").forEach(function (button) {
    button.addEventListener("click", function () {
      // The first press without a day shows the one under the slider.
      if (known) range.value = String(Number(range.value) + Number(button.value));
      choose();
    });
  });
  window.addEventListener("popstate", readAddress);
  if (new URL(location.href).searchParams.has("on")) box.scrollIntoView();
  readAddress();
})();
