/**
 * The form for a record or a correction: collects what was written, checks it, makes the files.
 *
 * Nothing is sent and nothing is stored; `#e=<id>` and `#e=<id>/<claim>` name a record to correct.
 */
(function () {
  "use strict";

  const {
    qqForm, qqSchema, qqYaml, qqErrors, qqFiles, qqFields, qqChecks, qqTogether, qqRecord,
  } = /** @type {any} */ (window);
  const { control, text, kind, newSource, inputs } = qqFields;

  /**
   * @typedef {{code: string, values: Object<string, string>}} Fault
   * @typedef {{control: HTMLElement, fault: Fault}} Found
   */

  const found = /** @type {HTMLFormElement | null} */ (document.querySelector("form.form"));
  if (!found) return;
  const form = found;
  const words = form.dataset;
  const language = words.language || "en";
  const fault = qqForm.fault;
  const summary = /** @type {HTMLElement} */ (form.querySelector(".form__summary"));
  const state = /** @type {HTMLElement} */ (form.querySelector(".form__state"));
  const result = /** @type {HTMLElement} */ (document.querySelector(".form__result"));
  const told = /** @type {HTMLElement} */ (document.getElementById("form-told"));
  const FRAGMENT = /^#e=([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/([a-z0-9]+(?:-[a-z0-9]+)*))?$/;

  /** Field of a record → the control in which it is written. */
  const EVENT = {
    id: "event-id", title: "event-title", when: "event-when", places: "event-places", note: "event-note",
    "claims.0.text": "claim-text", "claims.0.asserted_by": "claim-by",
    "claims.0.asserted_on": "claim-on", "claims.0.modality": "claim-modality",
    "claims.0.citations.0.locator": "cite-locator", "claims.0.citations.0.quote": "cite-quote",
  };
  const SOURCE = {
    id: "source-id", publisher: "source-publisher", title: "source-title",
    description: "source-title", published: "source-published", language: "source-language",
    url: "source-url", seen: "source-seen", seen_on: "source-seen-on", medium: "source-medium",
  };
  /** What a schema says → what the page calls it. */
  const RULES = { required: "form-empty", minItems: "form-empty", enum: "field-vocabulary" };

  /** @type {any} */
  let rules;
  /** @type {Object<string, [string, string]>} */
  let catalogue;
  /** @type {{judged: (input: HTMLInputElement) => Promise<Fault | null>, dateOf: any}} */
  let checks;

  /**
   * What a schema finds that no field has told yet.
   * @param {string} of
   * @param {any} record
   * @param {Object<string, string>} fields
   * @returns {Found[]}
   */
  function bySchema(of, record, fields) {
    return qqSchema.check(rules.schemas[of], record).map(function (/** @type {any} */ wrong) {
      const path = wrong.at.join(".");
      const field = Object.keys(fields).find(function (one) {
        return path === one || path.startsWith(one + ".");
      });
      const code = /** @type {any} */ (RULES)[wrong.rule] || "field-pattern";
      const at = control(field ? fields[field] : of === "event" ? "event-title" : "source-title");
      return { control: at, fault: fault(code, { text: at.value.slice(0, 60), near: "", pattern: "…" }) };
    });
  }

  /**
   * The files, and what is wrong with them: of each field the first thing only.
   * @returns {Promise<{faults: Found[], files: {name: string, told: string, text: string}[]}>}
   */
  async function made() {
    /** @type {Found[]} */
    const faults = [];
    for (const input of inputs()) {
      const wrong = await checks.judged(input);
      if (wrong) faults.push({ control: input, fault: wrong });
    }
    faults.push(...await qqTogether.check(checks.dateOf));
    const files = [];
    if (kind() === "event") {
      const record = await qqRecord.event();
      const cited = newSource() ? "source-id" : "cite-source";
      faults.push(...bySchema("event", record, { ...EVENT, "claims.0.citations.0.source": cited }));
      files.push(file("entries/events/", record));
    }
    if (kind() === "correction") {
      const name = "correction-" + text("fix-record") + ".yaml";
      files.push({ name: name, told: words.wordNote || "", text: qqYaml.write(await qqRecord.correction()) });
    }
    if (newSource()) {
      const record = qqRecord.source();
      faults.push(...bySchema("source", record, SOURCE));
      files.push(file("entries/sources/", record));
    }
    const once = faults.filter(function (one, at) {
      return faults.findIndex(function (other) { return other.control === one.control; }) === at;
    });
    const places = inputs();
    once.sort(function (a, b) {
      return places.indexOf(/** @type {any} */ (a.control)) - places.indexOf(/** @type {any} */ (b.control));
    });
    return { faults: once, files: files };
  }

  /**
   * @param {string} folder
   * @param {any} record
   */
  function file(folder, record) {
    const name = record.id + ".yaml";
    const goes = (words.wordGoes || "").replace("{path}", function () { return folder + name; });
    return { name: name, told: goes, text: qqYaml.write(record) };
  }

  async function submit() {
    state.textContent = "";
    inputs().forEach(qqErrors.clear);
    const all = await made();
    qqErrors.tellAll(summary, all.faults, catalogue);
    result.hidden = all.faults.length > 0;
    if (all.faults.length) return;
    const place = /** @type {HTMLElement} */ (result.querySelector(".form__files"));
    qqFiles.show(place, state, all.files, words);
    state.textContent = words.wordReady || "";
    const heading = /** @type {HTMLElement} */ (result.querySelector("h2"));
    heading.focus();
  }

  function show() {
    form.querySelectorAll("[data-part]").forEach(function (one) {
      const parts = (one.getAttribute("data-part") || "").split(" ");
      const below = parts.includes("source") && newSource();
      /** @type {HTMLElement} */ (one).hidden = !(below || parts.includes(kind()));
    });
    const known = /** @type {HTMLElement} */ (form.querySelector("[data-known-part]"));
    known.hidden = newSource();
  }

  /**
   * Makes an id from what was typed, until somebody writes another.
   * @param {string} id
   * @param {string[]} from
   */
  function propose(id, from) {
    const field = control(id);
    let last = "";
    from.forEach(function (one) {
      control(one).addEventListener("input", function () {
        if (field.value && field.value !== last) return;
        last = qqFields.slug(from.map(text).join(" ").slice(0, 400), rules, 60);
        field.value = last;
        qqErrors.clear(field);
      });
    });
  }

  function fragment() {
    if (!location.hash.startsWith("#e=")) return;
    const named = FRAGMENT.exec(location.hash);
    told.hidden = Boolean(named);
    told.textContent = named ? "" : words.wordFragment || "";
    control("kind-correction").checked = true;
    control("fix-record").value = named ? named[1].slice(0, 64) : "";
    control("fix-claim").value = named && named[2] ? named[2].slice(0, 48) : "";
    show();
  }

  async function start() {
    try {
      [rules, catalogue] = await Promise.all([qqForm.rules(), qqForm.words(language)]);
    } catch {
      state.textContent = words.wordUnloaded || "";
      return;
    }
    checks = qqChecks.checker(rules, words, function (/** @type {string} */ said) {
      state.textContent = said;
    });
    propose("event-id", ["event-title"]);
    propose("source-id", ["source-publisher", "source-title"]);
    form.dataset.state = "ready";
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (rules) submit();
  });
  // Faults are told when the button is pressed: told earlier, they would move it away from the hand.
  form.addEventListener("change", show);
  form.addEventListener("input", function () { result.hidden = true; });
  window.addEventListener("hashchange", fragment);
  qqFields.equip(form, language, function () { state.textContent = words.wordLists || ""; });
  control("source-seen-on").value = qqFields.today();
  form.hidden = false;
  show();
  fragment();
  start();
})();
