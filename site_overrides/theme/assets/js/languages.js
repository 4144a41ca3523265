/**
 * Takes what stands in the address after the page (?kind=event, #claim) along to other languages.
 *
 * The words of an address are the same in every language; without this script the switch leads
 * to the same page as it first opens.
 */
(function () {
  "use strict";

  const list = document.querySelector(".languages");
  if (!list) return;

  function point() {
    /** @type {NodeListOf<HTMLAnchorElement>} */ (list?.querySelectorAll("a")).forEach(
      function (link) {
        link.search = location.search;
        link.hash = location.hash;
      },
    );
  }

  // Before the link is followed, opened in another tab or copied.
  ["focusin", "pointerdown", "click"].forEach(function (name) {
    list.addEventListener(name, point);
  });
})();
