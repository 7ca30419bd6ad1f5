/** How many projects of each class are in view, summed from the cells of the tiles. */

import { isInside } from "./mercator.js";
import { classOfValue, COUNT_ORDER } from "./themes.js";

/**
 * @param {object[]} tiles with cells
 * @param {{x0: number, y0: number, x1: number, y1: number}} box of the unit square
 * @returns {{total: number, of: Map<string, number>}}
 */
export function countInView(tiles, box, theme) {
  const of = new Map(theme.classes.map((entry) => [entry.value, 0]));
  let total = 0;
  for (const { cells } of tiles) {
    for (const cell of cells) {
      if (!isInside(box, cell)) continue;
      total += cell.n;
      for (const [value, n] of shares(cell, theme)) of.set(value, (of.get(value) ?? 0) + n);
    }
  }
  return { total, of };
}

/** A cell's counts by class value; read from its text once. */
function shares(cell, theme) {
  cell.shares ??= {};
  cell.shares[theme.id] ??=
    cell.n === 1
      ? [[classOfValue(theme.classes, cell.p[theme.attribute]).value, 1]]
      : readShares(String(cell.p[`${theme.id}_counts`] ?? ""), COUNT_ORDER[theme.id]);
  return cell.shares[theme.id];
}

/** "1,6,4" in the order of the classes it counts. */
function readShares(words, order) {
  const pairs = words.split(",").map((part, i) => [order[i], Number(part)]);
  return pairs.filter(([, n]) => n > 0);
}
