/** Where the map looks: fitted to what the filter leaves, flown to a project, clear of the panels. */

import { config } from "../page/config.js";
import { reducedMotion } from "./mapShell.js";

const EDGE = 28;
const CLOSEST_FIT = 14;
const FLIGHT_S = 0.9;

/** Pixels of the map that panels cover: above the theme switch, below a card docked on a phone. */
export function coveredSides(map) {
  const box = map.getContainer().getBoundingClientRect();
  const sides = { left: 0, top: 0, right: 0, bottom: 0 };
  const above = document.getElementById("theme-switch")?.getBoundingClientRect();
  if (above?.height) sides.top = Math.max(0, Math.min(above.bottom - box.top, 90));
  const card = document.getElementById("card");
  if (card && !card.hidden && getComputedStyle(card).position === "fixed") {
    sides.bottom = Math.max(0, Math.min(box.bottom - card.getBoundingClientRect().top, 0.7 * box.height));
  }
  return sides;
}

const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/** Show a bbox west,south,east,north as large as it fits between the panels. */
export function showBox(map, bbox, { animate = true, closest = CLOSEST_FIT } = {}) {
  const sides = coveredSides(map);
  map.fitBounds(boundsOf(bbox), {
    paddingTopLeft: [sides.left + EDGE, sides.top + EDGE],
    paddingBottomRight: [sides.right + EDGE, sides.bottom + EDGE],
    maxZoom: closest,
    animate: animate && !reducedMotion(),
  });
}

export const showHome = (map, { animate = false } = {}) => showBox(map, config.home, { animate });

/** Zoom at which a place known to `accuracy` metres and a box are both seen whole. */
function closeZoom(map, bbox, accuracy) {
  const careful = accuracy > 3000 ? 11.5 : accuracy > 1000 ? 12.5 : 13.5;
  const sides = coveredSides(map);
  const padding = L.point(sides.left + sides.right + 4 * EDGE, sides.top + sides.bottom + 4 * EDGE);
  return Math.min(careful, map.getBoundsZoom(boundsOf(bbox), false, padding));
}

/**
 * Fly to a project so that it lies where neither panels nor its card hide it.
 * @param {{bbox: number[], accuracy: number}} target
 * @param {{low: boolean, jump: boolean}} how low: leave room above for the card
 */
export function flyTo(map, { bbox, accuracy }, { low, jump }) {
  const zoom = closeZoom(map, bbox, accuracy ?? 0);
  const target = map.project(boundsOf(bbox).getCenter(), zoom);
  const center = map.unproject(target.subtract(lookedAtOffset(map, low)), zoom);
  if (jump || reducedMotion() || !map._loaded) map.setView(center, zoom, { animate: false });
  else map.flyTo(center, zoom, { duration: FLIGHT_S });
}

/** From the map's middle to the middle of what the panels leave free. */
function lookedAtOffset(map, low) {
  const sides = coveredSides(map);
  const free = map.getSize().y - sides.top - sides.bottom;
  return L.point((sides.left - sides.right) / 2, (sides.top - sides.bottom) / 2 + (low ? 0.18 * free : 0));
}

/** Move just enough that a unit place is well inside what is seen. */
export function bringIntoView(map, latlng) {
  const sides = coveredSides(map);
  map.panInside(latlng, {
    paddingTopLeft: [sides.left + 60, sides.top + 60],
    paddingBottomRight: [sides.right + 60, sides.bottom + 60],
    animate: !reducedMotion(),
  });
}
