/**
 * Chooses the hours the band shows: by its two ends, by dragging, by zooming.
 *
 * The form that filters the list keeps the choice, in its fields `from` and `to`; both are empty
 * while all ten days show. `qq:span` tells the band what to draw.
 */
(function () {
  "use strict";

  const HOUR = 3600000;
  const LEAST = 3; // hours that zooming in ends at
  const STILL = 5; // pixels within which a press is a click
  const band = /** @type {HTMLElement | null} */ (document.querySelector(".band[data-first]"));
  const brush = /** @type {HTMLElement | null} */ (document.querySelector(".brush"));
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.filters"));
  if (!band || !brush || !form) return;
  const fields = ["from", "to"].map(function (name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  });
  const ends = Array.from(brush.querySelectorAll("input"));
  const strip = /** @type {HTMLElement} */ (brush.querySelector(".brush__strip"));
  const picture = /** @type {SVGElement} */ (brush.querySelector(".brush__picture"));
  const off = brush.querySelectorAll(".brush__off");
  const words = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".brush__span, .filters__span"));
  const choice = /** @type {SVGElement} */ (band.querySelector(".band__choice"));
  const days = Array.from(band.querySelectorAll(".band-days > li"));
  const names = Array.from(band.querySelectorAll(".band-days__name"), function (name) {
    return (name.textContent || "").trim();
  });
  const start = Date.parse(band.dataset.first + "T00:00Z");
  const ALL = days.length * 24;
  let from = 0;
  let to = ALL;
  /** @type {[number, number] | null} what was shown when the window was taken hold of */
  let held = null;

  /** @param {number} hour */
  function percent(hour) {
    return (hour / ALL * 100).toFixed(3) + "%";
  }

  /** @param {number} hour */
  function within(hour) {
    return Math.min(Math.max(Math.round(hour), 0), ALL);
  }

  /** @param {number} hour @param {boolean} last */
  function told(hour, last) {
    const day = Math.floor((last ? hour - 1 : hour) / 24);
    return names[day] + ", " + String(hour - day * 24).padStart(2, "0") + ":00";
  }

  /** @param {number} hour */
  function written(hour) {
    return new Date(start + hour * HOUR).toISOString().slice(0, 13);
  }

  function whole() {
    return from === 0 && to === ALL;
  }

  function draw() {
    ends[0].value = String(from);
    ends[1].value = String(to);
    ends[0].setAttribute("aria-valuetext", told(from, false));
    ends[1].setAttribute("aria-valuetext", told(to, true));
    ends[0].style.zIndex = from > ALL / 2 ? "1" : ""; // the upper one can always be moved back
    off[0].setAttribute("width", percent(from));
    off[1].setAttribute("x", percent(to));
    off[1].setAttribute("width", percent(ALL - to));
    words.forEach(function (one) {
      one.textContent = told(from, false) + " – " + told(to, true);
      one.hidden = whole();
    });
    const buttons = /** @type {HTMLFormControlsCollection | NodeListOf<HTMLButtonElement>} */ (
      brush && brush.querySelectorAll("button"));
    Array.from(/** @type {NodeListOf<HTMLButtonElement>} */ (buttons)).forEach(function (button) {
      button.disabled = button.name === "in" ? to - from <= LEAST : whole();
    });
    document.dispatchEvent(new CustomEvent("qq:span", { detail: { from: from, to: to } }));
  }

  /**
   * Shows these hours, at least one of them.
   * @param {number} first
   * @param {number} last
   */
  function show(first, last) {
    from = within(Math.min(first, ALL - 1));
    to = Math.max(within(last), from + 1);
    draw();
  }

  /** Gives the choice to the form. */
  function commit() {
    const values = whole() ? ["", ""] : [written(from), written(to)];
    if (fields.every(function (field, at) { return field.value === values[at]; })) return;
    fields.forEach(function (field, at) { field.value = values[at]; });
    if (form) form.dispatchEvent(new Event("change"));
  }

  /** Takes the choice from the form, which took it from the address. */
  function read() {
    const hours = fields.map(function (field, at) {
      return field.value ? (Date.parse(field.value + ":00Z") - start) / HOUR : at * ALL;
    });
    const outside = hours[1] <= 0 || hours[0] >= ALL || hours[0] >= hours[1];
    show(outside ? 0 : hours[0], outside ? ALL : hours[1]);
  }

  // The two ends

  ends.forEach(function (end, at) {
    end.addEventListener("input", function () {
      if (at === 0) from = Math.min(Number(end.value), to - 1);
      else to = Math.max(Number(end.value), from + 1);
      draw();
    });
    end.addEventListener("change", commit);
    end.addEventListener("keydown", function (event) {
      const way = { PageUp: 1, PageDown: -1 }[event.key];
      if (!way) return;
      event.preventDefault(); // a day, not a tenth
      const hour = within(Number(end.value) + way * 24);
      show(at === 0 ? Math.min(hour, to - 1) : from, at === 1 ? Math.max(hour, from + 1) : to);
      commit();
    });
  });

  // Zoom

  brush.addEventListener("click", function (event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    const middle = (from + to) / 2;
    const length = button.name === "in" ? Math.max((to - from) / 2, LEAST) : (to - from) * 2;
    if (button.name === "all" || length >= ALL) show(0, ALL);
    else {
      const first = Math.min(Math.max(Math.round(middle - length / 2), 0), ALL - Math.round(length));
      show(first, first + Math.round(length));
    }
    commit();
    if (button.disabled) ends[0].focus({ preventScroll: true });
  });

  // Dragging

  /**
   * @param {HTMLElement} area
   * @param {(share: number) => number} hourAt
   * @param {(press: number, hour: number, done: boolean) => void} drag
   * @param {(hour: number) => void} click
   */
  function listen(area, hourAt, drag, click) {
    /** @type {{ id: number, x: number, hour: number, moved: boolean } | null} */
    let press = null;

    /** @param {PointerEvent} event */
    function at(event) {
      const box = area.getBoundingClientRect();
      return hourAt(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1));
    }

    area.addEventListener("pointerdown", function (event) {
      const own = /** @type {Element} */ (event.target).closest("a, input, button");
      event.stopPropagation(); // the strip lies within the band
      if (own || event.button !== 0 || !event.isPrimary) return;
      press = { id: event.pointerId, x: event.clientX, hour: at(event), moved: false };
    });
    area.addEventListener("pointermove", function (event) {
      if (!press || event.pointerId !== press.id) return;
      if (!press.moved && Math.abs(event.clientX - press.x) < STILL) return;
      if (!press.moved) area.setPointerCapture(press.id);
      press.moved = true;
      drag(press.hour, at(event), false);
    });
    area.addEventListener("pointerup", function (event) {
      if (!press || event.pointerId !== press.id) return;
      const done = press;
      press = null;
      if (done.moved) drag(done.hour, at(event), true);
      else click(done.hour);
    });
    area.addEventListener("pointercancel", function () {
      press = null;
      held = null;
      choice.setAttribute("width", "0");
      read();
    });
  }

  listen(band, function (share) { return from + share * (to - from); }, function (one, other, done) {
    const first = Math.min(one, other);
    const last = Math.max(one, other);
    choice.setAttribute("x", percent(first));
    choice.setAttribute("width", done ? "0" : percent(last - first));
    if (!done) return;
    show(Math.floor(first), Math.ceil(last));
    commit();
  }, function (hour) {
    const link = days[Math.min(Math.floor(hour / 24), days.length - 1)].querySelector("a");
    if (link) link.click();
  });

  listen(strip, function (share) { return share * ALL; }, function (one, other, done) {
    if (!held) held = [from, to];
    if (!(held[0] === 0 && held[1] === ALL) && one >= held[0] && one <= held[1]) {
      const by = Math.min(Math.max(Math.round(other - one), -held[0]), ALL - held[1]);
      show(held[0] + by, held[1] + by);
    } else show(Math.floor(Math.min(one, other)), Math.ceil(Math.max(one, other)));
    if (!done) return;
    held = null;
    commit();
  }, function () {});

  band.addEventListener("dragstart", function (event) { event.preventDefault(); });
  document.addEventListener("qq:filter", read);

  /**
   * Copies a row of the band into the strip, lower than it was.
   * @param {string} row
   * @param {string} place
   */
  function copy(row, place) {
    const view = band && band.querySelector(".band__plot--" + row + " > .band__view");
    if (!view) return;
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    const rows = /** @type {SVGElement} */ (view.cloneNode(true));
    rows.classList.remove("band__view");
    rows.querySelectorAll("title, .rate__rest, .rate__count, .band__about").forEach(function (one) { one.remove(); });
    group.setAttribute("transform", place);
    group.appendChild(rows);
    picture.insertBefore(group, off[0]);
  }

  copy("rate", "scale(1 0.68)");
  copy("light", "translate(0 32) scale(1 0.27)");
  brush.hidden = false;
})();
