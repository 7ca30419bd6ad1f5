/** The map: land, units, projects' lines and sites, symbols and clusters of symbols. */

import { onChange, shown } from "./choice.js";
import { data, html, say, symbol } from "./data.js";
import { drawNames } from "./names.js";

/* global L, map_projects */
const map = map_projects;
const SIZE = 34;
const DASHES = { dashed: "5 4", dotted: "1 3", solid: null };
const shapes = L.layerGroup();
const symbols = L.layerGroup();
let tell = () => {};

/** Call back with a project whose symbol was pressed. */
export function onPress(listener) {
  tell = listener;
}

export function drawMap() {
  map.getContainer().style.background = data.ground.water;
  const renderer = L.svg({ padding: 1 });
  for (const { features, style } of data.ground.layers) L.geoJSON(features, { style, interactive: false, renderer }).addTo(map);
  shapes.addTo(map);
  symbols.addTo(map);
  const [west, south, east, north] = data.bounds;
  map.fitBounds([
    [south, west],
    [north, east],
  ]);
  map.on("zoomend", draw);
  onChange(draw);
  draw();
}

/** Bring a project into view. */
export function show(one) {
  if (one.at) map.setView([one.at[1], one.at[0]], Math.max(map.getZoom(), 13));
}

function draw() {
  shapes.clearLayers();
  symbols.clearLayers();
  const placed = shown().filter((one) => one.at);
  for (const one of placed) if (one.shape) shapes.addLayer(L.geoJSON(one.shape, { style: styleOf(one) }).on("click", () => tell(one)));
  const groups = groupsOf(placed);
  for (const group of groups) symbols.addLayer(markerOf(group));
  drawNames(map, groups.map(({ at }) => at));
}

function styleOf(one) {
  const { fill, ink, edge, edge_line: line, area, opacity } = data.classes[one.class];
  if (one.shape.type.endsWith("LineString")) return { color: fill === "#FFFFFF" ? ink : fill, weight: 5 };
  return {
    color: edge,
    weight: 2,
    dashArray: one.schematic ? "7 4" : DASHES[line],
    fillColor: area === "none" ? "#FFFFFF" : fill,
    fillOpacity: area === "none" ? 0.5 : opacity,
  };
}

/** Merge projects whose symbols would touch. */
function groupsOf(placed) {
  const groups = [];
  for (const one of placed) {
    const at = map.project([one.at[1], one.at[0]]);
    const near = groups.find((group) => group.at.distanceTo(at) < SIZE);
    if (near) near.members.push(one);
    else groups.push({ at, members: [one] });
  }
  return groups;
}

function markerOf({ at, members }) {
  const [first] = members;
  const alone = members.length === 1;
  const late = members.filter((one) => one.late).length;
  const inner = alone ? symbol(first.class, first.glyph) : html("span", { class: "cluster" }, String(members.length));
  if (late && !alone) inner.style.setProperty("--late", `${(100 * late) / members.length}%`);
  const icon = L.divIcon({ html: inner, className: "place", iconSize: [SIZE, SIZE] });
  const title = alone ? `${first.name}, ${first.status}` : say("cluster", { count: members.length, late });
  return L.marker(alone ? [first.at[1], first.at[0]] : map.unproject(at), { icon, title, alt: title }).on("click", () =>
    alone ? tell(first) : open(members),
  );
}

function open(members) {
  const box = L.latLngBounds(members.map((one) => [one.at[1], one.at[0]]));
  if (map.getZoom() >= map.getMaxZoom() || box.getNorthEast().equals(box.getSouthWest())) tell(members[0]);
  else map.fitBounds(box.pad(0.3));
}
