/** Where the map looks: fitted to what the filter leaves, flown to a project, clear of the panels. */

import { config } from "../page/config.js";
import { WIDEST_WITH_FRAMES } from "./insetFrames.js";
import { reducedMotion } from "./mapShell.js";

const EDGE = 28;
/** With fewer pixels than that a province is a blot. */
const LEAST_ROOM = 150;
const CLOSEST_FIT = 14;
const FLIGHT_S = 0.9;
/** A symbol is flown to so far below the middle that its card fits above it. */
const LOWER = 0.23;
/** Where so large a share lies in one province, and all of it would be seen so much smaller… */
const MAIN_SHARE = 0.75;
const MUCH_SMALLER = 1;

/** Pixels of the map's sides that are always covered: above the theme switch, below the months or a card docked on a phone. */
function coveredSides(map) {
  const box = map.getContainer().getBoundingClientRect();
  const sides = { left: 0, top: 0, right: 0, bottom: 0 };
  const above = document.getElementById("theme-switch")?.getBoundingClientRect();
  if (above?.height) sides.top = Math.max(0, Math.min(above.bottom - box.top, 90));
  const months = document.getElementById("months")?.getBoundingClientRect();
  if (months?.height) sides.bottom = Math.max(0, box.bottom - months.top);
  const card = document.getElementById("card");
  if (card && !card.hidden && getComputedStyle(card).position === "fixed") {
    sides.bottom = Math.max(sides.bottom, Math.min(box.bottom - card.getBoundingClientRect().top, 0.7 * box.height));
  }
  return sides;
}

/** Ways to keep clear of a box in a corner: beside it, or above or below it. */
function waysAround(map, selector, [across, along]) {
  const box = map.getContainer().getBoundingClientRect();
  const over = document.querySelector(selector)?.getBoundingClientRect();
  if (!over?.width || over.width > box.width / 2) return [{}];
  const depth = {
    left: over.right - box.left,
    right: box.right - over.left,
    top: over.bottom - box.top,
    bottom: box.bottom - over.top,
  };
  return [{ [across]: depth[across] }, { [along]: depth[along] }];
}

/** Frames of far islands are there only while the view is wide. */
const framesAround = (map, bounds) =>
  map.getBoundsZoom(bounds) > WIDEST_WITH_FRAMES + 1 ? [{}] : waysAround(map, ".map-inset", ["right", "bottom"]);

/** The sides to leave free so that a box is seen largest: {paddingTopLeft, paddingBottomRight, zoom}. */
function bestPadding(map, bounds) {
  const sides = coveredSides(map);
  const legend = waysAround(map, "#legend", ["left", "top"]);
  const tools = waysAround(map, ".leaflet-top.leaflet-right", ["right", "top"]);
  const clear = product(legend, framesAround(map, bounds), tools).map((three) => padding(map, bounds, [sides, ...three], EDGE));
  // On a small map there may be no room beside all that floats: then less is kept clear of.
  const ways = [clear, [padding(map, bounds, [sides], EDGE)], [padding(map, bounds, [], 0)]];
  const roomy = ways.map((some) => some.filter(({ room }) => Math.min(room.x, room.y) >= LEAST_ROOM));
  const open = roomy.find((some) => some.length) ?? ways.at(-1);
  return open.reduce((best, way) => (way.zoom > best.zoom ? way : best));
}

const product = (...lists) => lists.reduce((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);

/** One way to show a box clear of what covers the sides, and the pixels it leaves. */
function padding(map, bounds, covered, edge) {
  const side = (name) => Math.max(0, ...covered.map((sides) => sides[name] ?? 0)) + edge;
  const paddingTopLeft = L.point(side("left"), side("top"));
  const paddingBottomRight = L.point(side("right"), side("bottom"));
  const both = paddingTopLeft.add(paddingBottomRight);
  const zoom = map.getBoundsZoom(bounds, false, both);
  return { paddingTopLeft, paddingBottomRight, zoom, room: map.getSize().subtract(both) };
}

export const boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/** The view that shows a bbox as large as it fits between the boxes that float over the map. */
export function viewOf(map, bbox, closest = CLOSEST_FIT) {
  const bounds = boundsOf(bbox);
  const { paddingTopLeft, paddingBottomRight } = bestPadding(map, bounds);
  return map._getBoundsCenterZoom(bounds, { paddingTopLeft, paddingBottomRight, maxZoom: closest });
}

/** Show a bbox west,south,east,north. */
export function showBox(map, bbox, { animate = true, closest } = {}) {
  const { center, zoom } = viewOf(map, bbox, closest);
  map.setView(center, zoom, { animate: animate && !reducedMotion() });
}

export const showHome = (map, { animate = false } = {}) =>
  showBox(map, mainBox(map, config.home, config.places), { animate });

/**
 * …that province is shown in the place of everything: two provinces far apart leave a picture of the land between.
 * @param {number[]} all the box of everything
 * @param {import('./elsewhere.js').Share[]} places the province with most projects first
 */
export function mainBox(map, all, places) {
  const [main] = places;
  const total = places.reduce((sum, { projects }) => sum + projects, 0);
  if (!main?.name || main.projects < MAIN_SHARE * total) return all;
  return viewOf(map, main.bbox).zoom - viewOf(map, all).zoom < MUCH_SMALLER ? all : main.bbox;
}

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
  return L.point((sides.left - sides.right) / 2, (sides.top - sides.bottom) / 2 + (low ? LOWER * free : 0));
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
