/**
 * Says what is wrong at each field and in a summary above them, and takes the reader there.
 */
(function () {
  "use strict";

  /**
   * @typedef {{code: string, values: Object<string, string>}} Fault
   * @typedef {{control: HTMLElement, fault: Fault}} Found
   */

  /**
   * A message of the archive's catalogue with its values filled in.
   * @param {string} template
   * @param {Object<string, string>} values
   */
  function filled(template, values) {
    return template.replace(/\{\{|\}\}|\{(\w+)\}/g, function (all, name) {
      return name ? values[name] || "" : all[0];
    });
  }

  /** @param {HTMLElement} control */
  function box(control) {
    return /** @type {HTMLElement} */ (control.closest(".form__field"));
  }

  /** @param {HTMLElement} control */
  function labelOf(control) {
    const label = box(control).querySelector("label");
    return label && label.firstChild ? (label.firstChild.textContent || "").trim() : "";
  }

  /** @param {HTMLElement} control */
  function hintOf(control) {
    const hint = box(control).querySelector(".form__hint");
    return hint ? (hint.textContent || "").trim() : "";
  }

  /**
   * @param {HTMLElement} control
   * @param {string} id
   * @param {boolean} there
   */
  function describe(control, id, there) {
    const ids = (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
    const kept = ids.filter(function (one) { return one !== id; });
    if (there) kept.unshift(id);
    if (kept.length) control.setAttribute("aria-describedby", kept.join(" "));
    else control.removeAttribute("aria-describedby");
  }

  /**
   * Takes back what was said at a field.
   * @param {HTMLElement} control
   */
  function clear(control) {
    const place = /** @type {HTMLElement} */ (box(control).querySelector(".form__error"));
    box(control).classList.remove("form__field--wrong");
    place.hidden = true;
    place.textContent = "";
    box(control).querySelectorAll("[aria-invalid]").forEach(function (one) {
      one.removeAttribute("aria-invalid");
      describe(/** @type {HTMLElement} */ (one), place.id, false);
    });
  }

  /**
   * @param {Found} found
   * @param {Object<string, [string, string]>} words
   */
  function text(found, words) {
    const told = words[found.fault.code] || ["", ""];
    const values = { field: labelOf(found.control), about: hintOf(found.control), ...found.fault.values };
    const hint = filled(told[1], values).replace(/[:\s]+$/, "");
    return { message: filled(told[0], values), hint: hint };
  }

  /**
   * @param {Found} found
   * @param {Object<string, [string, string]>} words
   */
  function tell(found, words) {
    const control = found.control;
    clear(control);
    const place = /** @type {HTMLElement} */ (box(control).querySelector(".form__error"));
    const told = text(found, words);
    place.textContent = told.hint ? told.message + ". " + told.hint + "." : told.message + ".";
    place.textContent = place.textContent.replace(/\.\.$/, ".");
    place.hidden = false;
    box(control).classList.add("form__field--wrong");
    control.setAttribute("aria-invalid", "true");
    describe(control, place.id, true);
  }

  /**
   * Says everything at once and moves to the summary.
   * @param {HTMLElement} summary
   * @param {Found[]} found
   * @param {Object<string, [string, string]>} words
   */
  function tellAll(summary, found, words) {
    const list = /** @type {HTMLElement} */ (summary.querySelector("ul"));
    list.replaceChildren(...found.map(function (one) {
      tell(one, words);
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = "#" + one.control.id;
      link.textContent = labelOf(one.control) + ": " + text(one, words).message;
      link.addEventListener("click", function (event) {
        event.preventDefault(); // the address keeps the record that it names
        const around = one.control.closest("details");
        if (around) around.open = true;
        one.control.focus();
        box(one.control).scrollIntoView({ block: "center" });
      });
      item.append(link);
      return item;
    }));
    summary.hidden = !found.length;
    if (found.length) summary.focus();
  }

  /** @type {any} */ (window).qqErrors = { clear: clear, tell: tell, tellAll: tellAll };
})();
