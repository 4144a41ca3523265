/**
 * Judges web addresses by the archive's own patterns; of hosts it takes those in plain letters.
 */
(function () {
  "use strict";

  const fault = /** @type {any} */ (window).qqForm.fault;

  /**
   * @param {Object<string, string>} patterns
   * @param {number} longest
   */
  function checker(patterns, longest) {
    /** @param {string} name */
    function whole(name) { return new RegExp("^(?:" + patterns[name] + ")$", "u"); }

    /** @param {string} text */
    function characters(text) {
      const bad = new RegExp(patterns.forbidden + "|[^\\x00-\\x7f\\u00c0-\\u024f\\u0400-\\u052f]", "u").exec(text);
      if (bad) {
        const point = (bad[0].codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0");
        return fault("url-character", { char: "U+" + point });
      }
      const escape = new RegExp(patterns.escape, "u").exec(text);
      if (escape) return fault("url-escape", { at: text.slice(escape.index, escape.index + 3) });
      try {
        const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/u.exec(decodeURIComponent(text));
        if (!hidden) return null;
        return fault("url-hidden", { char: "U+" + (hidden[0].codePointAt(0) || 0).toString(16) });
      } catch {
        return fault("url-escape", { at: "%" });
      }
    }

    /** @param {string} authority */
    function host(authority) {
      if (authority.includes("@")) return fault("url-login");
      if (authority.startsWith("[")) return fault("url-number", { host: authority });
      const [name, port] = authority.toLowerCase().split(":");
      if (port !== undefined && !(/^[0-9]{1,5}$/.test(port) && +port > 0 && +port < 65536)) {
        return fault("url-port", { port: port });
      }
      return hostName(name);
    }

    /** @param {string} name */
    function hostName(name) {
      const named = { host: name.slice(0, 80) };
      if (name.endsWith(".")) return fault("url-trailing-dot", named);
      const labels = name.split(".");
      const label = whole("label");
      const last = labels[labels.length - 1];
      if (whole("number").test(last)) return fault("url-number", named);
      if (last === "onion") return fault("url-onion", named);
      const odd = labels.some(function (one) { return !label.test(one) || one.startsWith("xn--"); });
      if (odd || name.length > 253) return fault("url-host", named);
      const inside = whole("rebinding").test(name) || new RegExp(patterns.inside, "u").test(name);
      const own = labels.length < 2 || whole("private").test(last) || inside;
      return own ? fault("url-private", named) : null;
    }

    /**
     * @param {string} text
     * @param {string} query
     * @param {string} fragment
     */
    function tracking(text, query, fragment) {
      const tracks = whole("tracking");
      /** @param {string} pair */
      const key = function (pair) { return pair.split("=")[0].toLowerCase(); };
      const found = (query + "&" + fragment).split(/[&;]/).map(key).find(function (one) {
        return tracks.test(one);
      });
      if (!found) return null;
      const kept = query.split(/[&;]/).filter(function (one) { return one && !tracks.test(key(one)); });
      const stem = text.split("#")[0].split("?")[0];
      const without = kept.length ? stem + "?" + kept.join("&") : stem;
      return fault("url-tracking", { key: found, without: without });
    }

    return function (/** @type {string} */ text) {
      if (text.length > longest) {
        return fault("url-long", { length: String(text.length), limit: String(longest) });
      }
      const odd = characters(text);
      if (odd) return odd;
      const scheme = new RegExp("^(?:" + patterns.scheme + ")", "iu").exec(text);
      if (scheme) return fault("url-scheme", { scheme: scheme[0] });
      const parts = whole("whole").exec(text);
      if (!parts) return fault("url-form", { url: text.slice(0, 200) });
      return host(parts[2]) || tracking(text, parts[4] || "", parts[5] || "");
    };
  }

  /** @type {any} */ (window).qqAddress = { checker: checker };
})();
