/**
 * Loads the page again when the server has another state of it. Only `qantar serve` sends this.
 */
(function () {
  "use strict";

  const EVERY = 700; // milliseconds between two questions
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = own.dataset.state;

  function wait() {
    setTimeout(ask, EVERY);
  }

  function ask() {
    fetch("/-/state?" + encodeURIComponent(location.pathname))
      .then(function (answer) { return answer.text(); })
      .then(function (state) { state === shown ? wait() : location.reload(); })
      .catch(wait);
  }

  wait();
})();
