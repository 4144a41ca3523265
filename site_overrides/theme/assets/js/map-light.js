/**
 * The blackout by region: fills every area by its connection in the chosen hour, and says by
 * whose claim.
 *
 * `qq:time` (detail.hour: an hour as `2022-01-05T17`, or "") is obeyed, and `qq:light` told when
 * the map is filled. A claim about the whole country is drawn as one: the borders inside it fade.
 * `window.qqMapLight` was worked out when the site was built, by the rule that shades the timeline.
 */
(function () {
  "use strict";

  const shared = /** @type {any} */ (window).qqMap;
  const light = /** @type {any} */ (window).qqMapLight;
  const found = document.querySelector(".qq-light");
  if (!shared || !light || !found) return;

  /**
   * @typedef {{hours: number, shade: string, told: number}} Run
   * @typedef {{id: string, name: string, precision: string, outline: string, runs: Run[]}} Area
   */

  const DAY = 86400000;
  const UNMEASURED = "unmeasured";
  const box = /** @type {HTMLElement} */ (found);
  const list = /** @type {HTMLElement} */ (box.querySelector(".qq-light__told"));
  const words = light.words;
  /** @type {Area[]} */
  const areas = light.areas.map(function (/** @type {any[]} */ area) {
    const runs = light.series[area[4]].map(function (/** @type {number[]} */ run) {
      return { hours: run[0], shade: light.shades[run[1]], told: run[2] };
    });
    return { id: area[0], name: area[1], precision: area[2], outline: area[3], runs: runs };
  });

  /**
   * How an area was in an hour; the `told` of what nobody told is -1.
   * @param {Area} area
   * @param {string} hour
   * @returns {Run}
   */
  function at(area, hour) {
    let left = (Date.parse(hour.slice(0, 10)) - Date.parse(light.start)) / DAY * 24 +
      Number(hour.slice(11));
    const run = left < 0 ? undefined : area.runs.find(function (one) {
      left -= one.hours;
      return left < 0;
    });
    return run || { hours: 0, shade: UNMEASURED, told: -1 };
  }

  /**
   * @param {Element | undefined} drawing
   * @param {Run | null} run
   */
  function fill(drawing, run) {
    if (!drawing) return;
    if (run) {
      drawing.setAttribute("fill", "url(#qq-light-" + run.shade + ")");
      drawing.setAttribute("data-light", run.shade);
      drawing.classList.toggle("qq-national", run.told < 0 || light.told[run.told][3]);
    } else {
      drawing.removeAttribute("data-light");
      drawing.classList.remove("qq-national");
    }
  }

  /** @param {string} hour */
  function draw(hour) {
    const byOutline = new Map(areas.map(function (area) { return [area.outline, area]; }));
    shared.regions.eachLayer(function (/** @type {any} */ region) {
      const area = byOutline.get(region.feature.id);
      const unknown = { hours: 0, shade: UNMEASURED, told: -1 };
      fill(region.getElement(), hour ? (area ? at(area, hour) : unknown) : null);
    });
    areas.forEach(function (area) {
      const halo = shared.halos[area.id];
      if (halo) fill(halo.getElement(), hour ? at(area, hour) : null);
    });
    shared.live.classList.toggle("qq-lighted", Boolean(hour));
  }

  /** @param {string} shade */
  function sign(shade) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const rect = document.createElementNS(space, "rect");
    [picture, rect].forEach(function (element) {
      element.setAttribute("width", "28");
      element.setAttribute("height", "16");
    });
    picture.setAttribute("aria-hidden", "true");
    rect.setAttribute("fill", "url(#qq-light-" + shade + ")");
    picture.append(rect);
    return picture;
  }

  /**
   * One line for each claim that holds in the hour, whomever it is about.
   * @param {string} hour
   */
  function say(hour) {
    list.replaceChildren();
    /** @type {Set<number>} */
    const said = new Set();
    /** @type {string[]} */
    const silent = [];
    areas.forEach(function (area) {
      const run = at(area, hour);
      if (run.told < 0 && area.precision !== "country") silent.push(area.name);
      if (run.told < 0 || said.has(run.told)) return;
      said.add(run.told);
      const told = light.told[run.told];
      const line = shared.make("li", "");
      const source = shared.make("a", "", told[0]);
      source.setAttribute("href", told[1]);
      const text = shared.make("span", "");
      text.append(
        shared.make("strong", "", told[2] + ": " + words[run.shade]), " ", source,
        " ", shared.make("span", "qq-how", told[3] ? words.national : words.own),
      );
      line.append(sign(run.shade), text);
      list.append(line);
    });
    if (!silent.length) return;
    const rest = said.size ? words.others.replace("{places}", silent.join(", ")) : words.nothing;
    const line = shared.make("li", "");
    line.append(sign(UNMEASURED), shared.make("span", "", rest));
    list.append(line);
  }

  /**
   * The state of the whole country in an hour, for the clock.
   * @param {string} hour
   * @returns {{shade: string, word: string}}
   */
  shared.national = function (hour) {
    const country = areas.find(function (area) { return area.precision === "country"; });
    const shade = country ? at(country, hour).shade : UNMEASURED;
    return { shade: shade, word: words[shade] };
  };

  /** @returns {{name: string, drawing: Element}[]} the discs of towns while they are shown */
  shared.lights = function () {
    return areas
      .filter(function (area) { return hour && shared.halos[area.id]; })
      .map(function (area) {
        return { name: area.name, drawing: shared.halos[area.id].getElement() };
      });
  };

  let hour = "";
  document.addEventListener("qq:time", function (event) {
    hour = /** @type {CustomEvent} */ (event).detail.hour;
    draw(hour);
    box.hidden = !hour;
    if (hour) say(hour);
    document.dispatchEvent(new CustomEvent("qq:light"));
  });
  shared.map.on("zoomend", function () { draw(hour); }); // Leaflet draws a shape anew
})();
