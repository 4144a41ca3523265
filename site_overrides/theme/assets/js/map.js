/**
 * Starts folium's map in place of the still picture, and fills the shapes of what the list shows.
 *
 * `window.qqMap` is what the other parts of the map share. `qq:list` (told by map-list.js) asks
 * for a new drawing; nothing here says anything: words are set by the other parts, as text.
 */
(function () {
  "use strict";

  /**
   * @typedef {[string, string, number, number, string, string]} Place
   *   id, name, latitude, longitude, precision, region id or ""
   * @typedef {[string[], number, number, string, string]} Name
   *   lines, latitude, longitude, kind, outline's id
   * @typedef {{language: string, places: Place[], levels: Object<string, number[][]>,
   *   names: Name[], labels: Object<string, any>}} Data
   * @typedef {{L: any, map: any, live: HTMLElement, data: Data, regions: any,
   *   shapes: Object<string, any>, halos: Object<string, any>,
   *   counted: (forms: Object<string, string>, n: number) => string,
   *   make: (tag: string, className: string, text?: string) => HTMLElement,
   *   rows: (index: number) => HTMLElement[], bubbles: () => HTMLElement[],
   *   hour: () => string, lights: () => {name: string, drawing: Element}[],
   *   national: (hour: string) => {shade: string, word: string}}} Shared
   */

  const page = /** @type {any} */ (window);
  const frame = document.querySelector(".qq-map");
  if (!frame || !page.L || !page.qqMapBase || !page.qqMapPlaces) return;

  /** @type {Data} */
  const data = page.qqMapData;
  const words = data.labels;
  const plural = new Intl.PluralRules(data.language);
  const still = /** @type {HTMLElement} */ (frame.querySelector(".qq-map-still"));
  const live = /** @type {HTMLElement} */ (frame.querySelector(".qq-map-live"));
  const hint = /** @type {HTMLElement | null} */ (frame.querySelector(".qq-map-hint"));

  still.hidden = true;
  live.hidden = false;
  const made = page.qqMapBase();
  const map = made.map;
  const drawn = page.qqMapPlaces(map);

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

  /** @type {Shared} */
  const shared = {
    L: page.L, map: map, live: live, data: data, regions: made.regions,
    shapes: drawn.places, halos: drawn.halos, make: make,
    counted: function (forms, n) {
      return (forms[plural.select(n)] || forms.other).replace("{n}", String(n));
    },
    rows: function () { return []; },
    bubbles: function () { return []; },
    hour: function () { return ""; },
    lights: function () { return []; },
    national: function () { return { shade: "unmeasured", word: "" }; },
  };
  page.qqMap = shared;

  const titles = { zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut };
  page.L.control.zoom({ position: "bottomright", ...titles }).addTo(map);
  const whole = make("button", "qq-whole", "⤢");
  whole.setAttribute("type", "button");
  whole.setAttribute("aria-label", words.whole);
  whole.title = words.whole;
  whole.addEventListener("click", function () { map.fitBounds(made.bounds); });
  const corner = live.querySelector(".leaflet-control-zoom");
  if (corner) corner.append(whole);

  live.setAttribute("role", "region");
  live.setAttribute("aria-label", words.name);
  live.querySelectorAll(".leaflet-overlay-pane svg").forEach(function (drawing) {
    drawing.setAttribute("aria-hidden", "true");
  });
  if (hint) hint.hidden = map.dragging.enabled();

  /** Shows a place's shape only while the list has a record of it. */
  function drawShapes() {
    /** @type {Object<string, boolean>} */
    const filled = {};
    data.places.forEach(function (place, index) {
      const shown = shared.rows(index).length > 0;
      if (shown && place[5] && place[4] !== "country") filled[place[5]] = true;
      const shape = shared.shapes[place[0]];
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

  map.on("zoomend", drawShapes);
  document.addEventListener("qq:list", drawShapes);

  /** The whole country again when the screen turns, unless the reader has looked closer. */
  let opening = map.getZoom();
  map.on("resize", function () {
    if (Math.abs(map.getZoom() - opening) > 0.01) return;
    map.fitBounds(made.bounds, { animate: false });
    opening = map.getZoom();
  });
})();
