/**
 * Filters the list of the page by the form above it; the choice stands in the address.
 *
 * What may be chosen stands in the list: each `li[data-kind]` carries its words as `data-`
 * attributes. Rows that do not fit are hidden and counted; `qq:filter` tells other parts of the
 * page (detail.ids and detail.places, null for all; detail.active). Hidden fields `from` and `to`
 * keep what may begin between two hours, written as `data-from` and `data-to` are: texts that
 * stand in the order of time. Nothing is stored.
 */
(function () {
  "use strict";

  const found = document.querySelector("form.filters");
  if (!found) return;
  const form = /** @type {HTMLFormElement} */ (found);
  const box = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
  const state = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const clear = /** @type {HTMLButtonElement} */ (form.querySelector(".filters__clear"));
  const other = /** @type {HTMLAnchorElement} */ (form.querySelector(".filters__other"));
  const around = /** @type {HTMLInputElement} */ (form.elements.namedItem("around"));
  const selects = Array.from(form.querySelectorAll("select"));
  /** @type {HTMLInputElement[]} `from` and `to`, on a list that has times */
  const bounds = Array.from(form.querySelectorAll("input[type=hidden]"));
  const HOUR = /^\d{4}-\d\d-\d\dT\d\d$/;
  /** @type {HTMLElement[]} */
  const items = Array.from(document.querySelectorAll("li[data-kind]"));
  const wide = window.matchMedia("(min-width: 48rem)");
  /** @type {Map<string, string>} place → the place around it */
  const parents = new Map();
  form.querySelectorAll("option[data-in]").forEach(function (option) {
    parents.set(option.getAttribute("value") || "", option.getAttribute("data-in") || "");
  });
  let last = "";
  let active = false;

  /**
   * A place and all that lie around it, the place first.
   * @param {string} place
   */
  function chain(place) {
    /** @type {string[]} */
    const steps = [];
    for (let at = place; at && !steps.includes(at); at = parents.get(at) || "") steps.push(at);
    return steps;
  }

  /**
   * @param {string} place
   * @param {string} chosen
   */
  function lies(place, chosen) {
    return chain(place).includes(chosen) || (around.checked && chain(chosen).includes(place));
  }

  /**
   * @param {HTMLElement} item
   * @param {string} name
   * @param {string} value
   */
  function fits(item, name, value) {
    if (name === "from") return (item.dataset.to || "") >= value;
    if (name === "to") return (item.dataset.from || "9") < value;
    const words = (item.getAttribute("data-" + name) || "").split(" ");
    if (name !== "place") return words.includes(value);
    return words.some(function (place) { return lies(place, value); });
  }

  /** @returns {URLSearchParams} what is chosen, in the form's order */
  function chosen() {
    const query = new URLSearchParams();
    [...selects, ...bounds].forEach(function (field) {
      if (field.value) query.set(field.name, field.value);
    });
    if (around.checked && query.has("place")) query.set("around", "1");
    return query;
  }

  function read() {
    const query = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      const value = query.get(select.name) || "";
      const known = Array.from(select.options).some(function (one) { return one.value === value; });
      select.value = known ? value : "";
    });
    bounds.forEach(function (bound) {
      const value = query.get(bound.name) || "";
      bound.value = HOUR.test(value) && !Number.isNaN(Date.parse(value + ":00Z")) ? value : "";
    });
    around.checked = query.get("around") === "1";
  }

  function apply() {
    const query = chosen();
    const pairs = Array.from(query).filter(function (pair) { return pair[0] !== "around"; });
    active = pairs.length > 0;
    /** @type {Set<string>} */
    const counted = new Set();
    items.forEach(function (item, at) {
      item.hidden = !pairs.every(function (pair) { return fits(item, pair[0], pair[1]); });
      if (!item.hidden) counted.add(item.dataset.id || String(at));
    });
    around.disabled = !query.has("place");
    clear.hidden = !active;
    form.classList.toggle("filters--active", active);
    const number = new Intl.NumberFormat(document.documentElement.lang).format(counted.size);
    const words = (form.dataset.shown || "").replace("{shown}", number);
    state.textContent = counted.size ? words : (form.dataset.nothing || "") + " " + words;
    lead(query);
    const place = query.get("place");
    const places = place === null ? null : Array.from(items, function (item) {
      return (item.dataset.place || "").split(" ");
    }).flat().filter(function (one) { return lies(one, place); });
    const detail = { ids: active ? Array.from(counted) : null, places: places, active: active };
    document.dispatchEvent(new CustomEvent("qq:filter", { detail: detail }));
  }

  /**
   * Takes the choice along to the other page; languages.js takes it to the other languages.
   * @param {URLSearchParams} query
   */
  function lead(query) {
    const kept = new URLSearchParams();
    (other.dataset.keep || "").split(" ").forEach(function (name) {
      const value = query.get(name);
      if (value) kept.set(name, value);
    });
    other.search = kept.toString();
  }

  function choose() {
    const query = chosen().toString();
    if (query !== last) {
      const address = new URL(location.href);
      address.search = query;
      history.pushState(null, "", address.href);
      last = query;
    }
    apply();
  }

  form.addEventListener("change", choose);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  clear.addEventListener("click", function () {
    [...selects, ...bounds].forEach(function (field) { field.value = ""; });
    around.checked = false;
    choose();
    const summary = form.querySelector("summary");
    if (summary) summary.focus({ preventScroll: true }); // the button is gone
  });
  window.addEventListener("popstate", function () {
    read();
    const query = chosen().toString();
    if (query === last) return; // only the place in the page changed
    last = query;
    apply();
  });

  form.hidden = false;
  read();
  last = chosen().toString();
  apply();
  // Above a map the fields wait until they are asked for: the map is the page.
  const chose = selects.some(function (select) { return select.value; });
  box.open = document.querySelector(".qq-map") ? chose : wide.matches || active;
})();
