// On a narrow screen, begins the band of days where the dark begins, not where January does.
"use strict";

for (const scroller of document.querySelectorAll("[data-start]")) {
  const start = Number(scroller.getAttribute("data-start"));
  if (scroller.scrollWidth > scroller.clientWidth && start > 0 && start < 1) {
    scroller.scrollLeft = scroller.scrollWidth * start;
  }
}
