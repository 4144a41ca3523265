/**
 * Writes a record as YAML, in the order and the form in which the archive keeps its files.
 *
 * Texts always stand in quotes; plain are ids that no reader of YAML takes for anything else,
 * and days.
 */
(function () {
  "use strict";

  const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

  /** @param {string} text */
  function scalar(text) {
    if (PLAIN.test(text)) return text;
    // The archive takes no escape of a backslash in double quotes.
    if (text.includes("\\")) return "'" + text.replace(/'/g, "''") + "'";
    return '"' + text.replace(/"/g, '\\"') + '"';
  }

  /**
   * @param {any} value
   * @param {string} indent
   * @returns {string[]} lines; the first continues the line of the field's name
   */
  function lines(value, indent) {
    if (typeof value === "string") return [" " + scalar(value)];
    if (typeof value === "boolean") return [" " + value];
    if (Array.isArray(value)) {
      return ["", ...value.flatMap(function (one) {
        if (typeof one === "string") return [indent + "  - " + scalar(one)];
        const [first = "{}", ...rest] = fields(one, indent + "    ");
        return [indent + "  - " + first.trimStart(), ...rest];
      })];
    }
    return ["", ...fields(value, indent + "  ")];
  }

  /**
   * @param {Object<string, any>} group
   * @param {string} indent
   * @returns {string[]}
   */
  function fields(group, indent) {
    return Object.keys(group).flatMap(function (name) {
      const inner = lines(group[name], indent);
      return [indent + name + ":" + inner[0], ...inner.slice(1)];
    });
  }

  /** @type {any} */ (window).qqYaml = {
    /**
     * @param {Object<string, any>} record
     * @returns {string}
     */
    write: function (record) { return fields(record, "").join("\n") + "\n"; },
  };
})();
