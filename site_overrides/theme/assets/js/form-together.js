/**
 * Judges what several fields say together: the order of dates, doubles, a place in the source.
 */
(function () {
  "use strict";

  const { qqForm, qqFields, qqChecks } = /** @type {any} */ (window);
  const fault = qqForm.fault;
  const { control, text, kind, newSource, today, inputs, several } = qqFields;
  const { kindOf } = qqChecks;
  const DAY = 86400000;

  /**
   * @typedef {{code: string, values: Object<string, string>}} Fault
   * @typedef {{control: HTMLElement, fault: Fault}} Found
   * @typedef {{first: number | null, last: number | null, open: boolean, plain: boolean}} When
   * @typedef {(text: string) => When} Reading
   */

  /**
   * @param {string} id
   * @param {Reading} dateOf
   * @returns {When | null} null where nothing, or nothing exact, is written
   */
  function exact(id, dateOf) {
    const line = text(id);
    try {
      return line && !/[~?%]|about/.test(line) ? dateOf(line) : null;
    } catch {
      return null;
    }
  }

  /** @param {number | null} day */
  function iso(day) { return new Date((day || 0) * DAY).toISOString().slice(0, 10); }

  /**
   * @param {Reading} dateOf
   * @returns {Found[]} dates that are ahead of today, or in an order in which nothing can happen
   */
  function order(dateOf) {
    /** @type {Found[]} */
    const wrong = [];
    const add = function (/** @type {string} */ id, /** @type {Fault} */ what) {
      wrong.push({ control: control(id), fault: what });
    };
    const now = Math.floor(Date.parse(today()) / DAY);
    inputs().filter(function (one) { return one.dataset.check === "date"; }).forEach(function (one) {
      const when = exact(one.id.slice(2), dateOf);
      if (when && when.first !== null && when.first > now) {
        wrong.push({ control: one, fault: fault("date-future", { date: text(one.id.slice(2)), recorded: today() }) });
      }
    });
    const published = newSource() ? exact("source-published", dateOf) : null;
    const seen = newSource() ? exact("source-seen-on", dateOf) : null;
    if (published && seen && seen.last !== null && published.first !== null && seen.last < published.first) {
      add("source-seen-on", fault("source-seen-earlier", { seen: text("source-seen-on"), published: text("source-published") }));
    }
    const when = kind() === "event" ? exact("event-when", dateOf) : null;
    if (when && when.open) add("event-when", fault("date-open-start"));
    if (!when || when.first === null || control("claim-modality").value !== "happened") return wrong;
    const happened = { happened: iso(when.first) };
    const asserted = exact("claim-on", dateOf);
    if (asserted && asserted.last !== null && asserted.last < when.first) {
      add("claim-on", fault("claim-said-earlier", { said: text("claim-on"), ...happened }));
    }
    if (published && published.last !== null && published.last < when.first) {
      const values = { source: text("source-id"), published: text("source-published"), ...happened };
      add("source-published", fault("claim-source-earlier", values));
    }
    return wrong;
  }

  /**
   * @param {Reading} dateOf
   * @returns {Promise<Found[]>} what is asked of several fields together
   */
  async function together(dateOf) {
    /** @type {Found[]} */
    const wrong = [];
    if (kind() !== "source" && !text("cite-locator") && !text("cite-quote")) {
      wrong.push({ control: control("cite-locator"), fault: fault("claim-no-locator") });
    }
    for (const id of kind() === "event" ? ["event-places", "claim-by"] : []) {
      const ids = await several(id);
      const twice = ids.find(function (one, at) { return ids.indexOf(one) !== at; });
      const field = kindOf(control(id));
      if (twice) wrong.push({ control: control(id), fault: fault("field-twice", { text: twice, field: field }) });
    }
    if (kind() === "event" && newSource() && text("event-id") === text("source-id")) {
      const same = text("source-id");
      wrong.push({ control: control("source-id"), fault: fault("ref-id-taken", { id: same, path: same }) });
    }
    return wrong.concat(order(dateOf));
  }

  /** @type {any} */ (window).qqTogether = { check: together };
})();
