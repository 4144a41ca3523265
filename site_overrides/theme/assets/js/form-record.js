/**
 * Makes records of what stands in the form, their fields in the order of the archive's files.
 */
(function () {
  "use strict";

  const { control, text, newSource, today, meant, several } = /** @type {any} */ (window).qqFields;

  /**
   * Leaves out what is empty.
   * @param {Object<string, any>} fields
   */
  function filled(fields) {
    return Object.fromEntries(Object.entries(fields).filter(function (pair) {
      return pair[1] !== "" && pair[1] !== null && !(Array.isArray(pair[1]) && !pair[1].length);
    }));
  }

  /** @param {string} line */
  function said(line) { return line ? { [control("language").value]: line } : null; }

  function writtenIn() {
    const written = control("language").value;
    return written === "en" ? "" : written;
  }

  async function cited() {
    return filled({
      source: newSource() ? text("source-id") : await meant(control("cite-source")),
      locator: text("cite-locator"),
      quote: text("cite-quote"),
    });
  }

  /** The event in the order of an archive's file. */
  async function event() {
    const by = await several("claim-by");
    const modality = control("claim-modality").value;
    /** @type {NodeListOf<HTMLElement>} */
    const topics = document.querySelectorAll("[data-topic]:checked");
    return filled({
      id: text("event-id"),
      recorded: today(),
      written_in: writtenIn(),
      title: said(text("event-title")),
      when: text("event-when"),
      places: await several("event-places"),
      topics: Array.from(topics, function (one) { return one.dataset.topic; }),
      claims: [filled({
        id: (by[0] || "said").slice(0, 48).replace(/-$/, ""),
        text: said(text("claim-text")),
        asserted_by: by,
        asserted_on: text("claim-on"),
        modality: modality === "happened" ? "" : modality,
        citations: [await cited()],
      })],
      note: said(text("event-note")),
    });
  }

  function source() {
    const title = text("source-title");
    const ours = title.startsWith("[") && title.endsWith("]");
    const published = text("source-published");
    return filled({
      id: text("source-id"),
      recorded: today(),
      written_in: ours ? writtenIn() : "",
      title: ours ? "" : title,
      publisher: text("source-publisher"),
      description: ours ? said(title) : null,
      published: published,
      undated: published ? "" : true,
      language: control("source-language").value,
      url: text("source-url"),
      seen: control("source-seen").value,
      seen_on: text("source-seen-on"),
      medium: control("source-medium").value,
    });
  }

  async function correction() {
    return filled({
      record: text("fix-record"),
      statement: text("fix-claim"),
      recorded: today(),
      written_in: control("language").value,
      wrong: text("fix-wrong"),
      right: text("fix-right"),
      ...await cited(),
    });
  }

  /** @type {any} */ (window).qqRecord = { event: event, source: source, correction: correction };
})();
