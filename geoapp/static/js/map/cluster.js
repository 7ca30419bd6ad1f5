/** Projects merged into clusters until no two symbols touch; the same cells give the same clusters. */

/** Radius in pixels, with halo, of a single project's symbol at scale 1. */
export const SINGLE_RADIUS = 17;

/** White disc and its ink edge. */
export const clusterRadius = (n) => 16.5 + Math.min(13, 2.6 * Math.sqrt(n));

const radiusOf = (n, scale) => scale * (n === 1 ? SINGLE_RADIUS : clusterRadius(n));

/**
 * @typedef {import('./tileDecode.js').Cell} Cell
 * @typedef {{key: string, x: number, y: number, r: number, n: number, late: number, cells: Cell[]}} Group
 *   x, y in the unit square: the mean place of its projects; r in pixels
 */

/**
 * @param {Cell[]} cells
 * @param {number} size pixels across the unit square
 * @param {{scale: number, gap: number}} look gap: pixels that stay free between two symbols
 * @returns {Group[]}
 */
export function mergeCells(cells, size, { scale, gap }) {
  const grid = new Grid(size, 2 * scale * clusterRadius(25) + gap);
  for (const cell of [...cells].sort(byWeight)) {
    let group = {
      key: cell.key,
      x: cell.x,
      y: cell.y,
      r: radiusOf(cell.n, scale),
      n: cell.n,
      late: cell.late,
      cells: [cell],
    };
    for (let other = grid.touching(group, gap); other; other = grid.touching(group, gap)) {
      grid.remove(other);
      group = merged(other, group, scale);
    }
    grid.add(group);
  }
  return grid.all();
}

/** Order that knows nothing of the view, so that panning does not change what merges. */
function byWeight(a, b) {
  return b.n - a.n || a.y - b.y || a.x - b.x;
}

function merged(a, b, scale) {
  const n = a.n + b.n;
  const [large, small] = a.cells.length >= b.cells.length ? [a.cells, b.cells] : [b.cells, a.cells];
  for (const cell of small) large.push(cell);
  return {
    key: a.n >= b.n ? a.key : b.key,
    x: (a.x * a.n + b.x * b.n) / n,
    y: (a.y * a.n + b.y * b.n) / n,
    r: radiusOf(n, scale),
    n,
    late: a.late + b.late,
    cells: large,
  };
}

/** Groups by square of the map, so that only neighbours are compared. */
class Grid {
  #squares = new Map();
  #size;
  #step;

  /** @param {number} step pixels; no two symbols further apart than this can touch */
  constructor(size, step) {
    this.#size = size;
    this.#step = step;
  }

  #column(value) {
    return Math.floor((value * this.#size) / this.#step);
  }

  #square(column, row) {
    return column * 0x4000000 + row;
  }

  add(group) {
    const key = this.#square(this.#column(group.x), this.#column(group.y));
    const square = this.#squares.get(key);
    if (square) square.push(group);
    else this.#squares.set(key, [group]);
  }

  remove(group) {
    const square = this.#squares.get(this.#square(this.#column(group.x), this.#column(group.y)));
    square.splice(square.indexOf(group), 1);
  }

  /** The nearest group that the given one touches. */
  touching(group, gap) {
    const [column, row] = [this.#column(group.x), this.#column(group.y)];
    let nearest = null;
    let least = Infinity;
    for (let i = column - 1; i <= column + 1; i += 1) {
      for (let j = row - 1; j <= row + 1; j += 1) {
        for (const other of this.#squares.get(this.#square(i, j)) ?? []) {
          const far = Math.hypot(other.x - group.x, other.y - group.y) * this.#size;
          if (far < other.r + group.r + gap && far < least) [nearest, least] = [other, far];
        }
      }
    }
    return nearest;
  }

  all() {
    return [...this.#squares.values()].flat();
  }
}
