"""Native Word tables: heads that come again on each page, rows that are not torn."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from geoapp.exports.periodic.docx_style import HEAD_PT, TABLE_PT, TEXT_MM
from geoapp.exports.periodic.parts import Table
from geoapp.exports.plain_text import clean


def add_table(document: Any, table: Table) -> None:
    """Add a table with its title above it."""
    document.add_paragraph(clean(table.title), style="Caption")
    parts = sum(column.share for column in table.columns)
    widths = [TEXT_MM * column.share / parts for column in table.columns]
    drawn = document.add_table(rows=1, cols=len(widths), style="Table Grid")
    drawn.autofit = False
    _margins(drawn)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    _fill(drawn.rows[0], [column.title for column in table.columns], table, widths, head=True)
    _mark(drawn.rows[0], "w:tblHeader")
    for place, row in enumerate(table.rows, start=1):
        last = table.sums and place == len(table.rows)
        _fill(drawn.add_row(), list(row), table, widths, strong=last)
    if table.sums and len(table.rows) > 1:
        _keep_with_next(drawn.rows[-2])


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
    _mark(row, "w:cantSplit")


def _keep_with_next(row: Any) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - no other way


def _margins(table: Any) -> None:
    """Let narrow columns keep their width for words: 0,8 mm on each side."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - no other way


def bare_table(document: Any, widths: tuple[float, ...], rows: int = 1) -> Any:
    """Return a table without lines, for what stands side by side; `widths` in mm."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    _margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table
