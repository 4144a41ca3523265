/**
 * Narrows what was found down by facets and days, and counts what each choice would leave.
 */
(function () {
  "use strict";

  /**
   * @typedef {{doc: number}} Found
   * @typedef {{[facet: string]: string[]}} Chosen facet → its values, any of which will do; `from`
   *   and `to` hold a day each, 2022-01-05
   * @typedef {{first: number, last: number}} Days counted from 1970, infinite where an end is open
   */

  const DAY = 864e5;
  const BAR = 15; // days from which on a span stands in no day's bar

  /** @param {string} step */
  function number(step) {
    return step ? parseInt(step, 36) : 1;
  }

  /** @param {string} day 2022-01-05 */
  function dayOf(day) {
    return Math.round(Date.parse(day + "T00:00:00Z") / DAY);
  }

  /**
   * @param {string} text
   * @returns {(Days | null)[]}
   */
  function daysOf(text) {
    let day = 0;
    return text.split(",").map(function (written) {
      const told = written.match(/^(-?[0-9a-z]+)(<|:([0-9a-z]*))?$/);
      if (!told) return null;
      day += parseInt(told[1], 36);
      if (told[2] === "<") return { first: -Infinity, last: day };
      if (told[2] === ":") return { first: day, last: Infinity };
      return { first: day, last: day + (told[3] ? parseInt(told[3], 36) : 0) };
    });
  }

  /**
   * @param {{files: any[], each: number}} told what the index says of facets and days
   */
  function narrowing(told) {
    /** @type {(Days | null)[]} */
    const days = told.files.flatMap(function (file) { return daysOf(file.days); });
    /** @type {Map<string, Map<string, Set<number>>>} */
    const facets = new Map();
    told.files.forEach(function (file, at) {
      Object.keys(file).filter(function (name) { return name !== "days"; }).forEach(function (name) {
        const values = facets.get(name) || new Map();
        facets.set(name, values);
        Object.keys(file[name]).forEach(function (value) {
          const docs = values.get(value) || new Set();
          values.set(value, docs);
          let doc = at * told.each - 1;
          file[name][value].split(",").forEach(function (/** @type {string} */ step) {
            doc += number(step);
            docs.add(doc);
          });
        });
      });
    });

    /**
     * @param {number} doc
     * @param {Chosen} chosen
     */
    function inTime(doc, chosen) {
      const [from, to] = [chosen.from, chosen.to];
      if (!from && !to) return true;
      const span = days[doc];
      return Boolean(span) && (!from || /** @type {Days} */ (span).last >= dayOf(from[0])) &&
        (!to || /** @type {Days} */ (span).first <= dayOf(to[0]));
    }

    /**
     * @param {number} doc
     * @param {Chosen} chosen
     * @param {string} [except] a facet that is not asked
     */
    function fits(doc, chosen, except) {
      const all = Object.keys(chosen).every(function (name) {
        const values = facets.get(name);
        if (name === except || name === "from" || name === "to") return true;
        return chosen[name].some(function (value) {
          const docs = values && values.get(value);
          return Boolean(docs && docs.has(doc));
        });
      });
      return all && (except === "days" || inTime(doc, chosen));
    }

    return {
      /**
       * @template {Found} T
       * @param {T[]} found
       * @param {Chosen} chosen
       * @returns {T[]}
       */
      keep: function (found, chosen) {
        return found.filter(function (one) { return fits(one.doc, chosen); });
      },
      /**
       * For each value of a facet, how many it would leave beside the other choices.
       * @param {Found[]} found
       * @param {Chosen} chosen
       * @param {string} facet
       * @returns {Map<string, number>}
       */
      counts: function (found, chosen, facet) {
        const left = found.filter(function (one) { return fits(one.doc, chosen, facet); });
        /** @type {Map<string, number>} */
        const counts = new Map();
        (facets.get(facet) || new Map()).forEach(function (docs, value) {
          counts.set(value, left.filter(function (one) { return docs.has(one.doc); }).length);
        });
        return counts;
      },
      /**
       * How many were found before, on each of some days, and after, whatever days are chosen.
       * @param {Found[]} found
       * @param {Chosen} chosen
       * @param {string} first
       * @param {number} length
       */
      byDay: function (found, chosen, first, length) {
        const start = dayOf(first);
        const bars = new Array(length + 2).fill(0);
        found.forEach(function (one) {
          const span = days[one.doc];
          if (!span || !fits(one.doc, chosen, "days")) return;
          if (span.last < start) bars[0] += 1;
          else if (span.first >= start + length) bars[length + 1] += 1;
          else if (span.last - span.first < BAR) {
            const end = Math.min(span.last, start + length - 1);
            for (let day = Math.max(span.first, start); day <= end; day += 1) {
              bars[day - start + 1] += 1;
            }
          }
        });
        return bars;
      },
    };
  }

  /** @type {any} */ (window).qqNarrow = narrowing;
})();
