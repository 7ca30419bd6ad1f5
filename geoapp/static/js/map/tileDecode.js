/** A vector tile's bytes as cells of projects and shapes. */

import { PbfReader } from "pbf";
import { VectorTile } from "@mapbox/vector-tile";
import { inLanguage } from "./language.js";

const LATE = 2;

/**
 * @typedef {{key: string, x: number, y: number, n: number, late: number, p: object}} Cell
 *   one project, or several that share a cell; x and y in the unit square
 * @typedef {{p: object, line: boolean, rings: Float32Array[], box: number[]}} Shape
 *   a line or an area, in 0..1 over its tile
 */

/** @returns {{cells: Cell[], shapes: Shape[]}} */
export function decodeTile(bytes, z, x, y) {
  const { points, shapes } = new VectorTile(new PbfReader(new Uint8Array(bytes))).layers;
  return {
    cells: points ? readCells(points, z, x, y) : [],
    shapes: shapes ? readShapes(shapes) : [],
  };
}

function readCells(layer, z, x, y) {
  const side = 1 / 2 ** z;
  const cells = [];
  for (let i = 0; i < layer.length; i += 1) {
    const feature = layer.feature(i);
    const [[at]] = feature.loadGeometry();
    const p = inLanguage(feature.properties);
    const one = p.n === 1;
    const column = Math.floor((at.x / layer.extent) * 64);
    const row = Math.floor((at.y / layer.extent) * 64);
    cells.push({
      key: one ? p.code : `${z}/${x}/${y}/${row * 64 + column}`,
      x: (x + at.x / layer.extent) * side,
      y: (y + at.y / layer.extent) * side,
      n: p.n,
      late: one ? Number(p.schedule === "late") : Number(p.schedule_counts.split(",")[LATE]),
      p,
    });
  }
  return cells;
}

function readShapes(layer) {
  const shapes = [];
  for (let i = 0; i < layer.length; i += 1) {
    const feature = layer.feature(i);
    const rings = feature.loadGeometry().map((ring) => flatten(ring, layer.extent));
    shapes.push({ p: inLanguage(feature.properties), line: feature.type === 2, rings, box: boxOf(rings) });
  }
  return shapes;
}

function flatten(ring, extent) {
  const flat = new Float32Array(ring.length * 2);
  ring.forEach((at, i) => {
    flat[2 * i] = at.x / extent;
    flat[2 * i + 1] = at.y / extent;
  });
  return flat;
}

function boxOf(rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return box;
}
