/**
 * The fields of the form: what stands in them, and what they offer to choose from.
 */
(function () {
  "use strict";

  const form = /** @type {any} */ (window).qqForm;
  const OFFERED = 40; // names at a time: a list of ten thousand helps nobody
  const YEAR = /^(?:19|20)[0-9]{2}$/;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  /** @typedef {[string, string]} Name */

  /** @param {Name} row */
  function shown(row) { return row[1] + " (" + row[0] + ")"; }

  /**
   * The id that was meant: chosen from the list, typed itself, or the only one so called.
   * @param {string} text
   * @param {Name[]} rows
   */
  function resolved(text, rows) {
    const chosen = /\(([a-z0-9-]+)\)$/.exec(text);
    const id = chosen ? chosen[1] : text;
    if (rows.some(function (row) { return row[0] === id; })) return id;
    const called = rows.filter(function (row) { return row[1].toLowerCase() === text.toLowerCase(); });
    return called.length === 1 ? called[0][0] : "";
  }

  /**
   * @param {HTMLInputElement} input
   * @param {Name[]} rows
   */
  function offer(input, rows) {
    const typed = input.value.trim().toLowerCase();
    const fits = rows.filter(function (row) { return shown(row).toLowerCase().includes(typed); });
    const list = document.getElementById("list-" + input.dataset.list);
    if (list) list.replaceChildren(...fits.slice(0, OFFERED).map(function (row) {
      const option = document.createElement("option");
      option.value = shown(row);
      return option;
    }));
  }

  /**
   * A further field of the same kind below the last one.
   * @param {Element} box
   * @param {HTMLButtonElement} button
   */
  function another(box, button) {
    const first = /** @type {HTMLInputElement} */ (box.querySelector("input"));
    const made = /** @type {HTMLInputElement} */ (first.cloneNode());
    made.value = "";
    made.id = first.id + "-" + box.querySelectorAll("input").length;
    made.removeAttribute("aria-required");
    made.removeAttribute("aria-invalid");
    const label = box.querySelector("label");
    made.setAttribute("aria-label", label && label.firstChild ? (label.firstChild.textContent || "").trim() : "");
    button.before(made);
    made.focus();
  }

  /**
   * Whether a word takes a side: an id stays, and is said by everybody.
   * @param {string} word
   * @param {string[]} loaded
   */
  function sided(word, loaded) {
    const plain = word.replace(/ё/g, "е");
    return loaded.some(function (one) {
      return one.endsWith("*") ? plain.startsWith(one.slice(0, -1)) : plain === one;
    });
  }

  /**
   * Words of plain letters joined by hyphens; of numbers only years, for others change.
   * @param {string} text
   * @param {{letters: Object<string, string>, parts: [string, string][], loaded: string[], silent: string}} rules
   * @param {number} longest
   */
  function slug(text, rules, longest) {
    const letters = new Map(Object.entries(rules.letters));
    const neutral = text.normalize("NFC").toLowerCase().replace(/[\p{L}\p{M}]+/gu, function (word) {
      return sided(word, rules.loaded) ? " " : word;
    });
    const parted = rules.parts.reduce(function (all, part) {
      return all.replaceAll(part[0], part[1]);
    }, neutral);
    const folded = Array.from(parted, function (letter) {
      if (rules.silent.includes(letter)) return "";
      return letters.has(letter) ? letters.get(letter) : letter;
    }).join("");
    const words = folded.normalize("NFKD").replace(/\p{M}/gu, "").split(/[^a-z0-9]+/).filter(function (word) {
      return word && (YEAR.test(word) || !/^[0-9]+$/.test(word));
    });
    while (words.join("-").length > longest) words.pop();
    return words.join("-");
  }

  function box() { return /** @type {HTMLFormElement} */ (document.querySelector("form.form")); }

  /**
   * @param {string} id
   * @returns {HTMLInputElement}
   */
  function control(id) { return /** @type {HTMLInputElement} */ (document.getElementById("f-" + id)); }

  /** @param {string} id */
  function text(id) { return /** @type {any} */ (window).qqTexts.tidy(control(id).value); }

  function kind() {
    const chosen = /** @type {HTMLElement} */ (box().querySelector("[data-kind]:checked"));
    return chosen.dataset.kind || "event";
  }

  /** Whether the source is described in the form. */
  function newSource() { return kind() === "source" || control("new").checked; }

  /** @param {Date} moment */
  function dayOf(moment) {
    const two = function (/** @type {number} */ number) { return String(number).padStart(2, "0"); };
    return [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  }

  function today() { return dayOf(new Date()); }

  /** The fields that count now: those of the parts that are shown. */
  function inputs() {
    /** @type {NodeListOf<HTMLInputElement>} */
    const all = box().querySelectorAll("[data-check]");
    return Array.from(all).filter(function (one) { return !one.closest("[hidden]"); });
  }

  /**
   * The id that a field with a list means; empty when there is none.
   * @param {HTMLInputElement} input
   * @returns {Promise<string>}
   */
  async function meant(input) {
    const typed = /** @type {any} */ (window).qqTexts.tidy(input.value);
    if (!typed) return "";
    try {
      return resolved(typed, await form.names(document.documentElement.lang, input.dataset.list || ""));
    } catch {
      return ID.test(typed) ? typed : "";
    }
  }

  /**
   * @param {string} id of the first of several fields
   * @returns {Promise<string[]>}
   */
  async function several(id) {
    const around = /** @type {HTMLElement} */ (control(id).closest(".form__field"));
    const ids = await Promise.all(Array.from(around.querySelectorAll("input"), meant));
    return ids.filter(Boolean);
  }

  /** @type {any} */ (window).qqFields = {
    control: control,
    text: text,
    kind: kind,
    newSource: newSource,
    today: today,
    inputs: inputs,
    meant: meant,
    several: several,
    ID: ID,
    slug: slug,
    /**
     * @param {HTMLFormElement} around
     * @param {string} language
     * @param {() => void} failed
     */
    equip: function (around, language, failed) {
      /** @param {Event} event */
      const suggest = function (event) {
        const input = /** @type {HTMLInputElement} */ (event.target);
        if (!input.dataset.list) return;
        form.names(language, input.dataset.list).then(function (/** @type {Name[]} */ rows) {
          offer(input, rows);
        }, failed);
      };
      around.addEventListener("focusin", suggest);
      around.addEventListener("input", suggest);
      around.querySelectorAll("[data-many]").forEach(function (many) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button--plain form__more";
        button.textContent = around.dataset.wordMore || "";
        button.addEventListener("click", function () { another(many, button); });
        many.append(button);
      });
    },
  };
})();
