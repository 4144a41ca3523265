/**
 * Holds a value against a JSON Schema: the part of the language that the archive's schemas use.
 *
 * Own code, because the libraries that do this turn a schema into a program, which the page's
 * policy forbids, or are many times larger; a test tells when a schema uses another keyword.
 */
(function () {
  "use strict";

  /**
   * @typedef {(string | number)[]} Path
   * @typedef {{at: Path, rule: string, name: string}} Error
   *   `name` is the field that is missing or unknown
   * @typedef {(schema: any, value: any, at: Path, whole: any) => Error[]} Rule
   */

  /** @param {any} value */
  function kindOf(value) {
    if (Array.isArray(value)) return "array";
    return value === null ? "null" : typeof value;
  }

  /**
   * @param {Path} at
   * @param {string} rule
   * @param {string} [name]
   * @returns {Error[]}
   */
  function error(at, rule, name) {
    return [{ at: at, rule: rule, name: name || "" }];
  }

  /**
   * @param {boolean} fine
   * @param {Path} at
   * @param {string} rule
   */
  function unless(fine, at, rule) {
    return fine ? [] : error(at, rule);
  }

  /** @type {Object<string, Rule>} */
  const RULES = {
    $ref: function (schema, value, at, whole) {
      return check(whole.$defs[schema.$ref.slice("#/$defs/".length)], value, at, whole);
    },
    $defs: function () { return []; },
    type: function (schema, value, at) {
      return unless([].concat(schema.type).includes(/** @type {never} */ (kindOf(value))), at, "type");
    },
    enum: function (schema, value, at) { return unless(schema.enum.includes(value), at, "enum"); },
    minLength: function (schema, value, at) {
      return unless(typeof value !== "string" || value.length >= schema.minLength, at, "minLength");
    },
    maxLength: function (schema, value, at) {
      return unless(typeof value !== "string" || value.length <= schema.maxLength, at, "maxLength");
    },
    pattern: function (schema, value, at) {
      if (typeof value !== "string" || value.length > (schema.maxLength || 1e4)) return [];
      return unless(new RegExp(schema.pattern, "u").test(value), at, "pattern");
    },
    minItems: function (schema, value, at) {
      return unless(!Array.isArray(value) || value.length >= schema.minItems, at, "minItems");
    },
    items: function (schema, value, at, whole) {
      if (!Array.isArray(value)) return [];
      return value.flatMap(function (one, n) { return check(schema.items, one, [...at, n], whole); });
    },
    required: function (schema, value, at) {
      if (kindOf(value) !== "object") return [];
      return schema.required.flatMap(function (/** @type {string} */ name) {
        return Object.hasOwn(value, name) ? [] : error([...at, name], "required", name);
      });
    },
    properties: function (schema, value, at, whole) {
      if (kindOf(value) !== "object") return [];
      return Object.keys(value).flatMap(function (name) {
        const known = Object.hasOwn(schema.properties, name);
        return known ? check(schema.properties[name], value[name], [...at, name], whole) : [];
      });
    },
    additionalProperties: function (schema, value, at) {
      if (kindOf(value) !== "object") return [];
      return Object.keys(value).flatMap(function (name) {
        const known = Object.hasOwn(schema.properties || {}, name);
        return known ? [] : error([...at, name], "additionalProperties", name);
      });
    },
    anyOf: function (schema, value, at, whole) {
      const found = schema.anyOf.map(function (/** @type {any} */ one) {
        return check(one, value, at, whole);
      });
      const fewest = found.sort(function (/** @type {any} */ a, /** @type {any} */ b) {
        return a.length - b.length;
      });
      return fewest[0];
    },
  };

  /**
   * @param {any} schema
   * @param {any} value
   * @param {Path} at
   * @param {any} whole
   * @returns {Error[]}
   */
  function check(schema, value, at, whole) {
    return Object.keys(schema).flatMap(function (keyword) {
      const rule = RULES[keyword];
      if (!rule) throw new Error("no rule for " + keyword);
      return rule(schema, value, at, whole);
    });
  }

  /** @type {any} */ (window).qqSchema = {
    keywords: Object.keys(RULES),
    /**
     * Everything in which a value differs from what a schema asks.
     * @param {any} schema
     * @param {any} value
     * @returns {Error[]}
     */
    check: function (schema, value) { return check(schema, value, [], schema); },
  };
})();
