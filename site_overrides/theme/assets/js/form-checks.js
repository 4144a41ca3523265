/**
 * Judges each field of the form by what it holds.
 */
(function () {
  "use strict";

  const { qqForm, qqTexts, qqFields, qqDates, qqAddress } = /** @type {any} */ (window);
  const fault = qqForm.fault;
  const { control, meant } = qqFields;

  /** @typedef {{code: string, values: Object<string, string>}} Fault */

  /** @param {HTMLInputElement} input */
  function kindOf(input) {
    const box = input.closest(".form__field");
    const label = box && box.querySelector("label");
    return label && label.firstChild ? (label.firstChild.textContent || "").trim().toLowerCase() : "";
  }

  /**
   * @param {any} rules
   * @param {DOMStringMap} words
   * @param {(text: string) => void} say
   */
  function checker(rules, words, say) {
    const dateOf = qqDates.reader(rules.dates);
    const addressOf = qqAddress.checker(rules.address, rules.addressLongest);

    /**
     * What each check says of a text that is not empty; most need the rules to be there.
     * @type {Object<string, (text: string, input: HTMLInputElement) => Promise<Fault | null> | Fault | null>}
     */
    const CHECKS = {
      line: function (line) {
        return qqTexts.size(line, rules.longest.line) || qqTexts.characters(line) || qqTexts.angles(line);
      },
      title: function (line) {
        const written = control("language").value;
        return qqTexts.size(line, rules.longest.title) || qqTexts.characters(line)
          || qqTexts.angles(line) || qqTexts.count(line, rules.numbers[written])
          || qqTexts.tongue(line, written, names());
      },
      passage: function (line, input) {
        const written = control("language").value;
        const counted = input.id === "f-event-note" ? qqTexts.count(line, rules.numbers[written]) : null;
        return qqTexts.size(line, rules.longest.passage) || qqTexts.characters(line)
          || qqTexts.markup(line) || counted || qqTexts.tongue(line, written, names());
      },
      quote: function (line, input) {
        const count = qqTexts.words(line);
        if (count > 12 && line.length < 1000) return fault("claim-quote-long", { count: String(count) });
        return CHECKS.line(line, input);
      },
      date: function (line) {
        try {
          dateOf(line);
          return null;
        } catch (/** @type {any} */ wrong) {
          if (wrong.code) return wrong;
          throw wrong;
        }
      },
      address: function (line) { return addressOf(line); },
      id: async function (line) {
        if (line.length < 3 || line.length > 64 || !qqFields.ID.test(line)) {
          return fault("field-id", { text: line.slice(0, 80) });
        }
        return await given(line) ? fault("ref-id-taken", { id: line, path: line }) : null;
      },
      part: function (line) {
        const fits = line.length < 49 && qqFields.ID.test(line);
        return fits ? null : fault("field-local-id", { text: line.slice(0, 80) });
      },
      ref: async function (line, input) {
        const unknown = fault("form-no-record", { id: line.slice(0, 80) });
        if (input.dataset.list) return await meant(input) ? null : unknown;
        return line.length < 65 && qqFields.ID.test(line) && await given(line, true) ? null : unknown;
      },
      choice: function () { return null; },
    };

    function names() {
      return {
        english: words.wordEnglish, kazakh: words.wordKazakh, russian: words.wordRussian,
        latin: words.wordLatin, cyrillic: words.wordCyrillic,
      };
    }

    /**
     * Whether an id is known; when that cannot be looked up the check will tell.
     * @param {string} id
     * @param {boolean} [otherwise]
     */
    async function given(id, otherwise) {
      try {
        return await qqForm.given(id, rules.starts);
      } catch {
        say(words.wordUnasked || "");
        return Boolean(otherwise);
      }
    }

    /**
     * @param {HTMLInputElement} input
     * @returns {Promise<Fault | null>}
     */
    async function judged(input) {
      const line = input.dataset.check === "choice" ? input.value : qqTexts.tidy(input.value);
      if (!line) return input.getAttribute("aria-required") ? fault("form-empty") : null;
      return CHECKS[input.dataset.check || "line"](line, input);
    }

    return { judged: judged, dateOf: dateOf };
  }

  /** @type {any} */ (window).qqChecks = { checker: checker, kindOf: kindOf };
})();
