"""What Word knows of tables and python-docx does not: narrow cells, whole rows, repeated heads."""

from collections.abc import Sequence
from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM: Final = 1440 / 25.4


def narrow_cells(table: Any, mm: float) -> None:
    """Leave so many mm between words and lines on both sides, in place of Word's two."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(mm * TWIPS_PER_MM)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no other way


def repeat_on_each_page(row: Any) -> None:
    """Let Word write a row again at the head of each page."""
    _mark(row, "w:tblHeader")


def keep_whole(row: Any) -> None:
    """Let no page end within a row."""
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - as above


def keep_with_next(rows: Sequence[Any]) -> None:
    """Let each row stand on the page of the row after it."""
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
