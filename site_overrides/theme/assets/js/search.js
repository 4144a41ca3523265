/**
 * Searches as the reader types: the form, the results, the address.
 *
 * The query stands in the address (?q=), nothing is stored, and the count alone is announced.
 */
(function () {
  "use strict";

  /**
   * @typedef {{word: string, terms: Set<string>, docs: Map<number, number>}} Match
   * @typedef {{doc: number, score: number, words: number}} Hit
   * @typedef {string[]} Row url, title, summary, kind, date in words, date, place
   */

  const PAGE = 8; // results shown at a time
  const WAIT = 180; // milliseconds of quiet before a search while typing
  const MARKED = /[\p{L}\p{M}\p{N}'’ʼ‐‑-]+/gu;

  const found = document.querySelector("form.search[data-language]");
  if (!found) return;
  const form = /** @type {HTMLFormElement} */ (found);
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const state = /** @type {HTMLElement} */ (document.querySelector(".search__state[role=status]"));
  const list = /** @type {HTMLElement} */ (document.querySelector("ol.results"));
  const more = /** @type {HTMLButtonElement} */ (document.querySelector(".search__more"));
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const home = new URL("../search/" + form.dataset.language + "/", own).href;

  const qqSearch = /** @type {any} */ (window).qqSearch;
  /** @type {any} */
  let index;
  /** @type {any} */
  let folder;
  /** @type {{hits: Hit[], matches: Match[], shown: number}} */
  let result = { hits: [], matches: [], shown: 0 };
  let turn = 0;
  let timer = 0;

  /**
   * @param {string} query
   * @returns {Promise<void>}
   */
  async function search(query) {
    turn += 1;
    const mine = turn;
    if (!query.trim()) return empty("");
    try {
      if (!index) ({ index, folder } = await qqSearch.open(home));
      const found = await qqSearch.find(query);
      const rows = await qqSearch.tell(found.hits.slice(0, PAGE));
      if (mine === turn) show(found.hits, found.matches, rows);
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      if (mine === turn) empty(form.dataset.failed || "");
    }
  }

  /** @param {string} message */
  function empty(message) {
    state.textContent = message;
    list.replaceChildren();
    list.hidden = true;
    more.hidden = true;
  }

  /**
   * @param {Hit[]} hits
   * @param {Match[]} matches
   * @param {Row[]} rows
   */
  function show(hits, matches, rows) {
    const labels = index.labels;
    empty(labels.nothing);
    result = { hits: hits, matches: matches, shown: 0 };
    if (!hits.length) return;
    const partly = hits[0].words < matches.length;
    state.textContent = counted(partly ? labels.partly : labels.found, hits.length);
    list.hidden = false;
    append(rows);
  }

  /**
   * @param {Object<string, string>} forms
   * @param {number} n
   */
  function counted(forms, n) {
    const form = new Intl.PluralRules(index.language).select(n);
    return (forms[form] || forms.other).replace("{n}", String(n));
  }

  /**
   * Writes the next results.
   * @param {Row[]} rows
   */
  function append(rows) {
    rows.forEach(function (row, at) { list.append(entry(result.hits[result.shown + at], row)); });
    result.shown += rows.length;
    more.hidden = result.shown >= result.hits.length;
  }

  /**
   * @param {Hit} hit
   * @param {Row} row
   */
  function entry(hit, row) {
    /** @type {Set<Match>} */
    const seen = new Set();
    const item = make("li", "result");
    const title = make("h2", "result__title");
    const link = make("a", "");
    link.setAttribute("href", row[0]);
    write(link, row[1], seen);
    title.append(link);
    const about = make("p", "result__about");
    write(about, [index.kinds[row[3]], row[4], row[6]].filter(Boolean).join(" · "), seen);
    const summary = make("p", "result__summary");
    write(summary, row[2], seen);
    item.append(title, about, summary);
    const unseen = result.matches.filter(function (one) {
      return one.docs.has(hit.doc) && !seen.has(one);
    });
    if (unseen.length) {
      const also = make("p", "result__also");
      const asked = unseen.map(function (one) { return typed(one.word); }).join(", ");
      also.textContent = index.labels.also.replace("{words}", asked);
      item.append(also);
    }
    return item;
  }

  /**
   * A word as the reader wrote it.
   * @param {string} skeleton
   */
  function typed(skeleton) {
    const parts = field.value.match(MARKED) || [];
    const same = parts.find(function (part) { return folder.queryWords(part)[0] === skeleton; });
    return same || skeleton;
  }

  /**
   * Writes text into an element, the words that were found marked.
   * @param {HTMLElement} element
   * @param {string} text
   * @param {Set<Match>} seen
   */
  function write(element, text, seen) {
    let at = 0;
    for (const part of text.matchAll(MARKED)) {
      const hits = result.matches.filter(function (one) { return matched(part[0], one); });
      if (!hits.length) continue;
      hits.forEach(function (one) { seen.add(one); });
      element.append(text.slice(at, part.index), make("mark", "", part[0]));
      at = part.index + part[0].length;
    }
    element.append(text.slice(at));
  }

  /**
   * @param {string} text
   * @param {Match} one
   */
  function matched(text, one) {
    return folder.words(text).some(function (/** @type {string} */ word) {
      return one.terms.has(folder.single(word)) || one.terms.has(folder.stem(word, index.language));
    });
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

  /** Searches for what the field holds, and puts it into the address. */
  function run() {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set("q", field.value.trim());
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address.href);
    search(field.value);
  }

  function readAddress() {
    const query = new URL(location.href).searchParams.get("q") || "";
    field.value = query;
    search(query);
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = window.setTimeout(run, WAIT);
  });
  more.addEventListener("click", async function () {
    const from = result.shown;
    append(await qqSearch.tell(result.hits.slice(from, from + PAGE)));
    const next = list.children[from];
    const link = next && next.querySelector("a");
    if (link) link.focus();
  });
  window.addEventListener("popstate", readAddress);
  readAddress();
})();
