/** Names of units on the map, the weightiest first; none lies over another or over a symbol. */

import { data, html } from "./data.js";

/* global L */
const COMMUNES_FROM = 11;
const HEIGHT = 20;
const SYMBOL = 34;
// Pixels that a letter takes at most, by what the name is of.
const LETTER = { area: 11, neighbour: 8, commune: 7.5 };
// The chosen area's own name may stand a little above or below its middle.
const MOVES = { area: [0, -32, 32, -64, 64, -96, 96] };
const layer = L.layerGroup();

/** Draw the names anew; `symbols` are the middles of what stands on the map, in pixels of its zoom. */
export function drawNames(map, symbols) {
  layer.clearLayers().addTo(map);
  const taken = symbols.map(({ x, y }) => ({ x, y, width: SYMBOL, height: SYMBOL }));
  for (const name of data.ground.names) {
    if (name.part === "commune" && map.getZoom() < COMMUNES_FROM) continue;
    const free = boxesOf(map, name).find((box) => !taken.some((other) => touch(box, other)));
    if (!free) continue;
    taken.push(free);
    layer.addLayer(markerOf(map.unproject([free.x, free.y]), name));
  }
}

function boxesOf(map, { at, words, part }) {
  const { x, y } = map.project([at[1], at[0]]);
  const width = words.length * LETTER[part];
  return (MOVES[part] ?? [0]).map((move) => ({ x, y: y + move, width, height: HEIGHT }));
}

const touch = (one, other) =>
  Math.abs(one.x - other.x) < (one.width + other.width) / 2 && Math.abs(one.y - other.y) < (one.height + other.height) / 2;

function markerOf(place, { words, part }) {
  const icon = L.divIcon({ html: html("span", {}, words), className: `name ${part}`, iconSize: [0, 0] });
  return L.marker(place, { icon, interactive: false, keyboard: false, zIndexOffset: -10000 });
}
