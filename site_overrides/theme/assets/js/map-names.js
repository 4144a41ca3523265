/**
 * Writes names on the map: each whole, none over another, a bubble or a control.
 *
 * A town's name stands round its bubble, where it crosses the fewest borders; a region's lies
 * wholly inside the part of the region that is in sight, or is left out.
 */
(function () {
  "use strict";

  const shared = /** @type {any} */ (window).qqMap;
  if (!shared) return;

  /**
   * @typedef {{x: number, y: number}} At  pixels of the map's frame
   * @typedef {{left: number, top: number, right: number, bottom: number}} Box
   * @typedef {{text: HTMLElement, wide: number, high: number}} Measured
   */

  const GAP = 3; // pixels between two names
  const COLUMNS = 20, ROWS = 12; // of the points tried in a region
  const CLOSE = 9; // from this zoom on single buildings and spots have names
  const L = shared.L, map = shared.map, data = shared.data;
  const live = /** @type {HTMLElement} */ (shared.live);
  const names = L.layerGroup().addTo(map);
  /** @type {Box[]} */
  let taken = [];

  /**
   * @param {string[]} lines
   * @param {string} kind
   */
  function written(lines, kind) {
    const text = shared.make("span", "qq-name qq-name-" + kind);
    lines.forEach(function (line) { text.append(shared.make("span", "", line)); });
    return text;
  }

  /**
   * How much room each text takes, read in one go.
   * @param {HTMLElement[]} texts
   * @returns {Measured[]}
   */
  function measured(texts) {
    const bench = shared.make("div", "qq-bench");
    bench.append.apply(bench, texts);
    live.append(bench);
    const found = texts.map(function (text) {
      return { text: text, wide: text.offsetWidth, high: text.offsetHeight };
    });
    bench.remove();
    return found;
  }

  /**
   * @param {At} at
   * @param {Measured} name
   * @returns {Box}
   */
  function boxed(at, name) {
    return {
      left: at.x - name.wide / 2, right: at.x + name.wide / 2,
      top: at.y - name.high / 2, bottom: at.y + name.high / 2,
    };
  }

  /** @param {Box} box */
  function free(box) {
    const size = map.getSize();
    const outside = box.left < 1 || box.top < 1 ||
      box.right > size.x - 1 || box.bottom > size.y - 1;
    return !outside && !taken.some(function (other) {
      return box.left < other.right + GAP && other.left < box.right + GAP &&
        box.top < other.bottom + GAP && other.top < box.bottom + GAP;
    });
  }

  /** @type {{id: string, path: any}[]} */
  let paths = [];

  /**
   * @param {any} path
   * @param {At} at
   */
  function holds(path, at) {
    const point = path.ownerSVGElement.createSVGPoint();
    const layer = map.containerPointToLayerPoint([at.x, at.y]);
    point.x = layer.x;
    point.y = layer.y;
    return path.isPointInFill(point);
  }

  /** @param {Box} box */
  function corners(box) {
    const middle = (box.left + box.right) / 2;
    return [box.left, middle, box.right].flatMap(function (x) {
      return [{ x: x, y: box.top }, { x: x, y: box.bottom }];
    });
  }

  /**
   * In how many regions, or outside them, a name would lie.
   * @param {Box} box
   */
  function crossed(box) {
    return new Set(corners(box).map(function (at) {
      const home = paths.find(function (one) { return holds(one.path, at); });
      return home ? home.id : "";
    })).size;
  }

  /**
   * @param {Measured} name
   * @param {At} at
   */
  function put(name, at) {
    taken.push(boxed(at, name));
    const icon = L.divIcon({ html: name.text, className: "qq-label", iconSize: [0, 0] });
    const where = map.containerPointToLatLng([at.x, at.y]);
    names.addLayer(L.marker(where, { icon: icon, interactive: false, keyboard: false }));
  }

  /**
   * Where a name may stand: below, above and on both sides of a mark.
   * @param {Measured} name
   * @param {Box} mark
   * @returns {At[]}
   */
  function round(name, mark) {
    const x = (mark.left + mark.right) / 2, y = (mark.top + mark.bottom) / 2;
    const down = (mark.bottom - mark.top + name.high) / 2 + GAP + 1;
    const aside = (mark.right - mark.left + name.wide) / 2 + GAP + 2;
    return [
      { x: x, y: y + down }, { x: x, y: y - down }, { x: x + aside, y: y }, { x: x - aside, y: y },
    ];
  }

  /**
   * Puts a town's name at its bubble.
   * @param {Measured} name
   * @param {Box} mark
   */
  function putAround(name, mark) {
    const open = round(name, mark).filter(function (at) { return free(boxed(at, name)); });
    const ranked = open.map(function (at) { return { at: at, cost: crossed(boxed(at, name)) }; });
    ranked.sort(function (one, other) { return one.cost - other.cost; });
    if (ranked.length) put(name, ranked[0].at);
  }

  /**
   * The points of a region in sight, the middle first.
   * @param {any} path
   * @returns {At[]}
   */
  function points(path) {
    const size = map.getSize(), box = path.getBBox();
    const start = map.layerPointToContainerPoint([box.x, box.y]);
    const left = Math.max(start.x, 0), right = Math.min(start.x + box.width, size.x);
    const top = Math.max(start.y, 0), bottom = Math.min(start.y + box.height, size.y);
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    /** @type {At[]} */
    const found = [];
    for (let row = 1; row < ROWS; row += 1) {
      for (let column = 1; column < COLUMNS; column += 1) {
        const x = left + (right - left) * column / COLUMNS;
        found.push({ x: x, y: top + (bottom - top) * row / ROWS });
      }
    }
    /** @param {At} at */
    function off(at) { return Math.abs(at.x - middle.x) + 2 * Math.abs(at.y - middle.y); }
    return found.sort(function (one, other) { return off(one) - off(other); });
  }

  /**
   * Puts a region's name where it lies wholly inside; tells whether there was room.
   * @param {Measured} name
   * @param {any} path
   * @param {At[]} spots
   */
  function putInside(name, path, spots) {
    if (name.wide > path.getBBox().width) return false;
    const at = spots.find(function (one) {
      const box = boxed(one, name);
      return free(box) && holds(path, one) &&
        corners(box).every(function (corner) { return holds(path, corner); });
    });
    if (at) put(name, at);
    return Boolean(at);
  }

  /**
   * The room that elements take, in pixels of the map's frame.
   * @param {Element[]} elements
   * @returns {Box[]}
   */
  function placed(elements) {
    const frame = live.getBoundingClientRect();
    const left = frame.left + live.clientLeft, top = frame.top + live.clientTop;
    return elements.map(function (element) {
      const box = element.getBoundingClientRect();
      return {
        left: box.left - left, right: box.right - left,
        top: box.top - top, bottom: box.bottom - top,
      };
    });
  }

  /** @returns {Map<string, Box>} region's id → its square on the map */
  function marked() {
    /** @type {HTMLElement[]} */
    const squares = shared.bubbles().filter(function (/** @type {HTMLElement} */ bubble) {
      return bubble.classList.contains("qq-region");
    });
    const homes = new Map(data.places.map(function (/** @type {string[]} */ place) {
      return [place[0], place[5]];
    }));
    const boxes = placed(squares);
    return new Map(squares.map(function (square, at) {
      return [homes.get(square.dataset.place || "") || "", boxes[at]];
    }));
  }

  /** @returns {{name: string, box: Box}[]} the discs of light, which have names of their own */
  function lit() {
    /** @type {{name: string, drawing: Element}[]} */
    const lights = shared.lights();
    const boxes = placed(lights.map(function (light) { return light.drawing; }));
    return lights.map(function (light, at) { return { name: light.name, box: boxes[at] }; });
  }

  /**
   * @param {Box} outer
   * @param {Box} inner
   */
  function covers(outer, inner) {
    const x = (inner.left + inner.right) / 2, y = (inner.top + inner.bottom) / 2;
    return outer.left < x && x < outer.right && outer.top < y && y < outer.bottom;
  }

  function drawTowns() {
    /** @type {HTMLElement[]} */
    const marks = shared.bubbles().filter(function (/** @type {HTMLElement} */ bubble) {
      return !bubble.classList.contains("qq-region") &&
        (bubble.classList.contains("qq-city") || map.getZoom() >= CLOSE);
    });
    const named = new Map(data.places.map(function (/** @type {string[]} */ place) {
      return [place[0], place[1]];
    }));
    const boxes = placed(marks);
    const towns = marks.map(function (bubble, at) {
      return { name: named.get(bubble.dataset.place || "") || "", box: boxes[at] };
    });
    lit().forEach(function (light) {
      const inside = towns.find(function (town) { return covers(light.box, town.box); });
      if (inside) inside.box = light.box;
      else towns.push(light);
    });
    const texts = measured(towns.map(function (town) { return written([town.name], "place"); }));
    towns.forEach(function (town, at) { putAround(texts[at], town.box); });
  }

  function drawLands() {
    /** @type {any[]} */
    const lands = data.names;
    const forms = lands.map(function (name) { return written(name[0], name[3]); });
    const lines = lands.map(function (name) {
      return written([name[0].join(" ").replace("- ", "-")], name[3]);
    });
    const split = measured(forms), whole = measured(lines), squares = marked();
    lands.forEach(function (name, number) {
      const region = paths.find(function (one) { return one.id === name[4]; });
      if (region) {
        const mark = squares.get(region.id);
        const spots = points(region.path);
        [whole[number], split[number]].some(function (text) {
          return mark && putInside(text, region.path, round(text, mark));
        }) || [whole[number], split[number]].some(function (text) {
          return putInside(text, region.path, spots);
        });
        return;
      }
      const at = map.latLngToContainerPoint([name[1], name[2]]);
      const box = boxed(at, split[number]);
      const outside = corners(box).every(function (corner) {
        return !paths.some(function (one) { return holds(one.path, corner); });
      });
      if (outside && free(box)) put(split[number], at);
    });
  }

  function draw() {
    names.clearLayers();
    paths = [];
    shared.regions.eachLayer(function (/** @type {any} */ region) {
      const path = region.getElement();
      if (path) paths.push({ id: region.feature.id, path: path });
    });
    taken = placed(Array.from(live.querySelectorAll(".qq-bubble, .leaflet-control")))
      .concat(lit().map(function (light) { return light.box; }));
    drawTowns();
    drawLands();
  }

  document.addEventListener("qq:bubbles", draw);
  document.addEventListener("qq:light", draw);
  map.on("moveend resize", draw); // told after each zoom too
})();
