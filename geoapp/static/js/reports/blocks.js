/** Reads a block of cells as spreadsheets put it on the clipboard: tabs, lines, quoted cells. */

const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;

/** Rows of cells; a cell in quotes may hold tabs, lines and doubled quotes. */
export function readBlock(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  CELL.lastIndex = 0;
  for (let found = CELL.exec(lines); found; found = CELL.exec(lines)) {
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).trim());
    if (found[3] === "") break;
    if (found[3] === "\n") rows.push([]);
  }
  return rows;
}
