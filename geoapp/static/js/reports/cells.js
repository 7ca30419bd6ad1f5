/** The cells of the grid by row and column, as a spreadsheet counts them. */

/** All cells as an array of rows. */
export function rowsOf(grid) {
  return [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")]);
}

/** Where a cell stands: its row and column, counted from 0. */
export function placeOf(rows, cell) {
  for (const [row, cells] of rows.entries()) {
    const column = cells.indexOf(cell);
    if (column >= 0) return { row, column };
  }
  return null;
}

/** Put text into a cell as if it had been typed. */
export function fillCell(cell, words) {
  cell.value = words;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Go to a cell and take hold of all of it, so that typing replaces what stands there. */
export function enter(cell) {
  cell.focus();
  cell.select();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}
