/** Lines and areas of projects on canvases, and which of them lies under a point. */

import { worldSize } from "./mercator.js";
import { symbolScale } from "./scale.js";
import { fillArea, strokeLine } from "./strokes.js";
import { classOf } from "./themes.js";
import { tileLevel } from "./tileGrid.js";

const URGENCY = (shape) => Number(shape.p.schedule === "late");

export class ShapeLayer {
  #store;

  /** @param {import('./tileStore.js').TileStore} store */
  constructor(store) {
    this.#store = store;
  }

  /** Paint one tile: the painter of a TileGrid. Areas lie under lines, late ones on top. */
  paint = (context, place) => {
    const tile = this.#store.find(place.z, place.x, place.y);
    if (!tile) return;
    const scale = lineScale();
    const shapes = [...tile.shapes].sort((a, b) => a.line - b.line || URGENCY(a) - URGENCY(b));
    for (const shape of shapes) {
      context.beginPath();
      for (const ring of shape.rings) trace(context, ring, place.side, !shape.line);
      if (shape.line) strokeLine(context, classOf(shape.p), scale);
      else fillArea(context, classOf(shape.p), scale, place, shape.p.schematic);
    }
  };

  /** The project whose line or area is at a unit point; lines win, within `reach` pixels. */
  at(point, zoom, reach) {
    const z = tileLevel(zoom);
    const [x, y] = [point.x * 2 ** z, point.y * 2 ** z];
    const tile = this.#store.find(z, Math.floor(x), Math.floor(y));
    if (!tile) return null;
    const at = [x - tile.x, y - tile.y];
    const near = (reach * 2 ** z) / worldSize(zoom);
    const hits = tile.shapes.filter((shape) => isNear(shape, at, near));
    hits.sort((a, b) => b.line - a.line || boxSize(a) - boxSize(b));
    return hits[0]?.p ?? null;
  }
}

const MOST_LINES = 150;
const STEP = 14;

/** Places along the lines of the tiles, in pixels of the world: what names had better not cover. */
export function pointsOnLines(tiles, side) {
  const points = [];
  let left = MOST_LINES;
  for (const tile of tiles) {
    for (const shape of tile.shapes) {
      if (!shape.line || left-- <= 0) continue;
      for (const ring of shape.rings) alongLine(ring, tile, side, points);
    }
  }
  return points;
}

function alongLine(ring, tile, side, points) {
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [dx, dy] = [ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]];
    const steps = Math.ceil((Math.hypot(dx, dy) * side) / STEP);
    for (let k = 0; k < steps; k += 1) {
      const x = ring[i] + (dx * k) / steps;
      const y = ring[i + 1] + (dy * k) / steps;
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) points.push({ x: (tile.x + x) * side, y: (tile.y + y) * side });
    }
  }
}

/** Lines grow half as fast as symbols, so that walls show roads and not ribbons. */
export const lineScale = () => 1 + (symbolScale() - 1) / 2;

function trace(context, ring, side, closed) {
  context.moveTo(ring[0] * side, ring[1] * side);
  for (let i = 2; i < ring.length; i += 2) context.lineTo(ring[i] * side, ring[i + 1] * side);
  if (closed) context.closePath();
}

const boxSize = ({ box }) => (box[2] - box[0]) * (box[3] - box[1]);

function isNear({ line, rings, box }, [x, y], near) {
  if (x < box[0] - near || x > box[2] + near || y < box[1] - near || y > box[3] + near) return false;
  if (line) return rings.some((ring) => distanceToLine(ring, x, y) <= near);
  return rings.reduce((inside, ring) => inside !== isInRing(ring, x, y), false);
}

function distanceToLine(ring, x, y) {
  let least = Infinity;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [dx, dy] = [ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]];
    const along = ((x - ring[i]) * dx + (y - ring[i + 1]) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.max(0, Math.min(1, along));
    least = Math.min(least, Math.hypot(x - ring[i] - t * dx, y - ring[i + 1] - t * dy));
  }
  return least;
}

function isInRing(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > y === ring[j + 1] > y) continue;
    if (x < ring[i] + ((y - ring[i + 1]) / (ring[j + 1] - ring[i + 1])) * (ring[j] - ring[i])) inside = !inside;
  }
  return inside;
}
