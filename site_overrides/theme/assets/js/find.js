/**
 * Reads the index of one language: which records hold the words of a query, best first.
 *
 * The index is script files that call `qqSearch`; they work from a folder as they do from a
 * server. Only the files that a query's words fall into are fetched.
 */
(function () {
  "use strict";

  /**
   * @typedef {{queryWords: (text: string) => string[], words: (text: string) => string[],
   *   single: (word: string) => string, stem: (word: string, language: string) => string,
   *   stems: (word: string) => string[]}} Folder
   * @typedef {{language: string, version: string, docs: number, starts: string[],
   *   kinds: Object<string, string>, fold: any, labels: any}} Manifest
   * @typedef {[string, string, string, string, string, string, string]} Row
   *   url, title, summary, kind, date in words, date, place
   * @typedef {{term: string, factor: number}} Wanted
   * @typedef {{word: string, terms: Set<string>, docs: Map<number, number>}} Match
   * @typedef {{doc: number, score: number, words: number}} Hit
   */

  const SPREAD = 3; // files of terms that one typed beginning may open
  const BEGINNING = 0.7; // what a match counts that is not of the whole word
  const OTHER_STEM = 0.85;
  const RELATED = 0.6;
  const NEAR = 0.5;
  const LONG = 5; // letters from which one slip is forgiven
  const ROWS = 16; // as the builder cuts them

  /** @type {Manifest} */
  let index;
  /** @type {Folder} */
  let folder;
  let home = "";
  /** @type {Map<number, [string, string][]>} */
  const ranges = new Map();
  /** @type {Map<number, Row[]>} */
  const told = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();

  /** @type {any} */ (window).qqSearch = {
    // What the files of the index call.
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

    // What a page calls.
    /**
     * Reads the manifest of the index at an address ending in a slash.
     * @param {string} address
     */
    open: async function (address) {
      home = address;
      await load("manifest");
      return { index: index, folder: folder };
    },
    find: find,
    tell: tell,
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
    const likely = [folder.single(word), folder.stem(word, index.language)];
    return folder.stems(word).map(function (term) {
      return { term: term, factor: likely.includes(term) ? 1 : OTHER_STEM };
    });
  }

  /**
   * @param {string} word
   * @param {boolean} open whether the reader may still be typing it
   */
  function filesFor(word, open) {
    const files = new Set(wanted(word).map(function (one) { return rangeOf(one.term); }));
    if (open) {
      const first = rangeOf(folder.single(word));
      const last = Math.min(rangeOf(folder.single(word) + "\uffff"), first + SPREAD - 1);
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
    const whole = folder.single(word);
    const exact = collect(word, entries, function (term) {
      const factor = stems.get(term);
      if (factor !== undefined) return factor;
      return open && (term.startsWith(whole) || begun(whole, term)) ? BEGINNING : 0;
    });
    if (exact.docs.size) return exact;
    const related = collect(word, entries, function (term) {
      return sameButEndings(whole, term) ? RELATED : 0;
    });
    if (related.docs.size || whole.length < LONG) return related;
    return collect(word, entries, function (term) { return oneSlip(whole, term) ? NEAR : 0; });
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
    const kept = parsed.filter(function (one) {
      return !stop.has(folder.stem(one.word, index.language));
    });
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
        const hit = hits.get(doc) || { doc: doc, score: 0, words: 0 };
        hit.score += weight * rarity;
        hit.words += 1;
        hits.set(doc, hit);
      });
    });
    const all = Array.from(hits.values());
    const most = all.reduce(function (before, hit) { return Math.max(before, hit.words); }, 0);
    return all
      .filter(function (hit) { return most < matches.length || hit.words === matches.length; })
      .sort(function (a, b) { return b.words - a.words || b.score - a.score || a.doc - b.doc; });
  }

  /**
   * @param {string} query
   * @returns {Promise<{hits: Hit[], matches: Match[]}>}
   */
  async function find(query) {
    const wishes = parse(query);
    const files = new Set(wishes.flatMap(function (one) {
      return Array.from(filesFor(one.word, one.open));
    }));
    if (index.starts.length) {
      await Promise.all(Array.from(files, function (file) { return load("t" + file); }));
    }
    const matches = wishes.map(function (one) { return match(one.word, one.open); });
    return { hits: rank(matches), matches: matches };
  }

  /**
   * What the index tells of these records, in their order.
   * @param {Hit[]} hits
   * @returns {Promise<Row[]>}
   */
  async function tell(hits) {
    const files = new Set(hits.map(function (hit) { return Math.floor(hit.doc / ROWS); }));
    await Promise.all(Array.from(files, function (file) { return load("d" + file); }));
    return hits.map(function (hit) {
      return (told.get(Math.floor(hit.doc / ROWS)) || [])[hit.doc % ROWS];
    });
  }
})();
