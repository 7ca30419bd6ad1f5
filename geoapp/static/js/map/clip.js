/** Rings and lines cut to a rectangle, so that a deep zoom never draws what cannot be seen. */

const EDGES = [
  { axis: 0, sign: 1, at: (box) => box[0] },
  { axis: 0, sign: -1, at: (box) => box[2] },
  { axis: 1, sign: 1, at: (box) => box[1] },
  { axis: 1, sign: -1, at: (box) => box[3] },
];

export const overlaps = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

export const contains = (outer, inner) =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

/** A closed ring [x0, y0, x1, y1, …] cut to box [left, top, right, bottom]. */
export function clipRing(ring, box) {
  let flat = ring;
  for (const { axis, sign, at } of EDGES) {
    flat = clipHalf(flat, axis, sign, at(box));
    if (!flat.length) break;
  }
  return flat;
}

function clipHalf(ring, axis, sign, limit) {
  const kept = [];
  let before = ring.length - 2;
  for (let i = 0; i < ring.length; i += 2) {
    const a = (ring[before + axis] - limit) * sign;
    const b = (ring[i + axis] - limit) * sign;
    if (a * b < 0) {
      const part = a / (a - b);
      kept.push(ring[before] + (ring[i] - ring[before]) * part);
      kept.push(ring[before + 1] + (ring[i + 1] - ring[before + 1]) * part);
    }
    if (b >= 0) kept.push(ring[i], ring[i + 1]);
    before = i;
  }
  return kept;
}

/** The runs of a line whose segments come near a box; ends may reach outside it. */
export function clipLine(line, box) {
  const runs = [];
  let run = null;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x0, y0, x1, y1] = [line[i], line[i + 1], line[i + 2], line[i + 3]];
    const near =
      Math.max(x0, x1) >= box[0] &&
      Math.min(x0, x1) <= box[2] &&
      Math.max(y0, y1) >= box[1] &&
      Math.min(y0, y1) <= box[3];
    if (!near) run = null;
    else if (run) run.push(x1, y1);
    else runs.push((run = [x0, y0, x1, y1]));
  }
  return runs;
}
