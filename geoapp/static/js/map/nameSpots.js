/** Places for names on the map: nothing is written over anything else. */

import { breakLines, textWidth } from "./textSize.js";

const LINE_HEIGHT = 1.28;

/** Boxes that are taken: {x0, y0, x1, y1} in layer pixels. */
export class Taken {
  #boxes = [];

  add(box) {
    this.#boxes.push(box);
  }

  isFree(box) {
    return this.#boxes.every(
      (other) => box.x1 <= other.x0 || box.x0 >= other.x1 || box.y1 <= other.y0 || box.y0 >= other.y1,
    );
  }
}

export const circleBox = (x, y, r) => ({ x0: x - r, y0: y - r, x1: x + r, y1: y + r });

/** A name set in lines: {lines, size, weight, spacing, width, height}. */
export function setName(words, { size, weight, spacing = 0, widest = Infinity }) {
  const lines = widest === Infinity ? [words] : breakLines(words, size, weight, widest);
  return {
    lines,
    size,
    weight,
    spacing,
    width: Math.max(...lines.map((line) => textWidth(line, size, weight, spacing))),
    height: lines.length * size * LINE_HEIGHT,
  };
}

/** The first of right, left, above, below and the corners of a symbol where a name is free; else null. */
export function spotBeside(name, { x, y }, r, taken, view) {
  const [w, h, gap] = [name.width, name.height, 5];
  const spots = [
    { anchor: "start", x: x + r + gap, top: y - h / 2 },
    { anchor: "end", x: x - r - gap, top: y - h / 2 },
    { anchor: "middle", x, top: y - r - gap - h },
    { anchor: "middle", x, top: y + r + gap },
    { anchor: "start", x: x + 0.4 * r, top: y - r - h - 2 },
    { anchor: "start", x: x + 0.4 * r, top: y + r + 2 },
    { anchor: "end", x: x - 0.4 * r, top: y - r - h - 2 },
    { anchor: "end", x: x - 0.4 * r, top: y + r + 2 },
  ];
  return (
    spots.find((spot) => {
      spot.box = boxOf(spot, w, h);
      return isWithin(spot.box, view) && taken.isFree(spot.box);
    }) ?? null
  );
}

/** A name centred on its place, moved up or down a little where that frees it; null when it never fits. */
export function spotOn(name, { x, y }, taken, view, allowed) {
  for (const shift of [0, -0.9, 0.9, -1.8, 1.8]) {
    const spot = { anchor: "middle", x, top: y - name.height / 2 + shift * name.size };
    spot.box = boxOf(spot, name.width, name.height);
    if (isWithin(spot.box, view) && taken.isFree(spot.box) && allowed(spot)) return spot;
  }
  return null;
}

function boxOf({ anchor, x, top }, width, height) {
  const left = { start: x, end: x - width, middle: x - width / 2 }[anchor];
  return { x0: left - 2, y0: top - 1, x1: left + width + 2, y1: top + height + 1 };
}

const isWithin = (box, view) => box.x0 >= view.x0 && box.y0 >= view.y0 && box.x1 <= view.x1 && box.y1 <= view.y1;

/** Baseline of the first line below the top of a spot. */
export const firstBaseline = (name) => name.size * (LINE_HEIGHT / 2 + 0.36);

export const lineStep = (name) => name.size * LINE_HEIGHT;
