/**
 * Reads a date as strictly as the archive does, by the archive's own patterns.
 *
 * What it takes the archive takes too; of zone names it knows only those that places here have.
 */
(function () {
  "use strict";

  const fault = /** @type {any} */ (window).qqForm.fault;
  const SHOWN = 60;
  const DAY = 86400;
  const SEASONS = new Map([[21, [3, 5]], [22, [6, 8]], [23, [9, 11]], [24, [-1, 14]]]);

  /**
   * @typedef {{first: number, last: number, day: boolean, text: string}} Day
   * @typedef {{day: Day | null, clock: [number, number] | null, form: string}} Side
   *   `day` is null where an end is open
   * @typedef {{first: number | null, last: number | null, open: boolean, plain: boolean}} When
   *   days counted from 1970; `open` at its start, `plain` is one day without a clock
   */

  /**
   * @param {number} year
   * @param {number} month from 1
   * @param {number} day
   */
  function dayNumber(year, month, day) {
    const at = new Date(0);
    at.setUTCFullYear(year, month - 1, day);
    return Math.round(at.getTime() / 1000 / DAY);
  }

  /**
   * @param {any} rules the `dates` of the archive's rules
   */
  function reader(rules) {
    /** @type {Object<string, RegExp>} patterns that must fit a whole text */
    const whole = {};
    /** @type {Object<string, RegExp>} patterns that are looked for in it */
    const within = {};
    Object.keys(rules.patterns).forEach(function (name) {
      try {
        whole[name] = new RegExp("^(?:" + rules.patterns[name] + ")$", "u");
        within[name] = new RegExp(rules.patterns[name], "u");
      } catch {
        whole[name] = within[name] = /(?!)/; // an old browser: the message is less exact
      }
    });

    /** @param {string} text */
    function misread(text) {
      const shown = { text: text.slice(0, SHOWN) };
      if (!text.trim()) return fault("date-empty");
      const odd = Array.from(text).find(function (c) { return !/[\x20-\x7e\p{L}]/u.test(c); });
      if (odd) {
        const point = (odd.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0");
        return fault("date-character", { ...shown, character: "U+" + point });
      }
      if (/[0-9X-][xuХх]/u.test(text)) {
        return fault("date-character", { ...shown, character: "x → X" });
      }
      if (/^ | $|  /.test(text)) return fault("date-spaces", shown);
      if (/[[\]{}]/.test(text)) return fault("date-level-two", shown);
      const full = new RegExp("^(?:" + rules.patterns.full + ")", "u").exec(text);
      if (full) return fault("date-separators", { ...shown, reading: padded(full) });
      const two = within.two.exec(text);
      if (two) return fault("date-ambiguous", { ...shown, readings: readings(two) });
      const one = within.unpadded.exec(text);
      if (one && one.slice(1).some(function (part) { return part && part.length < 2; })) {
        return fault("date-padding", { ...shown, reading: padded(one) });
      }
      if (within.joined.test(text)) return fault("date-stamp", shown);
      if (/\p{L}{3,}|[^\P{L}a-zA-Z]/u.test(text)) return fault("date-words", shown);
      return fault("date-form", shown);
    }

    /** @param {RegExpExecArray} found */
    function padded(found) {
      const parts = found.slice(1).filter(Boolean);
      return parts.map(function (part) { return part.padStart(2, "0"); }).join("-");
    }

    /** @param {RegExpExecArray} found */
    function readings(found) {
      if (found[3].length === 2) return "2022-01-05";
      const both = [[found[2], found[1]], [found[1], found[2]]];
      const likely = both.filter(function (pair) { return +pair[0] > 0 && +pair[0] < 13 && +pair[1] < 32; });
      const texts = (likely.length ? likely : []).map(function (pair) {
        return [found[3], pair[0].padStart(2, "0"), pair[1].padStart(2, "0")].join("-");
      });
      return Array.from(new Set(texts)).sort().join(" / ") || "2022-01-05";
    }

    /**
     * @param {string} text
     * @returns {Day}
     */
    function date(text) {
      const found = whole.date.exec(text);
      const shown = { text: text.slice(0, SHOWN) };
      if (!found) throw fault(whole.levelTwo.test(text) ? "date-level-two" : "date-form", shown);
      const { year, month, day } = /** @type {any} */ (found.groups);
      if (!/^[0-9]/.test(year)) throw fault("date-year", shown);
      if ((year.endsWith("X") && month) || (month === "XX" && day && day !== "XX")) {
        throw fault("date-level-two", shown);
      }
      const low = +year.replace(/X/g, "0");
      const high = +year.replace(/X/g, "9");
      if (low < 1) throw fault("date-year", shown);
      if (!month || month === "XX") return span(low, 1, high, 12, shown);
      const season = SEASONS.get(+month);
      if (season) {
        if (day) throw fault("date-level-two", shown);
        return span(low, season[0], high, season[1], shown);
      }
      if (+month < 1 || +month > 12) {
        const two = +month > 24 && +month < 42 && !day;
        throw fault(two ? "date-level-two" : "date-no-such-month", { ...shown, month: month });
      }
      if (!day || day === "XX") return span(low, +month, low, +month, shown);
      const days = new Date(Date.UTC(2000 + low % 400, +month, 0)).getUTCDate();
      if (+day < 1 || +day > days) {
        const named = year + "-" + month;
        throw fault("date-no-such-day", { ...shown, month: named, days: String(days) });
      }
      const at = dayNumber(low, +month, +day);
      return { first: at, last: at, day: true, text: text };
    }

    /**
     * From the first day of a month to the last of another; months may run over the year's edge.
     * @param {number} low
     * @param {number} from
     * @param {number} high
     * @param {number} to
     * @param {{text: string}} shown
     * @returns {Day}
     */
    function span(low, from, high, to, shown) {
      const first = from < 0 ? dayNumber(low - 1, 12, 1) : dayNumber(low, from, 1);
      const last = dayNumber(high, to + 1, 0);
      if (first < dayNumber(1, 1, 1) || last > dayNumber(9999, 12, 31)) {
        throw fault("date-year", shown);
      }
      return { first: first, last: last, day: false, text: shown.text };
    }

    /** @param {string} text */
    function seconds(text) {
      const [hours, minutes, rest] = text.split(":").map(Number);
      const total = hours * 3600 + minutes * 60 + (rest || 0);
      if (minutes > 59 || rest > 59 || total > DAY) throw fault("date-clock-hour", { time: text });
      return total;
    }

    /**
     * @param {string} text
     * @returns {{form: string, clock: [number, number]}}
     */
    function clock(text) {
      const at = whole.at.exec(text);
      if (at && at.groups) {
        const time = seconds(at.groups.time);
        return { form: "at", clock: [time, time] };
      }
      const range = whole.range.exec(text);
      if (range && range.groups) {
        const { first, last } = range.groups;
        if (seconds(last) < seconds(first)) {
          throw fault("date-clock-reversed", { first: first, last: last });
        }
        return { form: "range", clock: [seconds(first), seconds(last)] };
      }
      const sided = whole.sided.exec(text);
      if (sided && sided.groups) {
        const { word, time } = sided.groups;
        if (rules.before.includes(word)) return { form: word, clock: [0, seconds(time)] };
        if (seconds(time) >= DAY) throw fault("date-clock-reversed", { first: text, last: "24:00" });
        return { form: word, clock: [seconds(time), DAY - 1] };
      }
      if (Object.hasOwn(rules.parts, text)) {
        const [first, last] = rules.parts[text];
        return { form: "part", clock: [first * 3600, Math.min(last * 3600, DAY - 1)] };
      }
      const slip = rules.clocks.find(function (/** @type {string[]} */ one) {
        return new RegExp("^(?:" + one[0] + ")$", one[2]).test(text);
      });
      throw fault(slip ? slip[1] : "date-clock-form", { clock: text.slice(0, SHOWN) });
    }

    /**
     * @param {string} text
     * @returns {Side}
     */
    function side(text) {
      const at = text.indexOf(" ");
      const day = date(at < 0 ? text : text.slice(0, at));
      if (at < 0) return { day: day, clock: null, form: "" };
      const read = clock(text.slice(at + 1));
      if (!day.day) {
        throw fault("date-clock-needs-day", { date: text.slice(0, at), clock: text.slice(at + 1) });
      }
      return { day: day, clock: read.clock, form: read.form };
    }

    /**
     * @param {string} text
     * @returns {Side}
     */
    function end(text) {
      return text === "" || text === ".." ? { day: null, clock: null, form: "" } : side(text);
    }

    /**
     * @param {string} text
     * @returns {[Side, Side | null]}
     */
    function ends(text) {
      if (!text.includes("/") || whole.rangeOnADay.test(text)) return [side(text), null];
      const night = whole.night.exec(text);
      if (night) {
        const [from, to] = [date(night[1]), date(night[2])];
        if (to.first - from.first !== 1) {
          throw fault("date-night", { first: night[1], second: night[2] });
        }
        return [{ day: from, clock: [22 * 3600, DAY + 6 * 3600], form: "night" }, null];
      }
      const at = text.indexOf("/");
      const [before, after] = [text.slice(0, at), text.slice(at + 1)];
      const clocked = after.slice((after + " ").indexOf(" ") + 1);
      const shown = { text: text.slice(0, SHOWN) };
      if (!before.includes(" ") && whole.range.test(clocked)) {
        throw fault("date-clock-of-interval", shown);
      }
      const [first, last] = [end(before), end(after)];
      if (!first.day && !last.day) throw fault("date-no-end", shown);
      if (first.day && !first.clock && last.clock && last.form !== "at") {
        throw fault("date-clock-of-interval", shown);
      }
      return [first, last];
    }

    /** @param {string} text */
    function isZone(text) {
      return rules.words.includes(text) || whole.offset.test(text) || whole.name.test(text);
    }

    /** @param {string} text */
    function checkZone(text) {
      if (rules.words.includes(text) || rules.zones.includes(text)) return;
      const found = whole.offset.exec(text);
      if (!found) throw fault("date-zone-unknown", { zone: text });
      const minutes = (+found[2] * 60 + +found[3]) * (found[1] === "-" ? -1 : 1);
      if (minutes < -720 || minutes > 840 || text === "-00:00") {
        throw fault("date-offset", { offset: text });
      }
    }

    /** @param {string} text */
    function stamp(text) {
      const found = whole.stamp.exec(text);
      if (!found) throw fault("date-form", { text: text });
      if (found[3] && found[3] !== "Z") {
        checkZone(found[3].includes(":") ? found[3] : found[3] + ":00");
      }
      return { offset: found[3], ends: /** @type {[Side, null]} */ ([side(found[1] + " " + found[2]), null]) };
    }

    /**
     * @param {Side} one
     * @param {0 | 1} which its first or its last second
     */
    function second(one, which) {
      if (!one.day) return null;
      const day = which ? one.day.last : one.day.first;
      if (!one.clock) return day * DAY + (which ? DAY - 1 : 0);
      return day * DAY + one.clock[which];
    }

    /**
     * @param {string} text
     * @returns {[Side, Side | null]}
     */
    function parts(text) {
      const at = text.lastIndexOf(" ");
      const zone = at > 0 && isZone(text.slice(at + 1)) ? text.slice(at + 1) : "";
      const body = zone ? text.slice(0, at) : text;
      if (zone) checkZone(zone);
      if (!within.joined.test(body)) return ends(body);
      const read = stamp(body);
      if (zone && read.offset) throw fault("date-zone-twice", { text: text.slice(0, SHOWN) });
      return read.ends;
    }

    /**
     * The days a text may mean; throws what is wrong with it.
     * @param {string} text
     * @returns {When}
     */
    function read(text) {
      if (text.length > rules.longest || within.garbage.test(text)) throw misread(text);
      try {
        const [first, last] = parts(text);
        const [from, to] = [second(first, 0), second(last || first, 1)];
        if (from !== null && to !== null && from > to) {
          const [start, stop] = text.split("/");
          throw fault("date-reversed", { start: start, end: stop || "" });
        }
        const plain = !last && !first.clock && Boolean(first.day && first.day.day) && !/[ ~?%]/.test(text);
        return {
          first: from === null ? null : Math.floor(from / DAY),
          last: to === null ? null : Math.floor(to / DAY),
          open: !first.day,
          plain: plain,
        };
      } catch (/** @type {any} */ found) {
        throw found.code === "date-form" ? misread(text) : found;
      }
    }
    return read;
  }

  /** @type {any} */ (window).qqDates = { reader: reader };
})();
