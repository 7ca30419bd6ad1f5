/** Keys of the grid: arrows, Enter and Tab move between cells as in a spreadsheet. */

import { enter, placeOf, rowsOf } from "./cells.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function wireKeys(grid) {
  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.isComposing) return;
    const step = stepOf(event, cell);
    if (!step) return;
    const rows = rowsOf(grid);
    const place = placeOf(rows, cell);
    const next = rows[place.row + step[0]]?.[place.column + step[1]];
    if (!next) return;
    event.preventDefault();
    enter(next);
  });
}

/** Where a key leads, or null where it belongs to the text in the cell. */
function stepOf(event, cell) {
  if (event.key === "Enter" && !event.altKey) return event.shiftKey ? [-1, 0] : [1, 0];
  if (event.altKey || event.shiftKey) return null;
  const step = STEPS[event.key];
  return step && leavesText(event.key, cell) ? step : null;
}

/** Arrows leave a text only at its edge, or while all of it is selected. */
function leavesText(key, cell) {
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  if (start !== end) return false;
  if (key === "ArrowLeft") return start === 0;
  if (key === "ArrowRight") return end === value.length;
  if (key === "ArrowUp") return !value.slice(0, start).includes("\n");
  return !value.slice(end).includes("\n");
}
