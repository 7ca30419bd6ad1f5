/** Canvases that lie side by side under the map's motion; each is painted once for a zoom. */

import { viewBox, worldSize } from "./mercator.js";
import { tilesOf } from "./tileStore.js";

const FRAME_MS = 9;
const MARGIN = 96;
const SHARPEST = 2;

/** The tile level whose 512 px tiles are drawn at a Leaflet zoom. */
export const tileLevel = (zoom) => Math.max(0, Math.floor(zoom) - 1);

/**
 * @typedef {{z: number, x: number, y: number, left: number, top: number, width: number,
 *   height: number, side: number}} Place
 *   a tile's place in pixels of the whole world at the zoom; side: its exact width
 */

export class TileGrid {
  #map;
  #pane;
  #paint;
  #level = null;
  #queue = [];
  #frame = 0;
  #ready;

  /**
   * @param {(context: CanvasRenderingContext2D, place: Place) => void} paint
   * @param {() => boolean} ready whether the present zoom can be painted in full; until then the
   *   zoom before stays underneath
   */
  constructor(map, pane, paint, ready = () => true) {
    this.#map = map;
    this.#pane = pane;
    this.#paint = paint;
    this.#ready = ready;
    map.on("moveend viewreset", () => this.#fill());
    map.on("zoom", () => this.#follow(map.getZoom(), map.getPixelOrigin()));
    map.on("zoomanim", ({ center, zoom }) => {
      this.#follow(zoom, map._getNewPixelOrigin(center, zoom));
    });
  }

  /** Paint everything anew, or only the tile that changed. */
  repaint(tile = null) {
    if (!this.#level) {
      this.#fill();
      return;
    }
    for (const entry of this.#level.tiles.values()) {
      const { z, x, y } = entry.place;
      if (!tile || (tile.z === z && tile.x === x && tile.y === y)) this.#enqueue(entry);
    }
    this.#work();
  }

  #follow(zoom, origin) {
    for (const level of [this.#level?.before, this.#level]) {
      if (!level) continue;
      const scale = 2 ** (zoom - level.zoom);
      L.DomUtil.setTransform(level.element, level.origin.multiplyBy(scale).subtract(origin).round(), scale);
    }
  }

  #fill() {
    if (!this.#map._loaded) return;
    const zoom = this.#map.getZoom();
    if (this.#level?.zoom !== zoom) this.#begin(zoom);
    this.#follow(zoom, this.#map.getPixelOrigin());
    const wanted = tilesOf(tileLevel(zoom), viewBox(this.#map, MARGIN));
    const keys = new Set(wanted.map(({ x, y }) => `${x}/${y}`));
    for (const [key, entry] of this.#level.tiles) {
      if (keys.has(key)) continue;
      entry.canvas.remove();
      this.#level.tiles.delete(key);
    }
    for (const tile of wanted) this.#add(tile);
    this.#work();
  }

  #begin(zoom) {
    const element = L.DomUtil.create("div", "map-level leaflet-zoom-animated", this.#pane);
    this.#level?.before?.element.remove();
    if (this.#level) this.#level.before = null;
    this.#level = { zoom, element, origin: this.#map.getPixelOrigin(), tiles: new Map(), before: this.#level };
    this.#queue = [];
  }

  #add(tile) {
    const key = `${tile.x}/${tile.y}`;
    if (this.#level.tiles.has(key)) return;
    const place = placeOf(tile, this.#level.zoom);
    const canvas = L.DomUtil.create("canvas", "map-tile", this.#level.element);
    canvas.style.width = `${place.width}px`;
    canvas.style.height = `${place.height}px`;
    const origin = this.#level.origin;
    L.DomUtil.setPosition(canvas, L.point(place.left - origin.x, place.top - origin.y));
    const entry = { place, canvas, queued: false };
    this.#level.tiles.set(key, entry);
    this.#enqueue(entry);
  }

  #enqueue(entry) {
    if (entry.queued) return;
    entry.queued = true;
    this.#queue.push(entry);
  }

  /** Paint for a part of a frame, then let the page breathe. */
  #work() {
    cancelAnimationFrame(this.#frame);
    const end = performance.now() + FRAME_MS;
    while (this.#queue.length && performance.now() < end) {
      const entry = this.#queue.shift();
      entry.queued = false;
      if (entry.canvas.isConnected) this.#draw(entry);
    }
    if (this.#queue.length) this.#frame = requestAnimationFrame(() => this.#work());
    else this.#end();
  }

  #end() {
    if (!this.#ready()) return;
    this.#level?.before?.element.remove();
    if (this.#level) this.#level.before = null;
  }

  #draw({ place, canvas }) {
    const ratio = Math.min(SHARPEST, window.devicePixelRatio || 1);
    canvas.width = Math.round(place.width * ratio);
    canvas.height = Math.round(place.height * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    this.#paint(context, place);
  }
}

/** Edges rounded to whole pixels, so that neighbours neither overlap nor leave a seam. */
function placeOf({ z, x, y }, zoom) {
  const side = worldSize(zoom) / 2 ** z;
  const [left, top] = [Math.round(x * side), Math.round(y * side)];
  const [right, bottom] = [Math.round((x + 1) * side), Math.round((y + 1) * side)];
  return { z, x, y, left, top, width: right - left, height: bottom - top, side };
}
