/** Single projects and small groups of them, as the features address gives them. */

import { filterQuery } from "../page/state.js";
import { inLanguage } from "./language.js";
import { latOf, lonOf, unitPoint } from "./mercator.js";

const MOST = 200;

/**
 * @typedef {{code: string, p: object, at: {x: number, y: number}|null, bbox: number[]|null,
 *   geometry: object|null}} Item
 *   at: where its symbol stands, in the unit square; bbox: west,south,east,north
 */

const get = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw Object.assign(new Error(address), { status: answer.status });
  return answer.json();
};

const FRESH_MS = 3000;
let last = { code: null, asked: 0, item: null };

/** One project; asked once when several parts of the map want it at the same time. @returns {Promise<Item>} */
export function loadItem(code) {
  const now = performance.now();
  if (last.code !== code || now - last.asked > FRESH_MS) {
    const address = `/collections/projects/items/${encodeURIComponent(code)}`;
    last = { code, asked: now, item: get(address).then(toItem) };
  }
  return last.item;
}

/** Projects of the present filter whose symbol stands in a box of the unit square. */
export async function loadItemsIn({ x0, y0, x1, y1 }) {
  const query = new URLSearchParams(filterQuery());
  query.set("bbox", [lonOf(x0), latOf(y1), lonOf(x1), latOf(y0)].map((value) => value.toFixed(7)).join(","));
  query.set("limit", MOST);
  const { features } = await get(`/collections/projects/items?${query}`);
  const inside = ({ at }) => at && at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1;
  return features.map(toItem).filter(inside);
}

function toItem({ properties, geometry, anchor, short_name: shortName }) {
  const at = anchor ?? (geometry && anchorOf(geometry));
  return {
    code: properties.code,
    p: inLanguage({ ...properties, short_name: shortName }),
    at: at ? unitPoint(at) : null,
    bbox: geometry ? boxOf(geometry) : null,
    geometry,
  };
}

/** All positions of a geometry, in order. */
function positions({ type, coordinates }) {
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[type];
  return depth ? coordinates.flat(depth - 1) : [coordinates];
}

function boxOf(geometry) {
  const all = positions(geometry);
  const of = (axis, pick) => pick(...all.map((position) => position[axis]));
  return [of(0, Math.min), of(1, Math.min), of(0, Math.max), of(1, Math.max)];
}

/** Middle of a line by length, else the middle of the box. */
function anchorOf(geometry) {
  if (geometry.type === "LineString") return middleOf(geometry.coordinates);
  const [west, south, east, north] = boxOf(geometry);
  return [(west + east) / 2, (south + north) / 2];
}

function middleOf(line) {
  const steps = line.slice(1).map((to, i) => Math.hypot(to[0] - line[i][0], to[1] - line[i][1]));
  let left = steps.reduce((sum, step) => sum + step, 0) / 2;
  for (let i = 0; i < steps.length; i += 1) {
    if (left <= steps[i] && steps[i] > 0) {
      const part = left / steps[i];
      return [0, 1].map((axis) => line[i][axis] + (line[i + 1][axis] - line[i][axis]) * part);
    }
    left -= steps[i];
  }
  return line[0];
}
