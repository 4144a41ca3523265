/**
 * Reads what the form page checks with, each file once and only when it is needed.
 *
 * The files are scripts that call `qqForm.take`: that works from a folder as from a server.
 */
(function () {
  "use strict";

  /**
   * @typedef {{schemas: Object<string, any>, dates: any, address: Object<string, string>,
   *   addressLongest: number, numbers: Object<string, string>, longest: Object<string, number>,
   *   letters: Object<string, string>, parts: [string, string][], loaded: string[],
   *   silent: string, starts: string[]}} Rules
   * @typedef {[string, string]} Name an id and what it is called
   * @typedef {{code: string, values: Object<string, string>}} Fault
   */

  const home = new URL("../form/", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Map<string, any>} */
  const taken = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();

  /**
   * @param {string} file
   * @returns {Promise<void>}
   */
  function load(file) {
    const before = asked.get(file);
    if (before) return before;
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = new URL(file + ".js", home).href;
      script.onload = function () { resolve(undefined); };
      script.onerror = function () {
        asked.delete(file);
        script.remove();
        reject(new Error(file));
      };
      document.head.append(script);
    });
    asked.set(file, promise);
    return promise;
  }

  /** @type {any} */ (window).qqForm = {
    // What the files call.
    take: {
      /** @param {Rules} given */
      rules: function (given) { taken.set("rules", given); },
      /** @param {Object<string, [string, string]>} given */
      words: function (given) { taken.set("words", given); },
      /**
       * @param {string} list
       * @param {Name[]} rows
       */
      names: function (list, rows) { taken.set(list, rows); },
      /**
       * @param {number} number
       * @param {string} text
       */
      ids: function (number, text) { taken.set("ids-" + number, text.split(" ")); },
    },
    /**
     * What a fault is, for the reader: its code and what fills the message.
     * @param {string} code
     * @param {Object<string, string>} [values]
     * @returns {Fault}
     */
    fault: function (code, values) { return { code: code, values: values || {} }; },
    /** @returns {Promise<Rules>} */
    rules: async function () {
      await load("rules");
      return taken.get("rules");
    },
    /**
     * @param {string} language
     * @returns {Promise<Object<string, [string, string]>>}
     */
    words: async function (language) {
      await load(language + "/words");
      return taken.get("words");
    },
    /**
     * @param {string} language
     * @param {string} list
     * @returns {Promise<Name[]>}
     */
    names: async function (language, list) {
      await load(language + "/" + list);
      return taken.get(list);
    },
    /**
     * Whether an id was ever given.
     * @param {string} id
     * @param {string[]} starts the first id of each file
     * @returns {Promise<boolean>}
     */
    given: async function (id, starts) {
      let file = -1;
      while (file + 1 < starts.length && starts[file + 1] <= id) file += 1;
      if (file < 0) return false;
      await load("ids-" + file);
      return taken.get("ids-" + file).includes(id);
    },
  };
})();
