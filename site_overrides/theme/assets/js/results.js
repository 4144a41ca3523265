/**
 * Writes what was found: title, day, place, kind, the words that matched marked.
 */
(function () {
  "use strict";

  /**
   * @typedef {{word: string, typed: string, terms: Set<string>, docs: Map<number, number>}} Match
   * @typedef {string[]} Row url, title, summary, kind, date in words, days, place
   */

  const MARKED = /[\p{L}\p{M}\p{N}'’ʼ‐‑-]+/gu;

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

  /**
   * A writer of results in one language.
   * @param {any} index
   * @param {any} folder
   */
  function writer(index, folder) {
    /**
     * @param {string} text
     * @param {Match} one
     */
    function matched(text, one) {
      return folder.words(text).some(function (/** @type {string} */ word) {
        return one.terms.has(folder.single(word)) ||
          one.terms.has(folder.stem(word, index.language));
      });
    }

    /**
     * Writes text into an element, the words that were found marked.
     * @param {HTMLElement} element
     * @param {string} text
     * @param {Match[]} matches
     * @param {Set<Match>} seen
     */
    function write(element, text, matches, seen) {
      let at = 0;
      for (const part of text.matchAll(MARKED)) {
        const hits = matches.filter(function (one) { return matched(part[0], one); });
        if (!hits.length) continue;
        hits.forEach(function (one) { seen.add(one); });
        element.append(text.slice(at, part.index), make("mark", "", part[0]));
        at = part.index + part[0].length;
      }
      element.append(text.slice(at));
      return element;
    }

    /**
     * One result as a list item.
     * @param {number} doc
     * @param {Row} row
     * @param {Match[]} matches
     */
    function entry(doc, row, matches) {
      /** @type {Set<Match>} */
      const seen = new Set();
      const when = make("p", "result__when", row[4]);
      const month = /** @type {any} */ (window).qqSpread.month(row[5]);
      if (month) when.append(month);
      const title = make("h2", "result__title");
      const link = make("a", "");
      link.setAttribute("href", row[0]);
      title.append(write(link, row[1], matches, seen));
      const about = [index.kinds[row[3]], row[6]].filter(Boolean).join(" · ");
      const what = make("div", "result__what");
      what.append(title, write(make("p", "result__about"), about, matches, seen));
      if (row[2]) what.append(write(make("p", "result__summary"), row[2], matches, seen));
      const days = matches.filter(function (one) { return /^20[0-9]{4,6}$/.test(one.word); });
      const unseen = matches.filter(function (one) {
        return one.docs.has(doc) && !seen.has(one) && !days.includes(one);
      });
      if (unseen.length) {
        const asked = unseen.map(function (one) { return one.typed; }).join(", ");
        what.append(make("p", "result__also", index.labels.also.replace("{words}", asked)));
      }
      const item = make("li", "result");
      item.append(what, when);
      return item;
    }

    return { entry: entry };
  }

  /** @type {any} */ (window).qqResults = writer;
})();
