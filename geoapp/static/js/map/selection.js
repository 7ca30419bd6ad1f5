/** The selected project: its ring, its form and accuracy, and its way out of a cluster. */

import { filterQuery } from "../page/state.js";
import { SINGLE_RADIUS } from "./cluster.js";
import { svg } from "./dom.js";
import { freeSpot, leaderDot, leaderLine } from "./leader.js";
import { isInside, latOf, layerPoint, metresPerPixel, unitPoint, viewBox, worldSize } from "./mercator.js";
import { loadItem, loadItemsIn } from "./projectItems.js";
import { symbolScale } from "./scale.js";
import { lineScale } from "./shapeLayer.js";
import { dress, moveTo, projectLabel, projectSymbol, symbolButton, SYMBOL_SIZE } from "./symbols.js";

const RING = 23;
const SPOT = 1e-6;
/** Pixels under which tiles leave a line or an area out. */
const LEAST_FORM = 8;

export class Selection {
  #map;
  #store;
  #symbols;
  #forms;
  #marks;
  #pane;
  #button = null;
  #asked = null;
  /** Whether the filter leaves the selected project. */
  #matches = false;
  #checked = null;
  #fanned;

  /** @type {import('./projectItems.js').Item|null} */
  item = null;
  /** Where its symbol stands, in layer pixels; null while nothing is drawn. */
  spot = null;

  /**
   * @param {{map: L.Map, store: object, symbols: object, forms: Element, marks: Element, pane: Element,
   *   fanned: (code: string) => object|null}} parts fanned: the member of an open fan, which shows it already
   */
  constructor({ map, store, symbols, forms, marks, pane, fanned }) {
    this.#fanned = fanned;
    this.#map = map;
    this.#store = store;
    this.#symbols = symbols;
    this.#pane = pane;
    this.#forms = forms.appendChild(svg("svg", { class: "map-marks", "aria-hidden": "true" }));
    this.#marks = marks.appendChild(svg("svg", { class: "map-marks", "aria-hidden": "true" }));
    map.on("zoomanim", () => this.#away(true));
    map.on("zoom", () => this.draw());
  }

  get code() {
    return this.#asked;
  }

  /** Select a project, or none; settles when it is drawn. */
  async select(code) {
    this.#asked = code;
    if (!code) {
      this.item = null;
      this.refresh();
      return;
    }
    this.#symbols.choose(code);
    this.spot = this.#spotOfSingle(code);
    const item = await loadItem(code).catch(() => null);
    if (this.#asked !== code) return;
    this.item = item;
    this.#matches = Boolean(item?.at) && (await this.#isInFilter(item));
    if (this.#asked === code) this.refresh();
  }

  /** Where a project's own symbol stands already, before its feature is here. */
  #spotOfSingle(code) {
    const group = this.#symbols.groups.find((one) => one.key === code && one.n === 1);
    return group ? layerPoint(this.#map, group) : null;
  }

  /** New tiles: look again whether the filter still leaves the project. */
  async recheck() {
    const { item } = this;
    if (!item?.at || this.#checked === filterQuery()) return;
    this.#matches = await this.#isInFilter(item);
    if (this.item === item) this.refresh();
  }

  async #isInFilter({ code, at }) {
    this.#checked = filterQuery();
    if (this.#store.list().some((tile) => tile.cells.some((cell) => cell.key === code))) return true;
    const near = { x0: at.x - SPOT, y0: at.y - SPOT, x1: at.x + SPOT, y1: at.y + SPOT };
    const found = await loadItemsIn(near).catch(() => []);
    return found.some((other) => other.code === code);
  }

  /** Draw after anything changed: selection, tiles, zoom. */
  refresh() {
    if (!this.#map._loaded) return;
    this.#symbols.choose(this.#asked);
    this.#symbols.show(this.#cells(), this.#apart());
    this.draw();
  }

  #cells() {
    return this.#store.list().flatMap((tile) => tile.cells);
  }

  /** The selected project leaves its cell when it would be hidden in a cluster or cover its line. */
  #apart() {
    if (!this.item?.at || !this.#matches || this.#fanned(this.item.code) || this.#standsAlone()) return null;
    const { code, at, p } = this.item;
    return { code, at, late: p.schedule === "late", cell: this.#cellKey(at) };
  }

  #standsAlone() {
    if (this.#isLifted()) return false;
    const group = this.#symbols.groups.find((one) => one.key === this.item.code);
    return group ? group.n === 1 : false;
  }

  #cellKey(at) {
    const { z } = this.#store.shown ?? { z: 0 };
    const [x, y] = [at.x * 2 ** z, at.y * 2 ** z];
    const cell = Math.floor((y % 1) * 64) * 64 + Math.floor((x % 1) * 64);
    return `${z}/${Math.floor(x)}/${Math.floor(y)}/${cell}`;
  }

  /** A line is lifted off, so that it shows. */
  #isLifted() {
    return /Line/.test(this.item?.geometry?.type ?? "");
  }

  /** Marks and, where needed, the symbol of its own. */
  draw() {
    this.#marks.replaceChildren();
    this.#forms.replaceChildren();
    this.#away(false);
    this.spot = null;
    const { item } = this;
    if (!item?.at) return this.#dropButton();
    const place = layerPoint(this.#map, item.at);
    this.#forms.append(...this.#formOf(item));
    this.#marks.append(...this.#accuracyOf(item, place));
    const fanned = this.#fanned(item.code);
    const own = fanned || (this.#standsAlone() && this.#symbols.buttonOf(item.code));
    this.spot = fanned?.spot ?? (own ? place : this.#standApart(place));
    if (own) this.#dropButton();
    return undefined;
  }

  #away(away) {
    for (const drawing of [this.#forms, this.#marks]) drawing.classList.toggle("is-away", away);
  }

  #standApart(place) {
    const r = (RING + 2) * symbolScale();
    const circles = this.#symbols.groups
      .filter((group) => group.key !== this.item.code || group.n > 1)
      .map((group) => ({ ...layerPoint(this.#map, group), r: group.r + 2 }));
    const lifted = this.#isLifted();
    const free = !lifted && circles.every((c) => Math.hypot(c.x - place.x, c.y - place.y) >= c.r + r - 6);
    const spot = free ? place : freeSpot(place, r, circles, this.#seen(), lifted ? 2.6 * r : 1.9 * r);
    if (!free) this.#marks.append(leaderLine(place, spot), leaderDot(place));
    this.#drawButton(spot);
    return spot;
  }

  #seen() {
    const box = viewBox(this.#map, -30);
    const origin = this.#map.getPixelOrigin();
    const size = worldSize(this.#map.getZoom());
    return ({ x, y }) => isInside(box, { x: (x + origin.x) / size, y: (y + origin.y) / size });
  }

  #drawButton(spot) {
    const { code, p } = this.item;
    const first = !this.#button;
    if (first) this.#button = this.#pane.appendChild(symbolButton("project"));
    this.#button.dataset.code = code;
    this.#button.classList.add("is-chosen");
    this.#button.setAttribute("aria-current", "true");
    dress(this.#button, projectSymbol(p), SYMBOL_SIZE * symbolScale(), projectLabel(p));
    moveTo(this.#button, spot);
  }

  #dropButton() {
    const focused = this.#button && this.#button === document.activeElement;
    this.#button?.remove();
    this.#button = null;
    if (focused) (this.button ?? this.#map.getContainer()).focus({ preventScroll: true });
  }

  /** The element to give the focus back to. */
  get button() {
    return this.#button ?? (this.item && this.#symbols.buttonOf(this.item.code));
  }

  #accuracyOf({ p, at }, place) {
    const r = p.accuracy_m / metresPerPixel(latOf(at.y), this.#map.getZoom());
    if (!p.accuracy_m || r < SINGLE_RADIUS) return [];
    return [svg("circle", { class: "map-accuracy", cx: place.x, cy: place.y, r: r.toFixed(1) })];
  }

  /** A white gap around the selected line or area. */
  #formOf({ geometry, bbox }) {
    if (!geometry || /Point/.test(geometry.type) || sizeOf(this.#map, bbox) < LEAST_FORM) return [];
    const d = pathOf(this.#map, geometry);
    const area = /Polygon/.test(geometry.type);
    const width = (area ? 6 : 12.5) * lineScale();
    const ring = svg("path", { class: "map-form", d, "stroke-width": width + 4 });
    const gap = svg("path", { class: "map-form-gap", d, "stroke-width": width });
    return area ? [gap, svg("path", { class: "map-form map-form--area", d, "stroke-width": 3 })] : [ring, gap];
  }

  /** The selected project as names see it. */
  get named() {
    if (!this.spot || !this.item) return null;
    const { code, p } = this.item;
    const cell = this.#cells().find((one) => one.key === code);
    return { code, name: p.short_name || cell?.p.short_name || p.name, at: this.spot, r: RING * symbolScale() };
  }
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
