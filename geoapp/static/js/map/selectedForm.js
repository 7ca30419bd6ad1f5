/** The selected project's line or area and the circle of its accuracy, drawn under its symbol. */

import { SINGLE_RADIUS } from "./cluster.js";
import { svg } from "./dom.js";
import { latOf, layerPoint, metresPerPixel, unitPoint, worldSize } from "./mercator.js";
import { lineScale } from "./shapeLayer.js";

/** Pixels under which tiles leave a line or an area out. */
const LEAST_FORM = 8;

/** A dashed circle of the metres within which the place is known. */
export function accuracyCircle(map, { p, at }, place) {
  const r = p.accuracy_m / metresPerPixel(latOf(at.y), map.getZoom());
  if (!p.accuracy_m || r < SINGLE_RADIUS) return [];
  return [svg("circle", { class: "map-accuracy", cx: place.x, cy: place.y, r: r.toFixed(1) })];
}

/** A white gap in an ink ring around the line or area, which the canvas above fills in. */
export function formRing(map, { geometry, bbox }) {
  if (!geometry || /Point/.test(geometry.type) || sizeOf(map, bbox) < LEAST_FORM) return [];
  const d = pathOf(map, geometry);
  const width = (/Polygon/.test(geometry.type) ? 6 : 12.5) * lineScale();
  return [
    svg("path", { class: "map-form", d, "stroke-width": width + 4 }),
    svg("path", { class: "map-form-gap", d, "stroke-width": width }),
  ];
}

/** The longer side of a bbox in pixels. */
function sizeOf(map, [west, south, east, north]) {
  const [a, b] = [unitPoint([west, north]), unitPoint([east, south])];
  return Math.max(b.x - a.x, b.y - a.y) * worldSize(map.getZoom());
}

function pathOf(map, { type, coordinates }) {
  const part = (line, end) =>
    `M${line
      .map((position) => {
        const { x, y } = layerPoint(map, unitPoint(position));
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("L")}${end}`;
  if (type === "LineString") return part(coordinates, "");
  if (type === "MultiLineString") return coordinates.map((line) => part(line, "")).join("");
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons
    .flat()
    .map((ring) => part(ring, "Z"))
    .join("");
}
