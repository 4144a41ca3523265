/**
 * Judges texts: their characters, their length, and what would be markup or a count in them.
 *
 * Stricter than the archive's own check and never laxer: of rare characters it takes fewer, and
 * of the archive's Markdown nothing.
 */
(function () {
  "use strict";

  const fault = /** @type {any} */ (window).qqForm.fault;
  const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  const CONTROL = /\p{Cc}/u;
  const SPACE = /[^\S \u00a0\u2009\u202f]|(?:^|\s)[\u00a0\u2009\u202f]|[\u00a0\u2009\u202f](?:\s|$)/;
  const USUAL = /[^ -~\u00a0-\u00ac\u00ae-\u036f\u0384-\u052f\u1e00-\u1fff\u2009\u2010-\u2027\u202f\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2100-\u2bff]|\u034f|\p{C}/u;
  const MARKS = /\p{M}{3}/u;
  const KAZAKH = /[әғқңөұүһі]/iu;
  const CYRILLIC = /[\u0400-\u052f]/gu;
  const LATIN = /[A-Za-z\u00c0-\u024f]/gu;
  const MARKUP = /[*_[\]{}`\\|]|~~|^(?:[-+•>#:=] ?|[0-9]{1,3}[.)] )|^(?:!!!|\?\?\?|\/\/\/|\^~~~)/u;
  const ENTITY = /&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);/;
  const QUOTED = /“[^“”„«»"]*”|«[^“”„«»"]*»/gu;

  /** @typedef {{code: string, values: Object<string, string>}} Fault */

  /** @param {string} char */
  function named(char) {
    return "U+" + (char.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0");
  }

  /** @type {[RegExp, string][]} */
  const CHARACTERS = [
    [BIDI, "text-bidi"],
    [CONTROL, "text-control"],
    [SPACE, "text-space"],
    [USUAL, "text-invisible"],
    [MARKS, "text-marks"],
  ];

  /**
   * @param {string} text
   * @returns {Fault | null}
   */
  function characters(text) {
    for (const [pattern, code] of CHARACTERS) {
      const found = pattern.exec(text);
      if (found) return fault(code, { char: named(found[0]) });
    }
    return null;
  }

  /**
   * @param {string} text
   * @param {number} longest
   */
  function size(text, longest) {
    const length = Array.from(text).length;
    if (length <= longest) return null;
    return fault("text-length", { length: String(length), limit: String(longest) });
  }

  /** @param {string} text */
  function angles(text) {
    const found = /[<>]/.exec(text);
    return found ? fault("text-angle", { char: found[0] }) : null;
  }

  /** @param {string} text */
  function markup(text) {
    const at = function (/** @type {RegExpExecArray} */ found) {
      return { at: text.slice(found.index, found.index + 40) };
    };
    const html = /</.exec(text);
    if (html) return fault("prose-html", at(html));
    const entity = ENTITY.exec(text);
    if (entity) return fault("prose-entity", at(entity));
    const link = /https?:\/\//i.exec(text);
    if (link) return fault("prose-autolink", at(link));
    const other = MARKUP.exec(text);
    return other ? fault("prose-markup", at(other)) : null;
  }

  /**
   * A number that is no plain date.
   * @param {string} text
   * @param {string} dates
   */
  function count(text, dates) {
    const own = text.replace(QUOTED, " ").replace(new RegExp(dates, "gu"), " ");
    const found = /\p{N}+/u.exec(own);
    return found ? fault("prose-number", { number: found[0] }) : null;
  }

  /**
   * A text that is plainly not in its language.
   * @param {string} text
   * @param {string} language
   * @param {Object<string, string>} names
   */
  function tongue(text, language, names) {
    const cyrillic = (text.match(CYRILLIC) || []).length;
    const latin = (text.match(LATIN) || []).length;
    if (language === "en" && cyrillic > latin) {
      return fault("translation-script", { language: names.english, script: names.cyrillic });
    }
    if (language !== "en" && !cyrillic && latin) {
      const name = language === "ru" ? names.russian : names.kazakh;
      return fault("translation-script", { language: name, script: names.latin });
    }
    return language === "kk" && cyrillic >= 30 && !KAZAKH.test(text) ? fault("translation-not-kazakh") : null;
  }

  /** @type {any} */ (window).qqTexts = {
    /**
     * One line as it goes into a record: composed letters, single spaces.
     * @param {string} text
     */
    tidy: function (text) {
      return text.normalize("NFC").replace(/[ \t\r\n]+/g, " ").trim();
    },
    characters: characters,
    size: size,
    angles: angles,
    markup: markup,
    count: count,
    tongue: tongue,
    /** @param {string} text */
    words: function (text) { return text.split(/\s+/u).filter(Boolean).length; },
  };
})();
