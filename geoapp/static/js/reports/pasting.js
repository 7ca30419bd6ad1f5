/** A block copied from a spreadsheet fills the cells from where it is pasted. */

import { text } from "../page/config.js";
import { readBlock } from "./blocks.js";
import { enter, fillCell, placeOf, rowsOf } from "./cells.js";

export function wirePasting(grid) {
  grid.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-cell]");
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !/[\t\n]./.test(words.trim())) return;
    event.preventDefault();
    const rows = rowsOf(grid);
    say(fill(rows, placeOf(rows, cell), readBlock(words)));
    enter(cell);
  });
}

/** Fill what the grid has room for; return how many cells were filled and how many had none. */
function fill(rows, from, block) {
  let filled = 0;
  let over = 0;
  for (const [down, cells] of block.entries()) {
    for (const [right, words] of cells.entries()) {
      const cell = rows[from.row + down]?.[from.column + right];
      if (cell) fillCell(cell, words);
      if (cell) filled += 1;
      else if (words) over += 1;
    }
  }
  return { filled, over };
}

function say({ filled, over }) {
  const said = text("reports.pasted", { filled });
  const rest = over ? ` ${text("reports.pasted.over", { over })}` : "";
  document.getElementById("grid-said").textContent = said + rest;
}
