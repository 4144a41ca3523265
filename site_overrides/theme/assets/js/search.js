/**
 * Searches as the reader types and chooses: the form, the address, the count that is announced.
 *
 * Words and choices stand behind the # of the address, which no browser sends to a server; nothing
 * is stored. Each search is one step of the browser's history, however it was typed.
 */
(function () {
  "use strict";

  /**
   * @typedef {{doc: number, score: number, words: number}} Hit
   * @typedef {{[facet: string]: string[]}} Chosen
   * @typedef {{found: Hit[], hits: Hit[], matches: any[], shown: number, chosen: Chosen}} Result
   */

  const PAGE = 8; // results shown at a time
  const WAIT = 180; // milliseconds of quiet before a search while typing
  const SAY = 900; // and before the count is announced
  const LIGHT = 4096; // records whose facets are so few that they are read without being asked for
  const FIRST = "2022-01-01";
  const DAYS = 31;

  const found = document.querySelector("form.search[data-language]");
  if (!found) return;
  const form = /** @type {HTMLFormElement} */ (found);
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  /**
   * @template {Element} T
   * @param {string} selector
   * @returns {T}
   */
  function part(selector) {
    return /** @type {T} */ (document.querySelector(selector));
  }
  /** @type {HTMLElement} */
  const page = part(".search-page");
  /** @type {HTMLElement} */
  const state = part(".search__state");
  /** @type {HTMLElement} */
  const said = part(".search__said");
  /** @type {HTMLElement} */
  const list = part("ol.results");
  /** @type {HTMLButtonElement} */
  const more = part(".search__more");
  /** @type {HTMLDetailsElement} */
  const facets = part(".facets");
  /** @type {HTMLButtonElement} */
  const clear = part(".facets__clear");
  /** @type {HTMLElement} */
  const spread = part(".spread");
  /** @type {HTMLSelectElement} */
  const order = part("#order");
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const languages = document.querySelectorAll(".languages a");
  const boxes = Array.from(facets.querySelectorAll("input[type=checkbox]"), function (box) {
    return /** @type {HTMLInputElement} */ (box);
  });
  const selects = Array.from(facets.querySelectorAll("select"));
  /** @type {HTMLInputElement[]} */
  const days = Array.from(facets.querySelectorAll("input[type=date]"));
  const wide = window.matchMedia("(min-width: 60rem)");
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const home = new URL("../search/" + form.dataset.language + "/", own).href;

  const shards = /** @type {any} */ (window).qqShards;
  const finder = /** @type {any} */ (window).qqFind;
  /** @type {any} */
  let index;
  /** @type {any} */
  let writer;
  /** @type {any} */
  let narrow;
  /** @type {Result} */
  let result = { found: [], hits: [], matches: [], shown: 0, chosen: {} };
  let turn = 0;
  let timer = 0;
  let saying = 0;
  let typing = false;
  let last = "";

  // What is asked ---------------------------------------------------------------------------

  /** @returns {Chosen} the facets and days chosen */
  function chosen() {
    /** @type {Chosen} */
    const made = {};
    boxes.forEach(function (box) {
      if (box.checked) (made[box.name] = made[box.name] || []).push(box.value);
    });
    selects.concat(/** @type {any} */ (days)).forEach(function (one) {
      if (one.value) made[one.name] = [one.value];
    });
    return made;
  }

  /** The words and choices as they stand in the address. */
  function asked() {
    const query = new URLSearchParams();
    if (field.value.trim()) query.set("q", field.value.trim());
    const choice = chosen();
    Object.keys(choice).forEach(function (name) { query.set(name, choice[name].join(" ")); });
    if (order.value) query.set("order", order.value);
    return query.toString();
  }

  /** @param {URLSearchParams} query */
  function fill(query) {
    field.value = query.get("q") || "";
    boxes.forEach(function (box) {
      box.checked = (query.get(box.name) || "").split(" ").includes(box.value);
    });
    selects.concat([order]).forEach(function (select) {
      const value = query.get(select.name) || "";
      const known = Array.from(select.options).some(function (one) { return one.value === value; });
      select.value = known ? value : "";
    });
    days.forEach(function (day) { day.value = query.get(day.name) || ""; });
  }

  /** Puts what is asked into the address; while a query is typed, always into the same step. */
  function keep() {
    const query = asked();
    if (query === last) return;
    const address = query ? "#" + query : location.pathname;
    if (typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    last = query;
    languages.forEach(function (link) { link.hash = query; });
  }

  function readAddress() {
    const query = location.hash.includes("=") ? location.hash.slice(1) : "";
    if (location.hash && !query) return; // a place in the page
    fill(new URLSearchParams(query));
    last = asked();
    languages.forEach(function (link) { link.hash = last; });
    typing = false;
    if (Object.keys(chosen()).length && wide.matches) facets.open = true;
    search();
  }

  // What is found ---------------------------------------------------------------------------

  /** @returns {Promise<void>} */
  async function search() {
    turn += 1;
    const mine = turn;
    const choice = chosen();
    const narrowed = Object.keys(choice).length > 0;
    const query = field.value;
    clear.hidden = !narrowed;
    if (!query.trim() && !narrowed) return rest();
    try {
      if (!index) await open();
      const wordless = !query.trim();
      const made = wordless ? { hits: all(), matches: [], read: "" } : await finder.find(query);
      if (narrowed) await openFacets();
      const hits = sorted(narrowed ? narrow.keep(made.hits, choice) : made.hits, wordless);
      const rows = await shards.tell(hits.slice(0, PAGE));
      if (mine !== turn) return;
      result = { found: made.hits, hits: hits, matches: made.matches, shown: 0, chosen: choice };
      show(made.read, rows);
      if (!narrow && index.docs > LIGHT && !facets.open) return;
      await openFacets();
      if (mine === turn) count();
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      if (mine === turn) empty(form.dataset.failed || "");
    }
  }

  async function open() {
    const opened = await finder.open(home);
    index = opened.index;
    writer = /** @type {any} */ (window).qqResults(index, opened.folder);
  }

  async function openFacets() {
    if (!narrow) narrow = /** @type {any} */ (window).qqNarrow(await shards.facets());
  }

  /** @returns {Hit[]} every record, by its day */
  function all() {
    return Array.from({ length: index.docs }, function (_, doc) {
      return { doc: doc, score: 0, words: 0 };
    });
  }

  /**
   * In the order chosen; without words, by day. The undated come last.
   * @param {Hit[]} hits
   * @param {boolean} wordless
   */
  function sorted(hits, wordless) {
    if (!order.value && !wordless) return hits;
    const sign = order.value === "late" ? -1 : 1;
    return hits.slice().sort(function (a, b) {
      const undated = Number(a.doc < index.undated) - Number(b.doc < index.undated);
      return undated || sign * (a.doc - b.doc);
    });
  }

  // What is shown ---------------------------------------------------------------------------

  /** The page before anything is asked. */
  function rest() {
    empty("");
    draw((spread.dataset.bars || "").split(",").map(Number));
    boxes.forEach(function (box) {
      const count = /** @type {HTMLElement} */ (box.labels && box.labels[0].querySelector("span"));
      tellBox(box, Number(count.dataset.count));
    });
    selects.forEach(function (select) {
      Array.from(select.options).forEach(function (option) {
        if (option.value) tellOption(option, Number(option.dataset.count));
      });
    });
  }

  /** @param {string} message */
  function empty(message) {
    say(message);
    list.replaceChildren();
    list.hidden = true;
    more.hidden = true;
    order.parentElement.hidden = true;
  }

  /**
   * The count is seen at once and announced when the reader has paused.
   * @param {string} message
   */
  function say(message) {
    state.textContent = message;
    clearTimeout(saying);
    saying = window.setTimeout(function () {
      if (said.textContent !== message) said.textContent = message;
    }, SAY);
  }

  /**
   * @param {string} read
   * @param {string[][]} rows
   */
  function show(read, rows) {
    const labels = index.labels;
    const hits = result.hits;
    const partly = hits.length > 0 && hits[0].words < result.matches.length;
    const message = hits.length ? counted(partly ? labels.partly : labels.found, hits.length)
      : labels.nothing;
    empty((read ? labels.read.replace("{words}", read) + " " : "") + message);
    if (!hits.length) return;
    list.hidden = false;
    order.parentElement.hidden = false;
    append(rows);
  }

  /**
   * @param {Object<string, string>} forms
   * @param {number} n
   */
  function counted(forms, n) {
    const form = new Intl.PluralRules(index.language).select(n);
    const number = new Intl.NumberFormat(index.language).format(n);
    return (forms[form] || forms.other).replace("{n}", number);
  }

  /**
   * Writes the next results.
   * @param {string[][]} rows
   */
  function append(rows) {
    rows.forEach(function (row, at) {
      list.append(writer.entry(result.hits[result.shown + at].doc, row, result.matches));
    });
    result.shown += rows.length;
    more.hidden = result.shown >= result.hits.length;
  }

  /** Writes beside each choice what it would leave, and draws the days. */
  function count() {
    const names = new Set(boxes.concat(/** @type {any} */ (selects)).map(function (one) {
      return one.name;
    }));
    names.forEach(function (name) {
      const counts = narrow.counts(result.found, result.chosen, name);
      boxes.filter(function (box) { return box.name === name; }).forEach(function (box) {
        tellBox(box, counts.get(box.value) || 0);
      });
      selects.filter(function (select) { return select.name === name; }).forEach(function (select) {
        Array.from(select.options).forEach(function (option) {
          if (option.value) tellOption(option, counts.get(option.value) || 0);
        });
      });
    });
    draw(narrow.byDay(result.found, result.chosen, FIRST, DAYS));
  }

  /** @param {number[]} bars */
  function draw(bars) {
    spread.hidden = !bars.some(Boolean);
    const range = { from: days[0].value, to: days[1].value };
    if (!spread.hidden) /** @type {any} */ (window).qqSpread.spread(spread, bars, range, chooseDay);
  }

  /**
   * @param {HTMLInputElement} box
   * @param {number} count
   */
  function tellBox(box, count) {
    const label = /** @type {HTMLElement} */ (box.labels && box.labels[0]);
    /** @type {HTMLElement} */ (label.querySelector("span")).textContent = String(count);
    box.disabled = !count && !box.checked;
  }

  /**
   * @param {HTMLOptionElement} option
   * @param {number} count
   */
  function tellOption(option, count) {
    option.textContent = option.dataset.label + " (" + count + ")";
    option.hidden = option.disabled = !count && !option.selected;
  }

  // What the reader does --------------------------------------------------------------------

  function run() {
    clearTimeout(timer);
    keep();
    search();
  }

  /**
   * A day of the picture: it alone, or no day when it was it alone.
   * @param {string} day
   */
  function chooseDay(day) {
    const same = days.every(function (one) { return one.value === day; });
    days.forEach(function (one) { one.value = same ? "" : day; });
    typing = false;
    run();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    typing = false;
    run();
  });
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = window.setTimeout(function () {
      run();
      typing = true; // the next letters belong to the same step
    }, WAIT);
  });
  field.addEventListener("change", function () { typing = false; });
  page.addEventListener("change", function () {
    typing = false;
    run();
  });
  clear.addEventListener("click", function () {
    boxes.forEach(function (box) { box.checked = false; });
    selects.forEach(function (select) { select.value = ""; });
    days.forEach(function (day) { day.value = ""; });
    typing = false;
    run();
    const summary = facets.querySelector("summary");
    if (summary) summary.focus({ preventScroll: true }); // the button is gone
  });
  facets.addEventListener("toggle", function () {
    if (facets.open && result.found.length && !narrow) search();
  });
  more.addEventListener("click", async function () {
    const from = result.shown;
    append(await shards.tell(result.hits.slice(from, from + PAGE)));
    const next = list.children[from];
    const link = next && next.querySelector("a");
    if (link) link.focus();
  });
  window.addEventListener("popstate", readAddress);

  // An address that somebody wrote with a question mark is moved behind the #.
  const sent = new URL(location.href).searchParams.get("q");
  if (sent !== null) history.replaceState(null, "", location.pathname + "#" + new URLSearchParams({ q: sent }));
  form.hidden = false;
  facets.hidden = false;
  facets.open = wide.matches;
  readAddress();
})();
