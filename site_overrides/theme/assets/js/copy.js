/**
 * Puts a button that copies beside the permalink of each claim, and beside each citation.
 *
 * Where the browser does not let a page copy (over http, or from a folder), the address is shown
 * in a field and selected, the citation is selected where it stands, so that the reader's own
 * keys can copy it.
 */
(function () {
  "use strict";

  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");

  /** @param {string} message */
  function tell(message) {
    told.textContent = "";
    // A message that does not change is not read out again.
    window.setTimeout(function () { told.textContent = message; }, 50);
  }

  /**
   * A button after `place`; where the page may not copy, `offer` does what it can.
   * @param {Element} place
   * @param {DOMStringMap} words
   * @param {() => string} text
   * @param {(button: HTMLButtonElement) => void} offer
   */
  function equip(place, words, text, offer) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "claim__copy";
    button.textContent = words.copy || "";
    button.addEventListener("click", function () {
      if (!navigator.clipboard) {
        offer(button);
        return;
      }
      navigator.clipboard.writeText(text()).then(
        function () {
          tell(words.copied || "");
          button.textContent = words.copied || "";
          window.setTimeout(function () { button.textContent = words.copy || ""; }, 2000);
        },
        function () { offer(button); },
      );
    });
    place.after(" ", button);
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {DOMStringMap} words
   */
  function claim(link, words) {
    // A copy in a folder names the site's own address, where that is known.
    const folder = words.address && location.protocol === "file:";
    const address = folder ? words.address + link.hash : link.href;
    equip(link, words, function () { return address; }, function (button) {
      const field = document.createElement("input");
      field.type = "text";
      field.readOnly = true;
      field.className = "claim__address";
      field.value = address;
      field.setAttribute("aria-label", words.select || "");
      field.addEventListener("blur", function () {
        field.remove();
        button.hidden = false;
      });
      button.hidden = true;
      button.after(field);
      field.focus();
      field.select();
    });
  }

  /**
   * @param {HTMLElement} place
   * @param {DOMStringMap} words
   */
  function citation(place, words) {
    equip(place, words, function () { return place.textContent || ""; }, function () {
      const selection = window.getSelection();
      if (selection) selection.selectAllChildren(place);
      tell(words.select || "");
    });
  }

  /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-copy]")
  ).forEach(function (box) {
    if (!told.parentNode) box.append(told);
    /** @type {NodeListOf<HTMLAnchorElement>} */ (
      box.querySelectorAll("a.claim__anchor")
    ).forEach(function (link) { claim(link, box.dataset); });
    if (!box.matches(".citing")) return;
    /** @type {NodeListOf<HTMLElement>} */ (
      box.querySelectorAll(".citing__text")
    ).forEach(function (place) { citation(place, box.dataset); });
  });
}());
