/** Symbols as elements: a project's shape, glyph and stage badge, and a cluster's ring. */

import { text } from "../page/config.js";
import { number } from "./numbers.js";
import { clusterRadius } from "./cluster.js";
import { setAttributes, svg, use } from "./dom.js";
import { classOf, glyphOf, scheduleLabel, theme } from "./themes.js";

const BOX = 34;
const WITH_BADGE = new Set(["preparation", "completion", "suspended", "cancelled"]);
const RING_WIDTH = 6;

/** Side in pixels of a single symbol at scale 1. */
export const SYMBOL_SIZE = BOX;

/** The picture of one project under the present theme. */
export function projectSymbol(properties) {
  const entry = classOf(properties);
  const picture = svg("svg", { class: "sym", viewBox: `0 0 ${BOX} ${BOX}`, "aria-hidden": "true" });
  picture.append(
    svg("circle", { class: "sym-chosen", cx: 17, cy: 17, r: 21.5 }),
    use(`shape-${theme().id}-${entry.value}`, { class: "sym-shape", width: BOX, height: BOX }),
  );
  if (theme().id !== "progress") picture.append(glyphOn(properties, entry));
  if (WITH_BADGE.has(properties.stage)) {
    picture.append(use(`badge-${properties.stage}`, { x: 21, y: 21, width: 13, height: 13 }));
  }
  picture.classList.toggle("is-cancelled", properties.stage === "cancelled");
  return picture;
}

function glyphOn(properties, entry) {
  const glyph = use(`glyph-${glyphOf(properties)}`, { x: 9, y: 9, width: 16, height: 16 });
  glyph.style.color = entry.glyph_color;
  return glyph;
}

/** The picture of a cluster: a count in a ring whose red part from 12 o'clock is the late share. */
export function clusterSymbol(n, late) {
  const outer = clusterRadius(n);
  const middle = outer;
  const ring = outer - 1.5 - RING_WIDTH / 2;
  const place = { cx: middle, cy: middle, r: ring, "stroke-width": RING_WIDTH };
  const picture = svg(
    "svg",
    { class: "sym sym-cluster", viewBox: `0 0 ${2 * outer} ${2 * outer}`, "aria-hidden": "true" },
    svg("circle", { class: "cluster-edge", cx: middle, cy: middle, r: outer }),
    svg("circle", { class: "cluster-disc", cx: middle, cy: middle, r: outer - 1.5 }),
    svg("circle", { class: "cluster-ring", ...place }),
  );
  if (late) picture.append(lateArc(place, late / n, middle));
  picture.append(countText(n, middle, ring - RING_WIDTH / 2));
  return picture;
}

function lateArc(place, share, middle) {
  return svg("circle", {
    class: "cluster-late",
    ...place,
    pathLength: 100,
    "stroke-dasharray": `${100 * share} 100`,
    transform: `rotate(-90 ${middle} ${middle})`,
  });
}

/** The figure is made as large as the disc inside the ring allows. */
function countText(n, middle, room) {
  const words = number(n);
  const size = Math.min(11 + Math.min(7.5, Math.sqrt(n) * 2), (2 * room - 4) / (words.length * 0.58));
  const label = svg("text", {
    class: "cluster-count",
    x: middle,
    y: middle,
    "font-size": size.toFixed(1),
    "text-anchor": "middle",
    dy: "0.36em",
  });
  label.textContent = words;
  return label;
}

/** What a screen reader says of a group. */
export function groupLabel(group) {
  if (group.n === 1) return projectLabel(group.cells[0].p);
  return clusterLabel(group.n, group.late);
}

export const projectLabel = (properties) => `${properties.name}, ${scheduleLabel(properties).toLowerCase()}`;

export function clusterLabel(n, late) {
  return late ? text("map.cluster.late", { n: number(n), late: number(late) }) : text("map.cluster", { n: number(n) });
}

/** A focusable element at a place of the map. */
export function symbolButton(kind) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `map-symbol map-symbol--${kind} leaflet-zoom-animated`;
  return button;
}

/** Put a picture of `size` pixels, centred, into its button. */
export function dress(button, picture, size, label) {
  button.replaceChildren(picture);
  setAttributes(button, { "aria-label": label });
  button.style.width = `${size}px`;
  button.style.height = `${size}px`;
  button.style.marginLeft = `${-size / 2}px`;
  button.style.marginTop = `${-size / 2}px`;
}

/** Put a button at a point of its pane: flat, so that hundreds of them share one layer of the screen. */
export function moveTo(button, { x, y }) {
  button.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
