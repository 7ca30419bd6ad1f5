/** Administrative units of a day as rings and edges in the unit square. */

import { unitX, unitY } from "./mercator.js";

/**
 * @typedef {{properties: object, box: number[], rings: Float64Array[][], size: number,
 *   spots: {x: number, y: number, width: number}[]}} Area
 *   rings: polygons, each its outer ring and holes; size: the area of the largest polygon;
 *   spots: where its name may stand, best first
 */

const get = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

/** Every unit in force on a day that has an outline. */
export async function loadAreas(day) {
  const { features } = await get(`/collections/areas/items?on=${day}&limit=10000`);
  return features.filter((feature) => feature.geometry).map(toArea);
}

/** One unit by `level:CODE@DATE`; its outline may be missing. */
export async function loadArea(name) {
  const feature = await get(`/collections/areas/items/${encodeURIComponent(name)}`);
  return feature.geometry ? toArea(feature) : null;
}

/** Polygons of any GeoJSON collection. */
export async function loadPolygons(address) {
  const { features } = await get(address);
  return features.filter((feature) => /Polygon$/.test(feature.geometry?.type ?? "")).map(toArea);
}

/** @returns {Area} */
export function toArea({ properties, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.map((polygon) => polygon.map(toUnit));
  const largest = rings.reduce((best, polygon) =>
    Math.abs(signedArea(polygon[0])) > Math.abs(signedArea(best[0])) ? polygon : best,
  );
  return {
    properties: properties ?? {},
    rings,
    box: boxOf(rings),
    spots: nameSpots(largest[0]),
    size: Math.abs(signedArea(largest[0])),
  };
}

function toUnit(ring) {
  const flat = new Float64Array(ring.length * 2);
  ring.forEach(([lon, lat], i) => {
    flat[2 * i] = unitX(lon);
    flat[2 * i + 1] = unitY(lat);
  });
  return flat;
}

function boxOf(polygons) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygons) {
    for (let i = 0; i < outer.length; i += 2) {
      box[0] = Math.min(box[0], outer[i]);
      box[1] = Math.min(box[1], outer[i + 1]);
      box[2] = Math.max(box[2], outer[i]);
      box[3] = Math.max(box[3], outer[i + 1]);
    }
  }
  return box;
}

function signedArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    sum += (ring[j] - ring[i]) * (ring[j + 1] + ring[i + 1]);
  }
  return sum / 2;
}

const LINES = 15;
const SPOTS = 45;
/** Where along a level line a name may stand, and how gladly. */
const ALONG = [
  [0.5, 1],
  [0.32, 0.8],
  [0.68, 0.8],
  [0.18, 0.6],
  [0.82, 0.6],
];

/** Middles of the longest level lines across a ring, those near its waist first: where a name fits. */
function nameSpots(ring) {
  let [top, bottom] = [Infinity, -Infinity];
  for (let i = 1; i < ring.length; i += 2) {
    top = Math.min(top, ring[i]);
    bottom = Math.max(bottom, ring[i]);
  }
  const spots = [];
  for (let k = 1; k < LINES; k += 1) {
    const y = top + ((bottom - top) * k) / LINES;
    const middling = 0.5 + Math.min(k, LINES - k) / LINES;
    const cuts = crossings(ring, y);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const length = cuts[i + 1] - cuts[i];
      for (const [part, gladly] of ALONG) {
        const width = 2 * length * Math.min(part, 1 - part);
        spots.push({ x: cuts[i] + length * part, y, width, worth: length * middling * gladly });
      }
    }
  }
  return spots.sort((a, b) => b.worth - a.worth).slice(0, SPOTS);
}

function crossings(ring, y) {
  const cuts = [];
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    if (ring[i + 1] > y !== ring[j + 1] > y) {
      cuts.push(ring[i] + ((y - ring[i + 1]) / (ring[j + 1] - ring[i + 1])) * (ring[j] - ring[i]));
    }
  }
  return cuts.sort((a, b) => a - b);
}

/** Whether a unit point lies in an area. */
export function areaContains(area, { x, y }) {
  const [x0, y0, x1, y1] = area.box;
  if (x < x0 || x > x1 || y < y0 || y > y1) return false;
  return area.rings.some((polygon) => {
    let inside = false;
    for (const ring of polygon) {
      const left = crossings(ring, y).filter((cut) => cut < x).length;
      if (left % 2) inside = !inside;
    }
    return inside;
  });
}

/** Each border once, however many units share it: lines in the unit square. */
export function uniqueEdges(areas) {
  const seen = new Set();
  const lines = [];
  for (const ring of areas.flatMap((area) => area.rings).flat()) addNewEdges(ring, seen, lines);
  return lines;
}

const corner = (ring, i) => `${Math.round(ring[i] * 1e8)},${Math.round(ring[i + 1] * 1e8)}`;

function addNewEdges(ring, seen, lines) {
  let line = null;
  let from = corner(ring, 0);
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const to = corner(ring, i + 2);
    const edge = from < to ? `${from} ${to}` : `${to} ${from}`;
    from = to;
    if (seen.has(edge)) {
      line = null;
      continue;
    }
    seen.add(edge);
    if (line) line.push(ring[i + 2], ring[i + 3]);
    else lines.push((line = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]]));
  }
}
