/** Cells of the tiles' 64 x 64 grid: which one holds a place, and one without one of its projects. */

const GRID = 64;

/** The key under which a tile of level z counts several projects at a unit place. */
export function cellKeyAt(z, { x, y }) {
  const [column, row] = [x * 2 ** z, y * 2 ** z];
  const cell = Math.floor((row % 1) * GRID) * GRID + Math.floor((column % 1) * GRID);
  return `${z}/${Math.floor(column)}/${Math.floor(row)}/${cell}`;
}

/** A cell's box in the unit square. */
export function cellBox(key) {
  const [z, column, row, cell] = key.split("/").map(Number);
  const side = 1 / 2 ** z / GRID;
  const x0 = column / 2 ** z + (cell % GRID) * side;
  const y0 = row / 2 ** z + Math.floor(cell / GRID) * side;
  return { x0, y0, x1: x0 + side, y1: y0 + side };
}

/**
 * Cells with one project taken out.
 * @param {{code: string, late: boolean, cell: string|null, rest: import('./projectItems.js').Item|null}} apart
 *   cell: the key of the cell that counts it; rest: the other one of a cell of two
 */
export function withoutProject(cells, { code, late, cell, rest }) {
  return cells.flatMap((one) => {
    if (one.key === code) return [];
    if (one.key !== cell) return [one];
    if (rest) return [{ ...one, ...rest.at, key: rest.code, n: 1, late: one.late - Number(late), p: rest.p }];
    return [{ ...one, n: one.n - 1, late: one.late - Number(late) }];
  });
}
