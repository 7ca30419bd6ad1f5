"""Native Word tables: heads that come again on each page, rows that are not torn."""

from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from geoapp.exports.periodic.docx_style import HEAD_PT, TABLE_PT, TEXT_MM
from geoapp.exports.periodic.parts import Table
from geoapp.exports.plain_text import clean
from geoapp.exports.word_tables import (
    keep_whole,
    keep_with_next,
    narrow_cells,
    repeat_on_each_page,
)

# Narrow columns keep their width for words.
CELL_MM: Final = 0.8


def add_table(document: Any, table: Table) -> None:
    """Add a table with its title above it."""
    document.add_paragraph(clean(table.title), style="Caption")
    parts = sum(column.share for column in table.columns)
    widths = [TEXT_MM * column.share / parts for column in table.columns]
    drawn = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    drawn.autofit = False
    narrow_cells(drawn, CELL_MM)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(drawn.rows[0], [column.title for column in table.columns], table, widths, head=True)
    repeat_on_each_page(drawn.rows[0])
    for place, row in enumerate(table.rows, start=1):
        last = table.sums and place == len(table.rows)
        _fill(drawn.add_row(), list(row), table, widths, strong=last)
    if table.sums and len(table.rows) > 1:
        keep_with_next([drawn.rows[-2]])


def _fill(
    row: Any,
    texts: list[str],
    table: Table,
    widths: list[float],
    *,
    head: bool = False,
    strong: bool = False,
) -> None:
    for cell, text, column, width in zip(row.cells, texts, table.columns, widths, strict=True):
        cell.width = Mm(width)
        if head:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(clean(text))
        run.bold, run.font.size = head or strong, Pt(HEAD_PT if head else TABLE_PT)
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif column.right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    keep_whole(row)


def bare_table(document: Any, widths: tuple[float, ...], rows: int = 1) -> Any:
    """Return a table without lines, for what stands side by side; `widths` in mm."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    narrow_cells(table, CELL_MM)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table
