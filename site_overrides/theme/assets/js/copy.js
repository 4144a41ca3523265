/**
 * Puts a button beside the permalink of each claim that copies its address.
 *
 * Where the browser does not let a page copy (over http, or from a folder), the address is shown
 * in a field and selected, so that the reader's own keys can copy it.
 */
(function () {
  "use strict";

  const record = /** @type {HTMLElement | null} */ (document.querySelector("[data-copy]"));
  if (!record) return;
  const words = record.dataset;

  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  record.append(told);

  /**
   * The whole address; a copy in a folder names the site's own, where that is known.
   * @param {HTMLAnchorElement} link
   */
  function address(link) {
    const site = words.address;
    return site && location.protocol === "file:" ? site + link.hash : link.href;
  }

  /** @param {string} message */
  function tell(message) {
    told.textContent = "";
    // A message that does not change is not read out again.
    window.setTimeout(function () { told.textContent = message; }, 50);
  }

  /** @param {HTMLButtonElement} button */
  function done(button) {
    tell(words.copied || "");
    button.textContent = words.copied || "";
    window.setTimeout(function () { button.textContent = words.copy || ""; }, 2000);
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string} text
   */
  function offer(button, text) {
    const field = document.createElement("input");
    field.type = "text";
    field.readOnly = true;
    field.className = "claim__address";
    field.value = text;
    field.setAttribute("aria-label", words.select || "");
    field.addEventListener("blur", function () {
      field.remove();
      button.hidden = false;
    });
    button.hidden = true;
    button.after(field);
    field.focus();
    field.select();
  }

  /** @param {HTMLAnchorElement} link */
  function equip(link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "claim__copy";
    button.textContent = words.copy || "";
    button.addEventListener("click", function () {
      const text = address(link);
      if (!navigator.clipboard) {
        offer(button, text);
        return;
      }
      navigator.clipboard.writeText(text).then(
        function () { done(button); },
        function () { offer(button, text); },
      );
    });
    link.after(" ", button);
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */ (
    record.querySelectorAll("a.claim__anchor")
  ).forEach(equip);
}());
