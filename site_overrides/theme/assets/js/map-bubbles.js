/**
 * Named, focusable bubbles that count the list's records by place, and what opens on them.
 *
 * Which places share a bubble at which zoom was worked out when the site was built. Everything
 * said is read from the list and set as text. `qq:place` (detail.id) is told when a bubble is
 * opened, `qq:bubbles` when they have been drawn.
 */
(function () {
  "use strict";

  const shared = /** @type {any} */ (window).qqMap;
  if (!shared) return;

  const POPUP_ROWS = 8;
  const HOUR = "2022-01-05T17".length;
  const L = shared.L, map = shared.map, data = shared.data, words = data.labels;
  const live = /** @type {HTMLElement} */ (shared.live);
  const marks = L.layerGroup().addTo(map);

  /** @param {number[]} members */
  function found(members) {
    return members.flatMap(function (index) { return shared.rows(index); });
  }

  /**
   * @param {number[]} members
   * @param {number} total
   */
  function spoken(members, total) {
    const first = data.places[members[0]][1];
    const more = members.length - 1;
    const place = more ? shared.counted(words.andMore, more).replace("{place}", first) : first;
    return place + ": " + shared.counted(words.records, total);
  }

  /** @returns {number[][]} the bubbles of this zoom, without those the filter empties */
  function groups() {
    const zoom = map.getZoom() + 0.01;
    const known = Object.keys(data.levels).map(Number).filter(function (at) { return at <= zoom; });
    /** @type {number[][]} */
    const level = known.length ? data.levels[String(Math.max.apply(null, known))] : [];
    return level
      .map(function (members) {
        return members.filter(function (index) { return shared.rows(index).length > 0; });
      })
      .filter(function (members) { return members.length > 0; });
  }

  /**
   * Whether it is known that any of the rows began in the chosen hour, and not only that it may.
   * @param {HTMLElement[]} rows
   */
  function sure(rows) {
    return !shared.hour() || rows.some(function (row) {
      const from = (row.dataset.from || "").slice(0, HOUR);
      return from.length === HOUR && from === (row.dataset.to || "").slice(0, HOUR);
    });
  }

  /** @param {number[]} members */
  function mark(members) {
    const head = data.places[members[0]];
    const rows = found(members);
    const total = new Set(rows.map(function (row) { return row.dataset.id; })).size;
    const button = shared.make("button", "qq-bubble qq-" + head[4]);
    button.setAttribute("type", "button");
    button.setAttribute("aria-label", spoken(members, total));
    button.setAttribute("aria-haspopup", "dialog");
    button.title = spoken(members, total);
    button.dataset.place = head[0];
    const places = members.map(function (index) { return data.places[index][0]; });
    button.dataset.members = places.join(" ");
    button.dataset.digits = String(String(total).length);
    button.classList.toggle("qq-maybe", !sure(rows));
    const digits = shared.make("span", "qq-count", String(total));
    digits.setAttribute("aria-hidden", "true");
    button.append(digits);
    button.addEventListener("click", function (/** @type {MouseEvent} */ event) {
      L.DomEvent.stopPropagation(event);
      open(members, button, event.detail === 0);
    });
    const icon = L.divIcon({ html: button, className: "qq-mark", iconSize: [0, 0] });
    return L.marker([head[2], head[3]], { icon: icon, interactive: false, keyboard: false });
  }

  /**
   * @param {number[]} members
   * @param {HTMLElement} button
   * @param {boolean} byKey
   */
  function open(members, button, byKey) {
    const head = data.places[members[0]];
    const box = shared.make("div", "qq-popup");
    members.forEach(function (index) { fill(box, index); });
    const high = Math.max(120, live.clientHeight - 90);
    const wide = Math.min(300, live.clientWidth - 60);
    const popup = L.popup({ maxWidth: wide, minWidth: Math.min(200, wide), maxHeight: high });
    popup.setLatLng([head[2], head[3]]).setContent(box).openOn(map);
    const shell = popup.getElement();
    shell.setAttribute("role", "dialog");
    shell.setAttribute("aria-label", button.title);
    const close = shell.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", words.close);
    close.setAttribute("title", words.close);
    shell.addEventListener("keydown", function (/** @type {KeyboardEvent} */ event) {
      if (event.key === "Escape") map.closePopup(popup);
    });
    popup.on("remove", function () {
      if (shell.contains(document.activeElement)) focusOn(head[0]);
    });
    if (byKey) {
      const first = box.querySelector("a");
      if (first) first.focus();
    }
    document.dispatchEvent(new CustomEvent("qq:place", { detail: { id: head[0] } }));
  }

  /**
   * Writes a place's records into a popup, as text and links.
   * @param {HTMLElement} box
   * @param {number} index
   */
  function fill(box, index) {
    box.append(shared.make("p", "qq-popup-place", data.places[index][1]));
    const list = shared.make("ul", "");
    /** @type {HTMLElement[]} */
    const rows = shared.rows(index);
    rows.slice(0, POPUP_ROWS).forEach(function (row) {
      const entry = shared.make("li", "");
      const source = row.querySelector("a");
      const when = row.querySelector(".qq-when");
      if (source) entry.append(link(source.getAttribute("href") || "", source.textContent || ""));
      if (when && when.textContent) {
        entry.append(" ", shared.make("span", "qq-when", when.textContent));
      }
      list.append(entry);
    });
    if (rows.length > POPUP_ROWS) {
      const entry = shared.make("li", "");
      const rest = words.allListed + " (" + rows.length + ")";
      entry.append(link("#place-" + data.places[index][0], rest));
      list.append(entry);
    }
    box.append(list);
  }

  /**
   * @param {string} href
   * @param {string} text
   */
  function link(href, text) {
    const element = shared.make("a", "", text);
    element.setAttribute("href", href);
    return element;
  }

  /** @param {string | undefined} id */
  function focusOn(id) {
    /** @type {HTMLElement | null} */
    const same = live.querySelector('.qq-bubble[data-place="' + id + '"]');
    if (same) same.focus({ preventScroll: true });
  }

  function draw() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const held = focused && focused.classList.contains("qq-bubble") ? focused.dataset.place : "";
    const now = groups();
    marks.clearLayers();
    now.forEach(function (members) { marks.addLayer(mark(members)); });
    if (held) {
      const home = now.find(function (members) {
        return members.some(function (index) { return data.places[index][0] === held; });
      });
      if (home) focusOn(data.places[home[0]][0]);
    }
    document.dispatchEvent(new CustomEvent("qq:bubbles"));
  }

  /** @returns {HTMLElement[]} the bubbles as drawn, the first counted first */
  shared.bubbles = function () { return Array.from(live.querySelectorAll(".qq-bubble")); };

  map.on("zoomend", draw);
  document.addEventListener("qq:list", function () {
    map.closePopup();
    draw();
  });
})();
