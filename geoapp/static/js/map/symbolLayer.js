/** The symbols on screen: as many elements as can be seen, reused while the map moves. */

import { withoutProject } from "./cellOf.js";
import { clusterRadius, mergeCells } from "./cluster.js";
import { latLng, layerPoint, viewBox, isInside, worldSize } from "./mercator.js";
import { symbolScale } from "./scale.js";
import { clusterSymbol, dress, groupLabel, moveTo, projectSymbol, symbolButton, SYMBOL_SIZE } from "./symbols.js";

const MARGIN = 40;
const COARSE = matchMedia("(pointer: coarse)");

/** Free pixels between two symbols; a finger needs targets of 44 px. */
const gap = () => (COARSE.matches ? 8 : 2);

export class SymbolLayer {
  #map;
  #pane;
  #elements = new Map();
  #cells = [];
  /** @type {import('./cluster.js').Group[]} */
  groups = [];
  /** Groups with an element on screen. */
  visible = [];
  #chosen = null;
  #apart = null;

  constructor(map, pane) {
    this.#map = map;
    this.#pane = pane;
    map.on("zoomanim", ({ center, zoom }) => this.#animate(center, zoom));
    map.on("zoom", () => this.#place());
  }

  /** Show other cells; `apart` is a project drawn by itself, see withoutProject. */
  show(cells, apart = null) {
    this.#cells = cells;
    this.#apart = apart;
    this.regroup();
  }

  /** Merge anew, as after a change of zoom. */
  regroup() {
    const scale = symbolScale();
    const cells = this.#apart ? withoutProject(this.#cells, this.#apart) : this.#cells;
    this.groups = mergeCells(cells, worldSize(this.#map.getZoom()), { scale, gap: gap() });
    this.update();
  }

  /** Make elements for what came into view and drop those that left it. */
  update() {
    const box = viewBox(this.#map, MARGIN);
    this.visible = this.groups.filter((group) => isInside(box, group));
    const keys = new Set(this.visible.map((group) => group.key));
    const lost = [];
    for (const [key, entry] of this.#elements) {
      if (keys.has(key)) continue;
      this.#elements.delete(key);
      lost.push(entry);
    }
    const focused = lost.find((entry) => entry.button === document.activeElement);
    for (const group of this.visible) this.#draw(group, lost);
    for (const entry of lost) entry.button.remove();
    if (focused) this.#refocus(focused.group);
  }

  /** Order of reading and of the Tab key: worst first. Cheap enough when the map rests. */
  sort() {
    const focused = document.activeElement;
    const wanted = [...this.visible].sort((a, b) => b.late - a.late || b.n - a.n || a.y - b.y);
    let next = this.#pane.firstElementChild;
    for (const group of wanted) {
      const { button } = this.#elements.get(group.key);
      if (button === next) next = next.nextElementSibling;
      else this.#pane.insertBefore(button, next);
    }
    if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  /** Draw every element anew, as after a change of theme or scale. */
  redraw() {
    for (const entry of this.#elements.values()) entry.look = "";
    this.regroup();
  }

  groupOf(button) {
    for (const entry of this.#elements.values()) if (entry.button === button) return entry.group;
    return null;
  }

  buttonOf(key) {
    return this.#elements.get(key)?.button ?? null;
  }

  /** The group that holds a place, by its cells. */
  groupAt(point) {
    const side = 12 / worldSize(this.#map.getZoom());
    const near = (cell) => Math.abs(cell.x - point.x) < side && Math.abs(cell.y - point.y) < side;
    return this.groups.find((group) => group.cells.some(near)) ?? null;
  }

  /** Mark one project's own symbol as selected. */
  choose(code) {
    this.#chosen = code;
    for (const { button, group } of this.#elements.values()) this.#mark(button, group);
  }

  get apart() {
    return this.#apart;
  }

  /** Point from elsewhere on the page at the group with this key: a project's code, a cluster's cell. */
  point(key) {
    for (const { button, group } of this.#elements.values()) {
      button.classList.toggle("is-pointed", Boolean(key) && group.key === key);
    }
  }

  #mark(button, group) {
    const chosen = group.n === 1 && group.key === this.#chosen;
    button.classList.toggle("is-chosen", chosen);
    if (chosen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }

  #draw(group, spare) {
    let entry = this.#elements.get(group.key);
    if (!entry) {
      entry = this.#reuse(spare) ?? { button: this.#pane.appendChild(symbolButton("project")), look: "" };
      this.#elements.set(group.key, entry);
    }
    const moved =
      !entry.group || entry.group.x !== group.x || entry.group.y !== group.y || entry.zoom !== this.#map.getZoom();
    entry.group = group;
    const look = `${group.key} ${group.n} ${group.late}`;
    if (entry.look !== look) {
      entry.look = look;
      this.#dress(entry.button, group);
    }
    if (moved) this.#position(entry);
  }

  #reuse(spare) {
    const index = spare.findIndex((entry) => entry.button !== document.activeElement);
    return index < 0 ? null : { ...spare.splice(index, 1)[0], look: "", group: null };
  }

  #dress(button, group) {
    const scale = symbolScale();
    const one = group.n === 1;
    button.classList.toggle("map-symbol--cluster", !one);
    button.classList.toggle("map-symbol--project", one);
    if (one) dress(button, projectSymbol(group.cells[0].p), SYMBOL_SIZE * scale, groupLabel(group));
    else dress(button, clusterSymbol(group.n, group.late), 2 * scale * clusterRadius(group.n), groupLabel(group));
    this.#mark(button, group);
  }

  #position(entry) {
    entry.zoom = this.#map.getZoom();
    moveTo(entry.button, layerPoint(this.#map, entry.group));
  }

  #place() {
    for (const entry of this.#elements.values()) this.#position(entry);
  }

  #animate(center, zoom) {
    for (const { button, group } of this.#elements.values()) {
      moveTo(button, this.#map._latLngToNewLayerPoint(latLng(group), zoom, center));
    }
  }

  /** A focused symbol that merged away hands the focus to the nearest one. */
  #refocus({ x, y }) {
    const far = (group) => Math.hypot(group.x - x, group.y - y);
    const [nearest] = [...this.visible].sort((a, b) => far(a) - far(b));
    const heir = nearest ? this.buttonOf(nearest.key) : this.#map.getContainer();
    heir.focus({ preventScroll: true });
  }
}
