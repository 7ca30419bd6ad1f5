/** The legend on the map: every class with its symbol, its words and how many are in view. */

import { text } from "../page/config.js";
import { number } from "./numbers.js";
import { glyph, html, svg, use } from "./dom.js";
import { clusterSymbol } from "./symbols.js";
import { theme } from "./themes.js";

/** More classes than this: only those in view are listed. */
const SHORT = 8;
const WIDE_PX = 540;

export class Legend {
  #rows = html("ul", { class: "legend-rows" });
  #title = html("span", { class: "legend-title" });
  #counts = new Map();
  #theme = "";
  #extra = [];

  constructor(element) {
    const summary = html("summary", { class: "legend-head" }, glyph("legend"), this.#title);
    const details = html("details", { class: "legend" }, summary, this.#rows);
    // Closed, it leaves a narrow map free; behind the button of a phone it is opened on purpose.
    details.open = !element.parentElement.offsetWidth || element.closest(".map-box").clientWidth >= WIDE_PX;
    element.replaceChildren(details);
    this.show(new Map(), {}, []);
  }

  /**
   * @param {Map<string, number>} of projects in view by class value
   * @param {{cluster: boolean, line: boolean, schematic: boolean}} seen which kinds of marks are in view
   * @param {object[]} overlays visible overlay layers with classes
   */
  show(of, seen, overlays) {
    const { id, title, classes } = theme();
    // Before anything is counted the legend is as long as it may get: the first view keeps clear of it.
    const listed = classes.length > SHORT && of.size ? classes.filter(({ value }) => of.get(value)) : classes;
    const key = [
      id,
      ...listed.map(({ value }) => value),
      ...Object.values(seen),
      ...overlays.map((layer) => layer.id),
    ].join();
    if (key !== this.#theme) this.#build(key, title, listed, seen, overlays);
    for (const [value, cell] of this.#counts) {
      const words = number(of.get(value) ?? 0);
      if (cell.textContent !== words) cell.textContent = words;
      cell.parentElement.classList.toggle("is-zero", !of.get(value));
    }
  }

  #build(key, title, listed, seen, overlays) {
    this.#theme = key;
    this.#rows.classList.toggle("is-long", listed.length > SHORT);
    this.#title.textContent = text("map.legend.in.view", { title });
    this.#counts.clear();
    this.#extra = [
      seen.cluster && row(clusterPicture(), text("map.legend.cluster")),
      seen.line && row(linePicture(theme().classes[0]), text("map.legend.line")),
      seen.schematic && row(schematicPicture(), text("map.legend.schematic")),
      ...overlays.flatMap(overlayRows),
    ].filter(Boolean);
    this.#rows.replaceChildren(...listed.map((entry) => this.#classRow(entry)), ...this.#extra);
  }

  #classRow(entry) {
    const count = html("span", { class: "legend-count fig" });
    this.#counts.set(entry.value, count);
    return row(classPicture(entry), entry.label, count);
  }
}

const row = (picture, words, ...more) =>
  html("li", { class: "legend-row" }, picture, html("span", { class: "legend-words" }, words), ...more);

const picture = (...parts) =>
  svg("svg", { class: "sym legend-sym", viewBox: "0 0 34 34", width: 26, height: 26, "aria-hidden": "true" }, ...parts);

function classPicture(entry) {
  const { id } = theme();
  const parts = [use(`shape-${id}-${entry.value}`, { width: 34, height: 34 })];
  if (entry.glyph) {
    const mark = use(`glyph-${entry.glyph}`, { x: 9, y: 9, width: 16, height: 16 });
    mark.style.color = entry.glyph_color;
    parts.push(mark);
  }
  return picture(...parts);
}

function clusterPicture() {
  const drawn = clusterSymbol(5, 2);
  drawn.setAttribute("width", 26);
  drawn.setAttribute("height", 26);
  drawn.classList.add("legend-sym");
  return drawn;
}

const TICKS = { ticks: ["#FFFFFF", 5, "1.8 6"], dashed: [null, 1.5, "2 5"], core: [null, 1.4, null] };

function linePicture(entry) {
  const d = "M3 17H31";
  const stroke = (colour, width, dash = null) =>
    svg("path", { d, fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash });
  const [colour, width, dash] = TICKS[entry.line] ?? [];
  return picture(
    stroke(entry.ink, 7.5),
    stroke(entry.fill, 5),
    ...(width ? [stroke(colour ?? entry.ink, width, dash)] : []),
  );
}

const AREA = "M4 12 15 5 30 9 27 27 10 29Z";

function areaPicture(entry) {
  const fill = { hatch: `url(#hatch-${entry.fill.slice(1)})`, none: "#FFFFFF" }[entry.area] ?? entry.fill;
  return picture(
    svg("path", {
      d: AREA,
      fill,
      stroke: entry.edge,
      "stroke-width": entry.edge_width,
      "fill-opacity": entry.area === "tint" ? entry.opacity : 1,
      "stroke-dasharray": entry.edge_line === "dashed" ? "5 4" : null,
    }),
  );
}

const schematicPicture = () => picture(svg("path", { class: "legend-schematic", d: AREA, "stroke-dasharray": "5 3" }));

/** Rows of an overlay: its classes, or the layer itself. */
function overlayRows(layer) {
  const [first] = layer.themes ?? [];
  const head = html(
    "li",
    { class: "legend-row legend-layer" },
    html("span", { class: "legend-words" }, layer.legend ?? layer.title),
  );
  if (first) return [head, ...first.classes.map((entry) => row(areaPicture(entry), entry.label))];
  return layer.style ? [row(areaPicture(layer.style), layer.legend ?? layer.title)] : [];
}
