/**
 * Finds records in the index of the page's language, fetching only what a query needs.
 *
 * The index is script files that call `qqSearch`; they work from a folder as they do from a
 * server. The query stands in the address (?q=), nothing is stored, and the count alone is
 * announced.
 */
(function () {
  "use strict";

  /**
   * @typedef {import("./fold.js").Folder} Folder
   * @typedef {{language: string, version: string, docs: number, starts: string[],
   *   kinds: Object<string, string>, fold: any, labels: any}} Manifest
   * @typedef {[string, string, string, string, string, string, string]} Row
   *   url, title, summary, kind, date in words, date, place
   * @typedef {{term: string, factor: number}} Wanted
   * @typedef {{word: string, terms: Set<string>, docs: Map<number, number>}} Match
   * @typedef {{doc: number, score: number, words: number, missing: Match[]}} Hit
   */

  const PAGE = 8; // results shown at a time
  const WAIT = 180; // milliseconds of quiet before a search while typing
  const SPREAD = 3; // files of terms that one typed beginning may open
  const BEGINNING = 0.7; // what a match counts that is not of the whole word
  const OTHER_STEM = 0.85;
  const RELATED = 0.6;
  const NEAR = 0.5;
  const LONG = 5; // letters from which one slip is forgiven
  const ROWS = 16; // as the builder cuts them
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

  /** @type {Manifest} */
  let index;
  /** @type {Folder} */
  let folder;
  /** @type {Map<number, [string, string][]>} */
  const ranges = new Map();
  /** @type {Map<number, Row[]>} */
  const told = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  /** @type {{hits: Hit[], matches: Match[], shown: number}} */
  let result = { hits: [], matches: [], shown: 0 };
  let turn = 0;
  let timer = 0;

  // What the files of the index call.
  /** @type {any} */ (window).qqSearch = {
    /** @param {Manifest} manifest */
    manifest: function (manifest) {
      index = manifest;
      folder = /** @type {any} */ (window).qqFold(manifest.fold);
    },
    /**
     * @param {number} number
     * @param {string} text
     */
    terms: function (number, text) {
      ranges.set(number, text.split("\n").map(function (line) {
        const at = line.indexOf(" ");
        return [line.slice(0, at), line.slice(at + 1)];
      }));
    },
    /**
     * @param {number} number
     * @param {Row[]} rows
     */
    rows: function (number, rows) { told.set(number, rows); },
  };

  /**
   * @param {string} name
   * @returns {Promise<void>}
   */
  function load(name) {
    const before = asked.get(name);
    if (before) return before;
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const version = index && location.protocol !== "file:" ? "?v=" + index.version : "";
      script.src = home + name + ".js" + version;
      script.onload = function () { resolve(undefined); };
      script.onerror = function () {
        asked.delete(name);
        reject(new Error(name));
      };
      document.head.append(script);
    });
    asked.set(name, promise);
    return promise;
  }

  /**
   * The file of terms that a term would stand in.
   * @param {string} term
   */
  function rangeOf(term) {
    let low = 0;
    let high = index.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (index.starts[middle] <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The stems a word may stand under.
   * @param {string} word
   * @returns {Wanted[]}
   */
  function wanted(word) {
    const stem = folder.stem(word, index.language);
    return folder.stems(word).map(function (term) {
      return { term: term, factor: term === word || term === stem ? 1 : OTHER_STEM };
    });
  }

  /**
   * @param {string} word
   * @param {boolean} open whether the reader may still be typing it
   */
  function filesFor(word, open) {
    const files = new Set(wanted(word).map(function (one) { return rangeOf(one.term); }));
    if (open) {
      const first = rangeOf(word);
      const last = Math.min(rangeOf(word + "\uffff"), first + SPREAD - 1);
      for (let file = first; file <= last; file += 1) files.add(file);
    }
    return files;
  }

  /**
   * The records of one word: by its stems, else by other endings, else by one slip.
   * @param {string} word
   * @param {boolean} open
   * @returns {Match}
   */
  function match(word, open) {
    const entries = Array.from(filesFor(word, open)).flatMap(function (file) {
      return ranges.get(file) || [];
    });
    const stems = new Map(wanted(word).map(function (one) { return [one.term, one.factor]; }));
    const whole = collect(word, entries, function (term) {
      const exact = stems.get(term);
      if (exact !== undefined) return exact;
      return open && (term.startsWith(word) || begun(word, term)) ? BEGINNING : 0;
    });
    if (whole.docs.size) return whole;
    const related = collect(word, entries, function (term) {
      return sameButEndings(word, term) ? RELATED : 0;
    });
    if (related.docs.size || word.length < LONG) return related;
    return collect(word, entries, function (term) { return oneSlip(word, term) ? NEAR : 0; });
  }

  /**
   * @param {string} word
   * @param {[string, string][]} entries
   * @param {(term: string) => number} factorOf
   * @returns {Match}
   */
  function collect(word, entries, factorOf) {
    /** @type {Match} */
    const made = { word: word, terms: new Set(), docs: new Map() };
    entries.forEach(function (entry) {
      const factor = factorOf(entry[0]);
      if (!factor) return;
      made.terms.add(entry[0]);
      let doc = -1;
      for (const posting of entry[1].matchAll(/([0-9a-z]*)([A-Z])/g)) {
        doc += posting[1] ? parseInt(posting[1], 36) : 1;
        const weight = (posting[2].charCodeAt(0) - 64) * factor;
        if (weight > (made.docs.get(doc) || 0)) made.docs.set(doc, weight);
      }
    });
    return made;
  }

  /**
   * Whether the rest of a word after a stem is the beginning of an ending.
   * @param {string} word
   * @param {string} term
   */
  function begun(word, term) {
    if (term.length < LONG - 1 || !word.startsWith(term)) return false;
    const rest = word.slice(term.length);
    return endings().some(function (ending) { return ending.startsWith(rest); });
  }

  /** @returns {string[]} */
  function endings() {
    return index.fold.endings[index.language];
  }

  /**
   * Whether two words differ in one ending each, after four or more letters in common.
   * @param {string} word
   * @param {string} term
   */
  function sameButEndings(word, term) {
    let common = 0;
    while (common < word.length && word[common] === term[common]) common += 1;
    for (let at = common; at >= LONG - 1; at -= 1) {
      if (isEnding(word.slice(at)) && isEnding(term.slice(at))) return true;
    }
    return false;
  }

  /** @param {string} rest */
  function isEnding(rest) {
    const all = /** @type {string[][]} */ (Object.values(index.fold.endings));
    return !rest || all.some(function (some) { return some.includes(rest); });
  }

  /**
   * Whether one letter too many, too few, wrong, or two exchanged make the other word.
   * @param {string} word
   * @param {string} term
   */
  function oneSlip(word, term) {
    if (Math.abs(word.length - term.length) > 1) return false;
    let at = 0;
    while (at < word.length && word[at] === term[at]) at += 1;
    return word.slice(at + 1) === term.slice(at + 1) || word.slice(at + 1) === term.slice(at) ||
      word.slice(at) === term.slice(at + 1) ||
      (word[at] === term[at + 1] && word[at + 1] === term[at] &&
        word.slice(at + 2) === term.slice(at + 2));
  }

  /**
   * @param {string} query
   * @returns {{word: string, open: boolean}[]}
   */
  function parse(query) {
    const all = folder.queryWords(query);
    const stop = new Set(index.fold.stop[index.language]);
    const open = !/\s$/.test(query);
    const parsed = all.map(function (word, at) {
      return { word: word, open: open && at === all.length - 1 && word.length > 1 };
    });
    const kept = parsed.filter(function (one) { return !stop.has(one.word); });
    return kept.length ? kept : parsed;
  }

  /**
   * Records with all words; when there is none, those with the most.
   * @param {Match[]} matches
   * @returns {Hit[]}
   */
  function rank(matches) {
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    matches.forEach(function (one) {
      const size = one.docs.size;
      const rarity = Math.log(1 + (index.docs - size + 0.5) / (size + 0.5));
      one.docs.forEach(function (weight, doc) {
        const hit = hits.get(doc) || { doc: doc, score: 0, words: 0, missing: [] };
        hit.score += weight * rarity;
        hit.words += 1;
        hits.set(doc, hit);
      });
    });
    const most = Math.max.apply(null, Array.from(hits.values(), function (hit) { return hit.words; }));
    return Array.from(hits.values())
      .filter(function (hit) { return most < matches.length || hit.words === matches.length; })
      .sort(function (a, b) { return b.words - a.words || b.score - a.score || a.doc - b.doc; });
  }

  /**
   * @param {string} query
   * @returns {Promise<void>}
   */
  async function search(query) {
    turn += 1;
    const mine = turn;
    if (!query.trim()) return empty("");
    try {
      await load("manifest");
      const asked = parse(query);
      const files = new Set(asked.flatMap(function (one) {
        return Array.from(filesFor(one.word, one.open));
      }));
      if (index.starts.length) {
        await Promise.all(Array.from(files, function (file) { return load("t" + file); }));
      }
      if (mine !== turn) return;
      const matches = asked.map(function (one) { return match(one.word, one.open); });
      const hits = rank(matches);
      await fetchRows(hits.slice(0, PAGE));
      if (mine !== turn) return;
      show(hits, matches);
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      if (mine === turn) empty(form.dataset.failed || "");
    }
  }

  /** @param {Hit[]} hits */
  function fetchRows(hits) {
    const files = new Set(hits.map(function (hit) { return Math.floor(hit.doc / ROWS); }));
    return Promise.all(Array.from(files, function (file) { return load("d" + file); }));
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
   */
  function show(hits, matches) {
    const labels = index.labels;
    empty(labels.nothing);
    result = { hits: hits, matches: matches, shown: 0 };
    if (!hits.length) return;
    const partly = hits[0].words < matches.length;
    state.textContent = counted(partly ? labels.partly : labels.found, hits.length);
    list.hidden = false;
    append();
  }

  /**
   * @param {Object<string, string>} forms
   * @param {number} n
   */
  function counted(forms, n) {
    const form = new Intl.PluralRules(index.language).select(n);
    return (forms[form] || forms.other).replace("{n}", String(n));
  }

  /** Writes the next results and says whether there are more. */
  function append() {
    const next = result.hits.slice(result.shown, result.shown + PAGE);
    next.forEach(function (hit) { list.append(entry(hit)); });
    result.shown += next.length;
    more.hidden = result.shown >= result.hits.length;
  }

  /** @param {Hit} hit */
  function entry(hit) {
    const row = (told.get(Math.floor(hit.doc / ROWS)) || [])[hit.doc % ROWS];
    /** @type {Set<Match>} */
    const seen = new Set();
    const item = make("li", "result");
    const title = make("h3", "result__title");
    const link = make("a", "");
    link.setAttribute("href", row[0]);
    write(link, row[1], seen);
    title.append(link);
    const about = make("p", "result__about");
    about.textContent = [index.kinds[row[3]], row[4], row[6]].filter(Boolean).join(" · ");
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
    return parts.find(function (part) { return folder.queryWords(part)[0] === skeleton; }) || skeleton;
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
    return folder.words(text).some(function (word) {
      return one.terms.has(word) || one.terms.has(folder.stem(word, index.language));
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
    await fetchRows(result.hits.slice(from, from + PAGE));
    append();
    const next = list.children[from];
    const link = next && next.querySelector("a");
    if (link) link.focus();
  });
  window.addEventListener("popstate", readAddress);
  readAddress();
})();
