/**
 * Reads the files of one language's index, each once and only when it is needed.
 *
 * They are scripts that call `qqSearch`: that works from a folder as it does from a server.
 */
(function () {
  "use strict";

  /**
   * @typedef {{language: string, version: string, docs: number, undated: number,
   *   starts: string[], near: number[], kinds: Object<string, string>, fold: any, labels: any,
   *   months: Object<string, number>, years: string[], year: number}} Manifest
   * @typedef {[string, string, string, string, string, string, string]} Row
   *   url, title, summary, kind, date in words, days, place
   * @typedef {[string, string]} Entry a term and its records, as the builder writes them
   */

  const ROWS = 6; // as the builder cuts them
  const FACETS = 2048;

  /** @type {Manifest} */
  let index;
  let home = "";
  /** @type {Map<number, Entry[]>} */
  const ranges = new Map();
  /** @type {Map<number, string[]>} */
  const near = new Map();
  /** @type {Map<number, Row[]>} */
  const told = new Map();
  /** @type {any[]} */
  const facets = [];
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();

  /** @type {any} */ (window).qqSearch = {
    // What the files of the index call.
    /** @param {Manifest} manifest */
    manifest: function (manifest) { index = manifest; },
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
    /**
     * @param {number} size
     * @param {string} text
     */
    near: function (size, text) { near.set(size, text.split(" ")); },
    /**
     * @param {number} number
     * @param {any} words
     */
    facets: function (number, words) { facets[number] = words; },
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
   * @param {Iterable<number>} numbers
   * @param {string} letter of the kind of file
   */
  function loadAll(numbers, letter) {
    return Promise.all(Array.from(new Set(numbers), function (n) { return load(letter + n); }));
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

  /** @param {number} doc */
  function fileOf(doc) {
    return Math.floor(doc / ROWS);
  }

  /** @type {any} */ (window).qqShards = {
    /**
     * Reads the manifest of the index at an address ending in a slash.
     * @param {string} address
     * @returns {Promise<Manifest>}
     */
    open: async function (address) {
      home = address;
      await load("manifest");
      return index;
    },
    rangeOf: rangeOf,
    /**
     * The terms of some files.
     * @param {number[]} files
     * @returns {Promise<Entry[]>}
     */
    entries: async function (files) {
      const once = Array.from(new Set(files));
      if (index.starts.length) await loadAll(once, "t");
      return once.flatMap(function (file) { return ranges.get(file) || []; });
    },
    /**
     * The words of names that have so many letters, one more or one less.
     * @param {number} size
     * @returns {Promise<string[]>}
     */
    spelt: async function (size) {
      const sizes = index.near.filter(function (one) { return Math.abs(one - size) < 2; });
      await loadAll(sizes, "n");
      return sizes.flatMap(function (one) { return near.get(one) || []; });
    },
    /**
     * What is told of these records, in their order.
     * @param {{doc: number}[]} hits
     * @returns {Promise<Row[]>}
     */
    tell: async function (hits) {
      await loadAll(hits.map(function (hit) { return fileOf(hit.doc); }), "d");
      return hits.map(function (hit) { return (told.get(fileOf(hit.doc)) || [])[hit.doc % ROWS]; });
    },
    /** The facets and days of all records, as the files tell them. */
    facets: async function () {
      const files = Math.ceil(index.docs / FACETS);
      await loadAll(Array.from({ length: files }, function (_, n) { return n; }), "f");
      return { files: facets, each: FACETS };
    },
  };
})();
