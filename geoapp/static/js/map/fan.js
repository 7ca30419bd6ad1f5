/** Projects that share one spot, spread around it with a line from each back to the spot. */

import { SINGLE_RADIUS } from "./cluster.js";
import { text } from "../page/config.js";
import { number } from "./numbers.js";
import { svg } from "./dom.js";
import { leaderDot, leaderLine, ringSpots } from "./leader.js";
import { latOf, layerPoint, lonOf, worldSize } from "./mercator.js";
import { loadItemsIn } from "./projectItems.js";
import { symbolScale } from "./scale.js";
import { dress, moveTo, projectLabel, projectSymbol, symbolButton, SYMBOL_SIZE } from "./symbols.js";
import { showBox } from "./view.js";

const MOST = 60;
const CLOSEST = 15;
/** Pixels at the closest zoom under which two places count as one. */
const ONE_SPOT = 44;
const CELL = 8;
const MOST_LEVELS = 3;

export class Fan {
  #map;
  #pane;
  #lines;
  #dim;
  #origin = null;
  /** @type {{code: string, spot: {x: number, y: number}, button: HTMLElement, item: object}[]} */
  members = [];
  /** Called when the fan has been folded. */
  closed = () => {};

  /** @param {Element[]} dim panes that step back while the fan is open */
  constructor(map, pane, dim) {
    this.#map = map;
    this.#pane = pane;
    this.#dim = dim;
    this.#lines = pane.appendChild(svg("svg", { class: "map-marks", "aria-hidden": "true" }));
    map.on("zoomstart", () => this.close());
  }

  get isOpen() {
    return this.members.length > 0;
  }

  /** Split a cluster: zoom where that parts its projects, else fan them out. */
  async split(group, button) {
    const box = boxOf(group.cells, this.#map.getZoom());
    if (this.#parts(group.cells)) return this.#approach(group.cells);
    if (group.n > MOST) return this.#map.setView([latOf(group.y), lonOf(group.x)], this.#map.getZoom() + 2);
    const items = await loadItemsIn(box);
    const places = items.map((item) => item.at);
    if (this.#parts(places)) return this.#approach(places);
    return this.#open(group, items, button);
  }

  /** Zoom in on places, by few enough levels that one still knows where one is. */
  #approach(places) {
    showBox(this.#map, toBbox(boxOf(places, 30)), { closest: Math.min(CLOSEST, this.#map.getZoom() + MOST_LEVELS) });
  }

  /** Whether a closer look would part these places. */
  #parts(places) {
    if (places.length < 2 || this.#map.getZoom() >= CLOSEST) return false;
    const box = boxOf(places, 40);
    return Math.max(box.x1 - box.x0, box.y1 - box.y0) * worldSize(CLOSEST) > ONE_SPOT;
  }

  #open(group, items, button) {
    this.close();
    if (!items.length) return;
    this.#origin = button;
    const worst = [...items].sort(
      (a, b) =>
        (b.p.days_late ?? -1) - (a.p.days_late ?? -1) ||
        Number(b.p.schedule === "late") - Number(a.p.schedule === "late"),
    );
    const r = SINGLE_RADIUS * symbolScale();
    const from = layerPoint(this.#map, group);
    const spots = ringSpots(from, worst.length, r);
    this.members = worst.map((item, i) => this.#member(item, spots[i], r));
    this.#lines.replaceChildren(...spots.map((spot) => leaderLine(from, spot)), leaderDot(from));
    for (const pane of this.#dim) pane.classList.add("is-dimmed");
    this.#pane.setAttribute("aria-label", text("map.fan", { n: number(items.length) }));
    this.members[0].button.focus({ preventScroll: true });
    this.#keepInView(spots, r);
  }

  #member(item, spot) {
    const button = this.#pane.appendChild(symbolButton("project"));
    button.dataset.code = item.code;
    dress(button, projectSymbol(item.p), SYMBOL_SIZE * symbolScale(), projectLabel(item.p));
    moveTo(button, spot);
    return { code: item.code, spot, button, item };
  }

  #keepInView(spots, r) {
    const box = L.bounds(spots.map(({ x, y }) => L.point(x, y)));
    const corner = (point, side) => this.#map.layerPointToLatLng(point.add([side * r, side * r]));
    const options = { padding: [30, 30], animate: false };
    this.#map.panInside(corner(box.min, -1), options);
    this.#map.panInside(corner(box.max, 1), options);
  }

  memberOf(code) {
    return this.members.find((member) => member.code === code) ?? null;
  }

  /** Move the focus round the fan. */
  step(button, by) {
    const index = this.members.findIndex((member) => member.button === button);
    if (index < 0) return;
    const count = this.members.length;
    this.members[(index + by + count) % count].button.focus({ preventScroll: true });
  }

  choose(code) {
    for (const { button, code: own } of this.members) button.classList.toggle("is-chosen", own === code);
  }

  /** Fold the fan; the focus goes back to its cluster when it was within. */
  close() {
    if (!this.isOpen) return;
    const within = this.members.some(({ button }) => button === document.activeElement);
    for (const { button } of this.members) button.remove();
    this.members = [];
    this.#lines.replaceChildren();
    for (const pane of this.#dim) pane.classList.remove("is-dimmed");
    this.closed();
    if (within) (this.#origin?.isConnected ? this.#origin : this.#map.getContainer()).focus({ preventScroll: true });
  }
}

/** Box of places in the unit square, widened by half a cell of a zoom. */
function boxOf(places, zoom) {
  const wide = (CELL * 1.5) / worldSize(zoom);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  return {
    x0: Math.min(...xs) - wide,
    y0: Math.min(...ys) - wide,
    x1: Math.max(...xs) + wide,
    y1: Math.max(...ys) + wide,
  };
}

const toBbox = ({ x0, y0, x1, y1 }) => [lonOf(x0), latOf(y1), lonOf(x1), latOf(y0)];
