/**
 * Shows the files that came out, to be copied, downloaded or put into a mail by the reader.
 */
(function () {
  "use strict";

  const MAIL = 1800; // characters of an address that mail programs still take
  const QUIET = 2000; // milliseconds that a button says what it did

  /** @typedef {{name: string, told: string, text: string}} File */

  /**
   * @param {string} words
   * @param {boolean} plain
   */
  function button(words, plain) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (plain) made.className = "button--plain";
    return made;
  }

  /**
   * @param {HTMLElement} shown
   * @param {HTMLElement} state
   * @param {DOMStringMap} words
   */
  function select(shown, state, words) {
    const range = document.createRange();
    range.selectNodeContents(shown);
    const selection = window.getSelection();
    if (selection) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
    shown.focus();
    state.textContent = words.wordSelect || "";
  }

  /**
   * @param {File} file
   * @param {HTMLElement} shown
   * @param {HTMLElement} state
   * @param {DOMStringMap} words
   */
  function copier(file, shown, state, words) {
    const made = button(words.wordCopy || "", true);
    made.addEventListener("click", function () {
      const fail = function () { select(shown, state, words); };
      if (!navigator.clipboard) {
        fail();
        return;
      }
      navigator.clipboard.writeText(file.text).then(function () {
        state.textContent = words.wordCopied || "";
        made.textContent = words.wordCopied || "";
        window.setTimeout(function () { made.textContent = words.wordCopy || ""; }, QUIET);
      }, fail);
    });
    return made;
  }

  /**
   * @param {File} file
   * @param {DOMStringMap} words
   */
  function downloader(file, words) {
    const made = button(words.wordDownload || "", false);
    made.addEventListener("click", function () {
      const link = document.createElement("a");
      const blob = new Blob([file.text], { type: "application/yaml" });
      link.href = URL.createObjectURL(blob);
      link.download = file.name;
      link.click();
      window.setTimeout(function () { URL.revokeObjectURL(link.href); }, QUIET);
    });
    return made;
  }

  /**
   * A link that opens the reader's mail program; long texts must be attached by hand.
   * @param {File[]} files
   * @param {string} to
   * @param {DOMStringMap} words
   */
  function mailer(files, to, words) {
    const subject = "?subject=" + encodeURIComponent(files[0].name);
    const body = files.map(function (file) { return "# " + file.name + "\n" + file.text; }).join("\n");
    const whole = "mailto:" + to + subject + "&body=" + encodeURIComponent(body);
    const link = document.createElement("a");
    link.href = whole.length > MAIL ? "mailto:" + to + subject : whole;
    link.textContent = (whole.length > MAIL ? words.wordAttach : words.wordMailto) || "";
    const line = document.createElement("p");
    line.append(link);
    return line;
  }

  /** @type {any} */ (window).qqFiles = {
    /**
     * @param {HTMLElement} place
     * @param {HTMLElement} state where it is said what was done
     * @param {File[]} files
     * @param {DOMStringMap} words
     */
    show: function (place, state, files, words) {
      place.replaceChildren(...files.map(function (file) {
        const box = document.createElement("section");
        const heading = document.createElement("h3");
        heading.className = "form__name";
        heading.textContent = file.name;
        heading.translate = false;
        const told = document.createElement("p");
        told.className = "form__hint";
        told.textContent = file.told;
        const shown = document.createElement("pre");
        shown.className = "form__text";
        shown.tabIndex = 0;
        shown.translate = false;
        shown.setAttribute("aria-label", file.name);
        shown.setAttribute("role", "region");
        shown.textContent = file.text;
        const tools = document.createElement("p");
        tools.className = "form__tools";
        tools.append(downloader(file, words), copier(file, shown, state, words));
        box.append(heading, told, shown, tools);
        return box;
      }));
      if (words.mail) place.append(mailer(files, words.mail, words));
    },
  };
})();
