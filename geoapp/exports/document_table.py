"""The table of a document: all projects, worst first, in Word's own means."""

from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from geoapp.domain.formatting import NBSP
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.page_data import wide_cell
from geoapp.exports.plain_text import clean
from geoapp.exports.word_tables import (
    keep_whole,
    keep_with_next,
    narrow_cells,
    repeat_on_each_page,
)
from geoapp.exports.words import name_words

# Each with its share of the width in percent; the project's name takes what is left.
COLUMNS: Final[tuple[tuple[str, Message, float], ...]] = (
    ("lead_agency", message("Lead agency"), 20),
    ("investment", message("VND billion"), 9),
    ("progress", message("Works / plan"), 13),
    ("schedule", message("Against the plan"), 13),
    ("finish", message("Finish"), 13),
)
RIGHT: Final = (0, 3, 4)
NARROW_MM: Final = 200
CELL_MM: Final = 1.0
# So many rows end a table together: fewer would look lost on a page of their own.
LAST_TOGETHER: Final = 4


def add_table(document: Any, content: ExportContent, width: float) -> None:
    """Add the table; `width` in mm."""
    titles = [message("No."), message("Project"), *(title for _, title, _ in COLUMNS)]
    number = 5.0 if width > NARROW_MM else 6.5
    rest = 100 - number - sum(share for *_, share in COLUMNS)
    widths = [width * share / 100 for share in (number, rest, *(one[2] for one in COLUMNS))]
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.autofit = False
    narrow_cells(table, CELL_MM)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    rows = [table.rows[0]]
    _fill(rows[0], [say(one, content.lang) for one in titles], widths, bold=True)
    repeat_on_each_page(rows[0])
    for project in content.projects:
        said = [str(project.number), name_words(project.properties, content.lang)]
        said += [wide_cell(name, project, content) for name, *_ in COLUMNS]
        rows.append(table.add_row())
        _fill(rows[-1], said, widths)
    keep_with_next(rows[-LAST_TOGETHER:-1])
    _end(document)


def _end(document: Any) -> None:
    """Close the table with what Word must have after one, too small to need a page of its own."""
    last = document.add_paragraph()
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    last.add_run().font.size = Pt(1)


def _fill(row: Any, texts: list[str], widths: list[float], *, bold: bool = False) -> None:
    wide = sum(widths) > NARROW_MM
    for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
        cell.width = Mm(width)
        # Narrow columns need every place where a line may break.
        said = clean(text) if wide else clean(text).replace(NBSP, " ")
        run = cell.paragraphs[0].add_run(said)
        run.bold, run.font.size = bold, Pt(10)
        if place in RIGHT:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    keep_whole(row)
