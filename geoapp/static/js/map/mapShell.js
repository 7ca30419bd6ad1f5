/** The Folium map taken over by this client: its panes and manners. */

import { scaleChanged, symbolScale } from "./scale.js";

/** Folium's script declares this global. */
export const map = window.map_projects;

/** Steps of zoom over our own drawing, which is sharp at every zoom; pictures need whole ones. */
export const FINE_ZOOM = 0.25;

export const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** From the ground up; Leaflet's own tiles lie at 200, its popups at 700. */
const PANES = {
  ground: 190,
  areas: 300,
  overlays: 350,
  forms: 390,
  shapes: 400,
  places: 450,
  marks: 500,
  symbols: 600,
  names: 620,
  fan: 640,
  measure: 660,
};

export function prepareMap() {
  for (const [name, level] of Object.entries(PANES)) {
    map.createPane(`geoapp-${name}`).style.zIndex = String(level);
  }
  for (const name of ["ground", "areas", "forms", "shapes", "places", "marks", "names"]) {
    pane(name).style.pointerEvents = "none";
  }
  map.options.zoomSnap = FINE_ZOOM;
  map.options.zoomDelta = 1;
  map.options.wheelPxPerZoomLevel = 100;
  if (reducedMotion()) {
    Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false });
    map._zoomAnimated = false;
  }
}

/** Pixels that the scale bar may take at scale 1. */
const SCALE_BAR = 120;

/** Make the scale bar as large as everything else on this screen. */
export function fitScaleBar() {
  const bar = window.scale_map_projects;
  if (!bar) return;
  bar.options.maxWidth = SCALE_BAR * symbolScale();
  if (map._loaded) bar._update();
}

/** Tell when the map's size or the size of its symbols changed. */
export function onResize(changed) {
  new ResizeObserver(() => {
    if (!map._loaded) return;
    map.invalidateSize({ pan: false, debounceMoveend: true });
    if (scaleChanged()) changed();
  }).observe(map.getContainer());
}

export const pane = (name) => map.getPane(`geoapp-${name}`);
