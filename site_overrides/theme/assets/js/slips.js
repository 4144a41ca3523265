/**
 * Tells which words a misspelt one may have been: one letter too many, too few, wrong, or two
 * exchanged; two such slips in a long word.
 */
(function () {
  "use strict";

  const LONG = 8; // letters from which two slips are forgiven

  /**
   * The letters as they are compared: what sounds alike before some letters is one.
   * @param {string} word
   */
  function rough(word) {
    return word.replace(/c/g, "k");
  }

  /**
   * How many slips lie between two words; anything above `most` is one more than that.
   * @param {string} one
   * @param {string} other
   * @param {number} most
   */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: other.length + 1 }, function (_, n) { return n; });
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        let least = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          least = Math.min(least, before[j - 2] + 1);
        }
        row.push(least);
      }
      if (Math.min.apply(null, row) > most) return most + 1;
      before = above;
      above = row;
    }
    return above[other.length];
  }

  /** @type {any} */ (window).qqSlips = {
    /**
     * Those of the words that lie nearest, if near enough.
     * @param {string} word
     * @param {string[]} words
     */
    nearest: function (word, words) {
      let most = word.length < LONG ? 1 : 2;
      /** @type {string[]} */
      let found = [];
      const wanted = rough(word);
      words.forEach(function (other) {
        const count = slips(wanted, rough(other), most);
        if (count > most) return;
        if (count < most) found = [];
        most = count;
        found.push(other);
      });
      return found;
    },
  };
})();
