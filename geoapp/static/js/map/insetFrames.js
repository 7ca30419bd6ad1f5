/** Small framed maps in the corners: what lies too far away to be seen with the rest. */

import { html, svg } from "./dom.js";
import { unitX, unitY } from "./mercator.js";
import { textWidth } from "./textSize.js";

const WIDTH = 88;
const LABEL_SIZE = 10;
/** Baselines on which a name is tried, from its place: right above it first. */
const DOWN = [-4, 6, 16, -11];

/** Closer than this, the frames would only hide the ground. */
export const WIDEST_WITH_FRAMES = 10;

/** Draw the frames of all visible layers anew. */
export function drawInsets(map, layers) {
  const container = map.getContainer();
  for (const old of container.querySelectorAll(".map-inset")) old.remove();
  const insets = layers.filter((layer) => layer.visible).flatMap((layer) => layer.insets ?? []);
  for (const corner of new Set(insets.map((inset) => inset.corner))) {
    const frames = insets.filter((inset) => inset.corner === corner).map(frame);
    container.append(html("div", { class: `map-inset map-inset--${corner}` }, ...frames));
  }
  showInsets(map);
}

/** Show the frames while the view is wide. */
export function showInsets(map) {
  const wide = !map._loaded || map.getZoom() <= WIDEST_WITH_FRAMES;
  for (const inset of map.getContainer().querySelectorAll(".map-inset")) inset.hidden = !wide;
}

function frame({ title, subtitle, bbox, points, labels, polygons }) {
  const [west, south, east, north] = bbox;
  const [left, top] = [unitX(west), unitY(north)];
  const factor = WIDTH / (unitX(east) - left);
  const height = Math.round((unitY(south) - top) * factor);
  const at = ([lon, lat]) => [((unitX(lon) - left) * factor).toFixed(1), ((unitY(lat) - top) * factor).toFixed(1)];
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, "aria-hidden": "true" },
    ...polygons.map((ring) => svg("polygon", { class: "inset-land", points: ring.map((p) => at(p).join()).join(" ") })),
    ...points.map((point) => svg("circle", { class: "inset-island", cx: at(point)[0], cy: at(point)[1], r: 2 })),
    ...labels.map((label) => labelOf(label, at, points, height)),
  );
  const words = html("figcaption", {}, html("b", {}, title));
  if (subtitle) words.append(html("span", {}, subtitle));
  return html("figure", { class: "inset-frame" }, picture, words);
}

/** A name near its place, within the frame, where it strikes through as few islands as can be. */
function labelOf({ text, point }, at, points, height) {
  const [x, y] = at(point).map(Number);
  const half = textWidth(text, LABEL_SIZE, 400) / 2 + 2;
  const islands = points.map((one) => at(one).map(Number));
  const struck = ([middle, line]) =>
    islands.filter(([a, b]) => Math.abs(a - middle) < half + 1 && line - LABEL_SIZE < b && b < line + 4).length;
  const within = (middle) => Math.max(half, Math.min(WIDTH - half, middle));
  const spots = [0, -half, half].flatMap((across) => DOWN.map((down) => [within(x + across * 1.1), y + down]));
  const inside = spots.filter(([, line]) => LABEL_SIZE < line && line < height - 2);
  const [middle, line] = inside.reduce((best, spot) => (struck(spot) < struck(best) ? spot : best));
  const label = svg("text", {
    class: "inset-label",
    x: middle,
    y: line,
    "text-anchor": "middle",
    "font-size": LABEL_SIZE,
  });
  label.textContent = text;
  return label;
}
