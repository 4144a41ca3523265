/**
 * Folds words as the builder does, by the builder's own tables, so that every spelling meets.
 */
(function () {
  "use strict";

  /**
   * @typedef {{letters: Object<string, string>, silent: string, hyphens: string,
   *   rewrites: [string, string][], last: [string, string][],
   *   stem: Object<string, number>, again: Object<string, number>,
   *   endings: Object<string, string[]>, hardened: Object<string, string>,
   *   grouped: string, keys: [string, string], stop: Object<string, string[]>}} Tables
   * @typedef {{queryWords: (text: string) => string[], words: (text: string) => string[],
   *   single: (word: string) => string, stem: (word: string, language: string) => string,
   *   stems: (word: string) => string[], joined: (text: string) => string,
   *   otherKeys: (text: string) => string}} Folder
   */

  const WORD = /[\p{L}\p{N}]+(?:-+[\p{L}\p{N}]+)*/gu;

  /**
   * @typedef {{find: RegExp, to: string}[]} Rules
   * @param {[string, string][]} rules
   * @returns {Rules}
   */
  function compiled(rules) {
    return rules.map(function (rule) { return { find: new RegExp(rule[0], "g"), to: rule[1] }; });
  }

  /**
   * @param {string} word
   * @param {Rules} rules
   */
  function applied(word, rules) {
    rules.forEach(function (rule) { word = word.replace(rule.find, rule.to); });
    return word;
  }

  /**
   * @param {Tables} tables
   * @returns {Folder}
   */
  function folder(tables) {
    const rewrites = compiled(tables.rewrites);
    const last = compiled(tables.last);

    const letters = new Map(Object.entries(tables.letters));
    const hardened = new Map(Object.entries(tables.hardened));
    const grouped = new RegExp(tables.grouped, "g");

    /** @param {string} letter */
    function plainLetter(letter) {
      const known = letters.get(letter);
      if (known !== undefined) return known;
      if (tables.silent.includes(letter)) return "";
      if (tables.hyphens.includes(letter)) return "-";
      const parts = letter.normalize("NFKD").replace(/\p{Mn}/gu, "");
      return Array.from(parts, function (part) { return letters.get(part) || part; }).join("");
    }

    /**
     * A text whose numbers have no separators between their thousands.
     * @param {string} text
     */
    function joined(text) {
      return text.replace(grouped, function (_, before, number) {
        return before + number.replace(/[^0-9]/g, "");
      });
    }

    /**
     * What the same keys write with the other keyboard layout; a number stays a number.
     * @param {string} text
     */
    function otherKeys(text) {
      const typed = /[a-z]/i.test(text) ? 0 : 1;
      return text.toLowerCase().split(/\s+/).map(function (word) {
        if (/^[0-9.,-]+$/.test(word)) return word;
        return Array.from(word, function (letter) {
          return tables.keys[1 - typed][tables.keys[typed].indexOf(letter)] || letter;
        }).join("");
      }).join(" ");
    }

    /** @param {string} text */
    function written(text) {
      const plain = Array.from(joined(text).normalize("NFKC").toLowerCase(), plainLetter).join("");
      return plain.match(WORD) || [];
    }

    /** @param {string} word */
    function skeleton(word) {
      return applied(word, rewrites);
    }

    /** @param {string} word */
    function single(word) {
      return applied(word, last);
    }

    /** @param {string} word */
    function whole(word) {
      return skeleton(word.split("-").join(""));
    }

    /**
     * @param {string} word
     * @param {string} language
     * @param {number} least letters that must stay
     */
    function longestEnding(word, language, least) {
      return tables.endings[language].find(function (one) {
        return word.length - one.length >= least && word.endsWith(one);
      });
    }

    /**
     * @param {string} word
     * @param {string} language
     */
    function stem(word, language) {
      if (/^\p{Nd}+$/u.test(word)) return word;
      let least = tables.stem[language];
      for (;;) {
        const ending = longestEnding(word, language, least);
        if (!ending) break;
        word = word.slice(0, -ending.length);
        least = tables.again[language];
      }
      word = single(word);
      if (language !== "kk" || word.length <= tables.stem[language]) return word;
      const final = word.slice(-1);
      return word.slice(0, -1) + (hardened.get(final) || final);
    }

    return {
      joined: joined,
      otherKeys: otherKeys,
      single: single,
      stem: stem,
      queryWords: function (text) { return written(text).map(whole); },
      words: function (text) {
        return written(text).flatMap(function (word) {
          const parts = word.includes("-") ? word.split("-").filter(Boolean).map(skeleton) : [];
          return parts.concat(whole(word));
        });
      },
      stems: function (word) {
        const found = Object.keys(tables.endings).map(function (one) { return stem(word, one); });
        return Array.from(new Set([single(word)].concat(found)));
      },
    };
  }

  /** @type {any} */ (window).qqFold = folder;
})();
