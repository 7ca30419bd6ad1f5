/** Symbols moved aside from their place: where to, and the line that leads back. */

import { svg } from "./dom.js";

const TURNS = 16;

/**
 * The nearest free place for a circle around a point, upwards first.
 * @param {{x: number, y: number}} from layer pixels
 * @param {{x: number, y: number, r: number}[]} circles taken places
 * @param {(point: {x: number, y: number}) => boolean} allowed
 */
export function freeSpot(from, r, circles, allowed, nearest) {
  for (let far = nearest; far < nearest + 5 * r; far += r * 0.6) {
    for (let k = 0; k < TURNS; k += 1) {
      const turn = ((k % 2 ? -1 : 1) * Math.ceil(k / 2) * 2 * Math.PI) / TURNS - Math.PI / 2;
      const spot = { x: from.x + far * Math.cos(turn), y: from.y + far * Math.sin(turn) };
      const free = circles.every((c) => Math.hypot(c.x - spot.x, c.y - spot.y) >= c.r + r);
      if (free && allowed(spot)) return spot;
    }
  }
  return { x: from.x, y: from.y - nearest };
}

/** Places around a point for `count` circles that do not touch: rings, the inner one first. */
export function ringSpots(from, count, r) {
  const spots = [];
  for (let ring = 1; spots.length < count; ring += 1) {
    const room = Math.max(5, Math.floor((2 * Math.PI * ring * 2.4 * r) / (2.25 * r)));
    const here = Math.min(room, count - spots.length);
    const far = ring * 2.4 * r + r * 0.4;
    for (let k = 0; k < here; k += 1) {
      const turn = (k / here) * 2 * Math.PI - Math.PI / 2 + (ring % 2 ? 0 : Math.PI / here);
      spots.push({ x: from.x + far * Math.cos(turn), y: from.y + far * Math.sin(turn) });
    }
  }
  return spots;
}

/** A line from a place to its symbol. */
export const leaderLine = (from, to) =>
  svg("line", {
    class: "map-leader",
    x1: from.x,
    y1: from.y,
    x2: to.x,
    y2: to.y,
  });

/** The dot that marks the place itself. */
export const leaderDot = (from) => svg("circle", { class: "map-leader-dot", cx: from.x, cy: from.y, r: 4.5 });
