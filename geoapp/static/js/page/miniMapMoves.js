/** A geometry before and after on a small map: before dashed and hollow, after solid, an arrow between. */

import { outline, toPixel } from "./miniMapFrame.js";
import { element } from "./svg.js";

const OLD = { stroke: "#5F6C77", "stroke-dasharray": "5 4", "stroke-width": 2.2 };
const NEW = { stroke: "#14344C", "stroke-width": 2.6 };
const HALO = { stroke: "#fff", "stroke-width": 6, fill: "none" };
const RADIUS = 7;
const LEAST_ARROW = 2.5 * RADIUS;

function middleOf(geometry, frame) {
  const flat = geometry.coordinates.flat(Infinity);
  const pairs = flat.filter((_, i) => i % 2 === 0).map((lon, i) => [lon, flat[2 * i + 1]]);
  const sum = pairs.reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return toPixel([sum[0] / pairs.length, sum[1] / pairs.length], frame);
}

function drawForm(svg, frame, { geometry, properties }) {
  const isNew = properties.role === "new";
  const line = isNew ? NEW : OLD;
  const closed = geometry.type.includes("Polygon");
  const fill = isNew && closed ? { fill: "#14344C", "fill-opacity": 0.18 } : { fill: "none" };
  const d = outline(geometry, frame);
  if (d) {
    svg.append(element("path", { d, ...HALO }), element("path", { d, ...line, ...fill }));
    return;
  }
  const [cx, cy] = middleOf(geometry, frame);
  const dot = { cx, cy, r: RADIUS };
  svg.append(
    element("circle", { ...dot, ...HALO }),
    element("circle", { ...dot, ...line, fill: isNew ? "#14344C" : "#fff" }),
  );
}

function drawArrow(svg, [x0, y0], [x1, y1]) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < LEAST_ARROW) return;
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [tipX, tipY] = [x1 - ux * (RADIUS + 3), y1 - uy * (RADIUS + 3)];
  const head = `M${tipX - 8 * ux + 4 * uy} ${tipY - 8 * uy - 4 * ux}L${tipX} ${tipY}L${tipX - 8 * ux - 4 * uy} ${tipY - 8 * uy + 4 * ux}`;
  const d = `M${x0 + ux * (RADIUS + 2)} ${y0 + uy * (RADIUS + 2)}L${tipX} ${tipY}${head}`;
  svg.append(
    element("path", { d, ...HALO, "stroke-width": 5 }),
    element("path", { d, fill: "none", stroke: "#17232E", "stroke-width": 1.8 }),
  );
}

/** Draw pairs of features whose `role` is old or new, matched by code. */
export function drawMoves(svg, frame, features) {
  const byRole = (role) => features.filter((one) => one.properties.role === role);
  for (const one of [...byRole("old"), ...byRole("new")]) drawForm(svg, frame, one);
  for (const from of byRole("old")) {
    const to = byRole("new").find((one) => one.properties.code === from.properties.code);
    if (to) drawArrow(svg, middleOf(from.geometry, frame), middleOf(to.geometry, frame));
  }
}
