/** The selected project: its ring, its form and accuracy, and its way out of a cluster. */

import { filterQuery } from "../page/state.js";
import { cellBox, cellKeyAt } from "./cellOf.js";
import { svg } from "./dom.js";
import { freeSpot, leaderDot, leaderLine } from "./leader.js";
import { isInside, layerPoint, viewBox, worldSize } from "./mercator.js";
import { loadItem, loadItemsIn } from "./projectItems.js";
import { symbolScale } from "./scale.js";
import { accuracyCircle, formRing } from "./selectedForm.js";
import { dress, moveTo, projectLabel, projectSymbol, symbolButton, SYMBOL_SIZE } from "./symbols.js";

const RING = 23;
const SPOT = 1e-6;

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
  #rest = new Map();
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
    this.#rest.clear();
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
    this.#rest.clear();
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
    const key = cellKeyAt(this.#store.shown?.z ?? 0, at);
    const cell = this.#cells().find((one) => one.key === key);
    const rest = cell?.n === 2 ? this.#restOf(key) : null;
    return { code, at, late: p.schedule === "late", cell: rest === undefined ? null : key, rest };
  }

  /** The other project of a cell of two; undefined until it is known. */
  #restOf(key) {
    if (!this.#rest.has(key)) {
      this.#rest.set(key, undefined);
      loadItemsIn(cellBox(key)).then(
        (items) => {
          this.#rest.set(
            key,
            items.find(({ code }) => code !== this.item?.code),
          );
          this.refresh();
        },
        () => {},
      );
    }
    return this.#rest.get(key);
  }

  #standsAlone() {
    if (this.#isLifted()) return false;
    const group = this.#symbols.groups.find((one) => one.key === this.item.code);
    return group ? group.n === 1 : false;
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
    this.#forms.append(...formRing(this.#map, item));
    this.#marks.append(...accuracyCircle(this.#map, item, place));
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

  /** The selected project as names see it. */
  get named() {
    if (!this.spot || !this.item) return null;
    const { code, p } = this.item;
    const cell = this.#cells().find((one) => one.key === code);
    return { code, name: p.short_name || cell?.p.short_name || p.name, at: this.spot, r: RING * symbolScale() };
  }
}
