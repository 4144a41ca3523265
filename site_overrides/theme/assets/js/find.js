/**
 * Finds which records hold the words of a query, best first.
 *
 * A word is met by its stems, else by its other endings, else by a slip, else by the other keys of
 * the keyboard. Only the files that the words fall into are read.
 */
(function () {
  "use strict";

  /**
   * @typedef {{queryWords: (text: string) => string[], words: (text: string) => string[],
   *   single: (word: string) => string, stem: (word: string, language: string) => string,
   *   stems: (word: string) => string[], joined: (text: string) => string,
   *   otherKeys: (text: string) => string}} Folder
   * @typedef {{word: string, typed: string, open: boolean}} Wish
   * @typedef {{term: string, factor: number}} Wanted
   * @typedef {{word: string, typed: string, terms: Set<string>, docs: Map<number, number>,
   *   exact?: boolean, guessed?: boolean}} Match
   * @typedef {{doc: number, score: number, words: number}} Hit
   * @typedef {[string, string]} Entry
   */

  const SPREAD = 3; // files of terms that one typed beginning may open
  const BEGINNING = 0.7; // what a match counts that is not of the whole word
  const OTHER_STEM = 0.85;
  const RELATED = 0.6;
  const NEAR = 0.5;
  const LONG = 5; // letters from which one slip is forgiven

  const shards = /** @type {any} */ (window).qqShards;
  /** @type {any} */
  let index;
  /** @type {Folder} */
  let folder;

  /** @param {string} word */
  function isNumber(word) {
    return /^[0-9]+$/.test(word);
  }

  /**
   * The stems a word may stand under; one that another language leaves hardly anything of is not.
   * @param {string} word
   * @returns {Wanted[]}
   */
  function wanted(word) {
    const likely = [folder.single(word), folder.stem(word, index.language)];
    return folder.stems(word).map(function (term) {
      return { term: term, factor: likely.includes(term) ? 1 : OTHER_STEM };
    }).filter(function (one) {
      return one.factor === 1 || one.term.length >= LONG - 1 || word.length - one.term.length < 3;
    });
  }

  /**
   * The files of terms in which a wish may be met.
   * @param {Wish} wish
   */
  function filesFor(wish) {
    const files = new Set(wanted(wish.word).map(function (one) { return shards.rangeOf(one.term); }));
    if (wish.open) {
      const first = shards.rangeOf(folder.single(wish.word));
      const last = Math.min(shards.rangeOf(folder.single(wish.word) + "\uffff"), first + SPREAD - 1);
      for (let file = first; file <= last; file += 1) files.add(file);
    }
    return Array.from(files);
  }

  /**
   * The records of one word: by its stems, else by other endings.
   * @param {Wish} wish
   * @returns {Promise<Match>}
   */
  async function match(wish) {
    const entries = await shards.entries(filesFor(wish));
    const stems = new Map(wanted(wish.word).map(function (one) { return [one.term, one.factor]; }));
    const whole = folder.single(wish.word);
    const exact = collect(wish, entries, function (term) {
      const factor = stems.get(term);
      if (factor !== undefined) return factor;
      return wish.open && (term.startsWith(whole) || begun(whole, term)) ? BEGINNING : 0;
    });
    exact.exact = exact.docs.size > 0 || isNumber(whole);
    if (exact.exact) return exact;
    return collect(wish, entries, function (term) {
      return sameButEndings(whole, term) ? RELATED : 0;
    });
  }

  /**
   * The records of the words that one slip makes of a word that nothing else was found for.
   * @param {Wish} wish
   * @returns {Promise<Match>}
   */
  async function mend(wish) {
    /** @type {Match} */
    let made = { word: wish.word, typed: wish.typed, terms: new Set(), docs: new Map() };
    const slips = /** @type {any} */ (window).qqSlips;
    for (const form of folder.stems(wish.word)) {
      if (isNumber(form) || form.length < LONG) continue;
      const here = await shards.entries(filesFor(wish));
      const spelt = (await shards.spelt(form.length)).concat(
        here.map(function (/** @type {Entry} */ entry) { return entry[0]; }));
      const terms = new Set(slips.nearest(form, spelt));
      const entries = await shards.entries(Array.from(terms, shards.rangeOf));
      made = collect(wish, entries, function (term) { return terms.has(term) ? NEAR : 0; });
      if (made.docs.size) break;
    }
    return made;
  }

  /**
   * What other endings found and what a slip may have meant, together.
   * @param {Wish} wish
   * @param {Match} related
   */
  async function mended(wish, related) {
    const made = await mend(wish);
    made.guessed = !related.docs.size;
    related.terms.forEach(function (term) { made.terms.add(term); });
    related.docs.forEach(function (weight, doc) {
      made.docs.set(doc, Math.max(weight, made.docs.get(doc) || 0));
    });
    return made;
  }

  /**
   * @param {Wish} wish
   * @param {Entry[]} entries
   * @param {(term: string) => number} factorOf
   * @returns {Match}
   */
  function collect(wish, entries, factorOf) {
    /** @type {Match} */
    const made = { word: wish.word, typed: wish.typed, terms: new Set(), docs: new Map() };
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
   * Whether a word is too common to look up, in the page's language or, by its letters, another.
   * @param {Wish} wish
   */
  function isCommon(wish) {
    const cyrillic = /[\u0400-\u04ff]/.test(wish.typed);
    return Object.keys(index.fold.stop).some(function (language) {
      return (language === index.language || cyrillic === (language !== "en")) &&
        index.fold.stop[language].includes(folder.stem(wish.word, language));
    });
  }

  /**
   * What is asked for: the words that say something, days as the index writes them.
   * @param {string} query
   * @returns {Wish[]}
   */
  function parse(query) {
    const open = !/\s$/.test(query);
    /** @type {Wish[]} */
    const said = /** @type {any} */ (window).qqDays.read(folder.joined(query), folder, index);
    const parsed = said.map(function (one, at) {
      const last = at === said.length - 1;
      const begins = open && last && one.word.length > 1 && !isNumber(one.word);
      return { word: one.word, typed: one.typed, open: begins };
    });
    const kept = parsed.filter(function (one) { return !isCommon(one); });
    return kept.length ? kept : parsed;
  }

  /**
   * Records with all words; when there is none, those with the most, if that is half of them and
   * at least one was spelt as it stands there.
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
    const sure = matches.some(function (one) { return one.docs.size && !one.guessed; });
    if (most < matches.length && (most * 2 < matches.length || !sure)) return [];
    return all
      .filter(function (hit) { return most < matches.length || hit.words === matches.length; })
      .sort(function (a, b) { return b.words - a.words || b.score - a.score || a.doc - b.doc; });
  }

  /**
   * @param {Wish[]} wishes
   * @returns {Promise<Match[]>}
   */
  function matchAll(wishes) {
    return Promise.all(wishes.map(match));
  }

  /**
   * A word with hyphens that stands nowhere as a whole is asked for by its parts.
   * @param {Wish[]} wishes
   * @param {Match[]} matches
   */
  function taken(wishes, matches) {
    return wishes.flatMap(function (wish, at) {
      const parts = wish.typed.split(/[-‐‑]+/).filter(Boolean);
      if (matches[at].docs.size || parts.length < 2 || isNumber(wish.word)) return [wish];
      return parts.map(function (part) {
        return { word: folder.queryWords(part)[0] || part, typed: part, open: wish.open };
      });
    });
  }

  /**
   * @param {string} query
   * @returns {Promise<{hits: Hit[], matches: Match[], read: string}>} `read` when the query was
   *   read with the other keyboard layout
   */
  async function find(query) {
    let wishes = parse(query);
    let matches = await matchAll(wishes);
    const parts = taken(wishes, matches);
    if (parts.length > wishes.length) {
      wishes = parts;
      matches = await matchAll(wishes);
    }
    matches = await Promise.all(matches.map(function (one, at) {
      return one.exact ? one : mended(wishes[at], one);
    }));
    if (matches.some(function (one) { return one.docs.size; })) {
      return { hits: rank(matches), matches: matches, read: "" };
    }
    const read = folder.otherKeys(query);
    const others = await matchAll(parse(read));
    const all = others.length > 0 && others.every(function (one) { return one.docs.size; });
    return { hits: all ? rank(others) : [], matches: all ? others : matches, read: all ? read : "" };
  }

  /** @type {any} */ (window).qqFind = {
    /**
     * Reads the manifest of the index at an address ending in a slash.
     * @param {string} address
     */
    open: async function (address) {
      index = await shards.open(address);
      folder = /** @type {any} */ (window).qqFold(index.fold);
      return { index: index, folder: folder };
    },
    find: find,
  };
})();
