/**
 * Reads days and months in a query: 5 January, 5 қаңтар, 7-қаңтар, 19-го января 2022 года, 05.01.2022.
 */
(function () {
  "use strict";

  /**
   * @typedef {{word: string, typed: string}} Said
   * @typedef {{queryWords: (text: string) => string[], stems: (word: string) => string[]}} Folder
   * @typedef {{months: Object<string, number>, years: string[], year: number}} Calendar
   */

  const PIECE = /[\p{L}\p{M}\p{N}'’‘ʼʻ`´‐‑-]+/gu;
  const FIGURES = /(^|[^0-9])([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(?![0-9])/g;
  const DAY = /^([0-9]{1,2})[a-z]{0,3}$/;
  const DAY_AND_MONTH = /^([0-9]{1,2})([a-z]{3,})$/;
  const YEAR = /^(?:19|20)[0-9]{2}$/;

  /** @param {string | number} number */
  function two(number) {
    return String(number).padStart(2, "0");
  }

  /**
   * @param {Said | undefined} said
   * @returns {number}
   */
  function dayOf(said) {
    const found = said && said.word.match(DAY);
    const day = found ? Number(found[1]) : 0;
    return day <= 31 ? day : 0;
  }

  /**
   * The words of a query; a day in words becomes the word the index knows it by, 20220105.
   * @param {string} query
   * @param {Folder} folder
   * @param {Calendar} calendar
   * @returns {Said[]}
   */
  function read(query, folder, calendar) {
    const plain = query.replace(FIGURES, function (_, before, day, month, year) {
      return before + year + "-" + two(month) + "-" + two(day);
    });
    /** @type {Said[]} */
    const said = (plain.match(PIECE) || []).flatMap(function (piece) {
      const word = folder.queryWords(piece).join("");
      const joined = word.match(DAY_AND_MONTH);
      if (joined && monthOf({ word: joined[2], typed: piece })) {
        return [{ word: joined[1], typed: piece }, { word: joined[2], typed: "" }];
      }
      return word ? [{ word: word, typed: piece }] : [];
    });

    /** @param {Said | undefined} one */
    function monthOf(one) {
      const stem = one && folder.stems(one.word).find(function (form) {
        return Object.hasOwn(calendar.months, form);
      });
      return stem ? calendar.months[stem] : 0;
    }

    /** @param {Said | undefined} one */
    function isYearWord(one) {
      return one !== undefined && calendar.years.includes(one.word);
    }

    /**
     * How many words from `at` on name a year, and which.
     * @param {number} at
     */
    function yearAt(at) {
      if (!said[at] || !YEAR.test(said[at].word)) return { year: "", length: 0 };
      return { year: said[at].word, length: isYearWord(said[at + 1]) ? 2 : 1 };
    }

    /**
     * The day or month that begins at a word, and how many words it takes.
     * @param {number} at
     */
    function dateAt(at) {
      const early = yearAt(at);
      const start = at + early.length;
      const [one, other] = [said[start], said[start + 1]];
      const day = (monthOf(other) && dayOf(one)) || (monthOf(one) && dayOf(other));
      const month = monthOf(one) || (day ? monthOf(other) : 0);
      const end = start + (day ? 2 : 1);
      const late = early.length ? { year: "", length: 0 } : yearAt(end);
      const year = early.year || late.year;
      if (!month || !(day || year)) return null;
      const word = (year || calendar.year) + two(month) + (day ? two(day) : "");
      return { word: word, length: end + late.length - at };
    }

    /** @type {Said[]} */
    const found = [];
    for (let at = 0; at < said.length; at += 1) {
      const date = dateAt(at);
      if (!date) {
        found.push(said[at]);
        continue;
      }
      const pieces = said.slice(at, at + date.length);
      const typed = pieces.map(function (one) { return one.typed; }).filter(Boolean).join(" ");
      found.push({ word: date.word, typed: typed });
      at += date.length - 1;
    }
    return found;
  }

  /** @type {any} */ (window).qqDays = { read: read };
})();
