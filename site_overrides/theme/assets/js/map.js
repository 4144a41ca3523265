/**
 * Replaces the still picture by folium's map and puts named, focusable bubbles on it.
 *
 * Everything said is read from the list on the page and set as text. Two events join the map
 * to other parts: `qq:filter` (detail.ids: record ids to show, or null for all; detail.places:
 * the places to show them at, or nothing for all) is obeyed, `qq:place` (detail.id) is told when
 * a bubble is opened.
 */
(function () {
  "use strict";

  /**
   * @typedef {[string, string, number, number, string, string]} Place
   *   id, name, latitude, longitude, precision, region id or ""
   * @typedef {[string[], number, number, string, number]} Name
   *   lines, latitude, longitude, kind, first zoom
   * @typedef {{language: string, places: Place[], levels: Object<string, number[][]>,
   *   names: Name[], labels: Object<string, any>}} Data
   */

  const POPUP_ROWS = 8;
  const APART = 2; // pixels between two names
  const page = /** @type {any} */ (window);
  const frame = document.querySelector(".qq-map");
  if (!frame || !page.L || !page.qqMapBase || !page.qqMapPlaces) return;

  const L = page.L;
  /** @type {Data} */
  const data = page.qqMapData;
  const words = data.labels;
  const plural = new Intl.PluralRules(data.language);
  const still = /** @type {HTMLElement} */ (frame.querySelector(".qq-map-still"));
  const live = /** @type {HTMLElement} */ (frame.querySelector(".qq-map-live"));
  /** @type {Set<string> | null} */
  let chosen = null;
  /** @type {Set<string> | null} */
  let within = null;

  still.hidden = true;
  live.hidden = false;
  const made = page.qqMapBase();
  const map = made.map;
  const shapes = page.qqMapPlaces(map);
  const marks = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  live.setAttribute("role", "region");
  live.setAttribute("aria-label", words.name);
  live.querySelectorAll(".leaflet-overlay-pane svg").forEach(function (drawing) {
    drawing.setAttribute("aria-hidden", "true");
  });

  /**
   * @param {string} tag
   * @param {string} className
   * @param {string} [text]
   * @returns {HTMLElement}
   */
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /**
   * @param {Object<string, string>} forms
   * @param {number} n
   */
  function counted(forms, n) {
    return (forms[plural.select(n)] || forms.other).replace("{n}", String(n));
  }

  /**
   * @param {HTMLElement} row
   * @param {string} place
   */
  function left(row, place) {
    return (!chosen || chosen.has(row.dataset.id || "")) && (!within || within.has(place));
  }

  /**
   * The rows of a place in the list that the filter leaves.
   * @param {number} index
   * @returns {HTMLElement[]}
   */
  function rows(index) {
    const place = data.places[index][0];
    const section = document.getElementById("place-" + place);
    const all = section ? section.querySelectorAll("li") : [];
    return Array.from(all).filter(function (row) { return left(row, place); });
  }

  /** @param {number[]} members */
  function count(members) {
    const ids = new Set();
    members.forEach(function (index) {
      rows(index).forEach(function (row) { ids.add(row.dataset.id); });
    });
    return ids.size;
  }

  /**
   * @param {number[]} members
   * @param {number} total
   */
  function spoken(members, total) {
    const first = data.places[members[0]][1];
    const more = members.length - 1;
    const place = more ? counted(words.andMore, more).replace("{place}", first) : first;
    return place + ": " + counted(words.records, total);
  }

  /** @returns {number[][]} the bubbles of this zoom, without those the filter empties */
  function bubbles() {
    const zoom = Math.round(map.getZoom());
    const known = Object.keys(data.levels).map(Number).filter(function (at) { return at <= zoom; });
    const level = known.length ? data.levels[String(Math.max.apply(null, known))] : [];
    return level
      .map(function (members) {
        return members.filter(function (index) { return rows(index).length > 0; });
      })
      .filter(function (members) { return members.length > 0; });
  }

  /** @param {number[]} members */
  function mark(members) {
    const head = data.places[members[0]];
    const total = count(members);
    const button = make("button", "qq-bubble qq-" + head[4]);
    button.setAttribute("type", "button");
    button.setAttribute("aria-label", spoken(members, total));
    button.setAttribute("aria-haspopup", "dialog");
    button.title = spoken(members, total);
    button.dataset.place = head[0];
    button.dataset.digits = String(String(total).length);
    const digits = make("span", "qq-count", String(total));
    digits.setAttribute("aria-hidden", "true");
    button.append(digits);
    button.addEventListener("click", function (event) {
      L.DomEvent.stopPropagation(event);
      open(members, button, event.detail === 0);
    });
    const icon = L.divIcon({ html: button, className: "qq-mark", iconSize: [0, 0] });
    const where = [head[2], head[3]];
    return L.marker(where, { icon: icon, interactive: false, keyboard: false });
  }

  /**
   * @param {number[]} members
   * @param {HTMLElement} button
   * @param {boolean} byKey
   */
  function open(members, button, byKey) {
    const head = data.places[members[0]];
    const box = make("div", "qq-popup");
    members.forEach(function (index) { fill(box, index); });
    const popup = L.popup({ maxWidth: 300, minWidth: 200, maxHeight: 260 });
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
    box.append(make("p", "qq-popup-place", data.places[index][1]));
    const list = make("ul", "");
    const found = rows(index);
    found.slice(0, POPUP_ROWS).forEach(function (row) {
      const entry = make("li", "");
      const source = row.querySelector("a");
      const when = row.querySelector(".qq-when");
      if (source) entry.append(link(source.getAttribute("href") || "", source.textContent || ""));
      if (when && when.textContent) entry.append(" ", make("span", "qq-when", when.textContent));
      list.append(entry);
    });
    if (found.length > POPUP_ROWS) {
      const entry = make("li", "");
      const rest = words.allListed + " (" + found.length + ")";
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
    const element = make("a", "", text);
    element.setAttribute("href", href);
    return element;
  }

  /** @param {string | undefined} id */
  function focusOn(id) {
    /** @type {HTMLElement | null} */
    const same = live.querySelector('.qq-bubble[data-place="' + id + '"]');
    if (same) same.focus({ preventScroll: true });
  }

  function drawMarks() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const held = focused && focused.classList.contains("qq-bubble") ? focused.dataset.place : "";
    const now = bubbles();
    marks.clearLayers();
    now.forEach(function (members) { marks.addLayer(mark(members)); });
    if (held) {
      const index = data.places.findIndex(function (place) { return place[0] === held; });
      const home = now.find(function (members) { return members.includes(index); });
      if (home) focusOn(data.places[home[0]][0]);
    }
  }

  /** Writes the names that fit: those of bubbles first, none cut off, none over another. */
  function drawNames() {
    names.clearLayers();
    const view = live.getBoundingClientRect();
    const zoom = Math.round(map.getZoom());
    const fixed = live.querySelectorAll(".qq-bubble, .leaflet-control");
    const taken = Array.from(fixed).map(function (element) {
      return element.getBoundingClientRect();
    });
    /** @type {Name[]} */
    const wanted = bubbles()
      .map(function (members) { return data.places[members[0]]; })
      .filter(function (place) { return place[4] === "city" || zoom >= 9; })
      .filter(function (place) { return place[4] !== "region"; })
      .map(function (place) { return [[place[1]], place[2], place[3], "place", 5]; });
    wanted.concat(data.names).forEach(function (name) {
      if (zoom < name[4]) return;
      const text = make("span", "qq-name qq-name-" + name[3]);
      name[0].forEach(function (line) { text.append(make("span", "", line)); });
      const icon = L.divIcon({ html: text, className: "qq-label", iconSize: [0, 0] });
      const where = [name[1], name[2]];
      const label = L.marker(where, { icon: icon, interactive: false, keyboard: false });
      names.addLayer(label);
      const box = text.getBoundingClientRect();
      const outside = box.left < view.left || box.right > view.right ||
        box.top < view.top || box.bottom > view.bottom;
      const over = outside || taken.some(function (other) {
        return box.left < other.right + APART && other.left < box.right + APART &&
          box.top < other.bottom + APART && other.top < box.bottom + APART;
      });
      if (over) names.removeLayer(label);
      else taken.push(box);
    });
  }

  /** Shows a place's shape only while the filter leaves it a record. */
  function drawShapes() {
    /** @type {Object<string, boolean>} */
    const filled = {};
    data.places.forEach(function (place, index) {
      const shown = rows(index).length > 0;
      if (shown && place[5] && place[4] !== "country") filled[place[5]] = true;
      const shape = shapes[place[0]];
      const drawing = shape && shape.getElement();
      if (drawing) drawing.classList.toggle("qq-empty", !shown);
    });
    made.regions.eachLayer(function (/** @type {any} */ region) {
      const drawing = region.getElement();
      if (!drawing) return;
      drawing.setAttribute("data-region", region.feature.id);
      drawing.classList.toggle("qq-area", Boolean(filled[region.feature.id]));
    });
  }

  function draw() {
    drawShapes();
    drawMarks();
    drawNames();
  }

  map.on("zoomend", function () {
    drawShapes();
    drawMarks();
  });
  map.on("moveend resize", drawNames); // told after each zoom too
  document.addEventListener("qq:filter", function (event) {
    const detail = /** @type {CustomEvent} */ (event).detail;
    chosen = detail.ids ? new Set(detail.ids) : null;
    within = detail.places ? new Set(detail.places) : null;
    map.closePopup();
    document.querySelectorAll(".qq-place").forEach(function (found) {
      const section = /** @type {HTMLElement} */ (found);
      let shown = 0;
      section.querySelectorAll("li").forEach(function (row) {
        row.hidden = !left(row, section.dataset.place || "");
        if (!row.hidden) shown += 1;
      });
      section.hidden = shown === 0;
    });
    draw();
  });
  draw();
})();
