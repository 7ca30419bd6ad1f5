"""The slides of tables: native ones, each as long as its slide."""

import re
from collections.abc import Sequence
from copy import deepcopy
from math import ceil
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm

from geoapp.domain.messages import Message, message
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.page_data import wide_cell
from geoapp.exports.plain_text import clean
from geoapp.exports.slides.frame import (
    BRAND,
    EDGE,
    HEAD,
    HEIGHT,
    INK,
    LATE,
    WIDTH,
    foot_height,
    new_slide,
    rgb,
    said,
    write_text,
)
from geoapp.exports.words import name_words

# How many letters stand on a line of the columns that wrap, in a wide font.
LETTERS: Final = {"name": 44, "lead_agency": 27, "finish": 15}
LINE_MM, CELL_MM, TABLE_HEAD_MM = 4.7, 2.0, 13.0
COLUMNS: Final[tuple[tuple[str, Message, float], ...]] = (
    ("number", message("No."), 12),
    ("name", message("Project"), 104),
    ("lead_agency", message("Lead agency"), 66),
    ("investment", message("VND billion"), 24),
    ("progress", message("Works / plan"), 38),
    ("schedule", message("Against the plan"), 38),
    ("finish", message("Finish"), 36.7),
)
# No-break spaces keep what belongs together on one line.
BLANKS: Final = re.compile(r"[ \t\n]+")
NUMBERS: Final = ("number", "investment", "progress")
LATE_COLUMN: Final = [name for name, *_ in COLUMNS].index("schedule")


def pages(content: ExportContent) -> list[list[ExportedProject]]:
    """Return the projects of each slide by the height of their rows, no slide with a poor rest."""
    heights = [_row_height(project, content) for project in content.projects]
    most = HEIGHT - HEAD - TABLE_HEAD_MM - foot_height(content) - 8
    found = _filled(content.projects, heights, most)
    if not found:
        return []
    enough = min(most, sum(heights) / len(found) + max(heights))
    even = _filled(content.projects, heights, enough)
    return even if len(even) == len(found) else found


def _filled(
    projects: Sequence[ExportedProject], heights: Sequence[float], most: float
) -> list[list[ExportedProject]]:
    found: list[list[ExportedProject]] = []
    left = 0.0
    for project, height in zip(projects, heights, strict=True):
        if left < height:
            found.append([])
            left = most
        found[-1].append(project)
        left -= height
    return found


def _row_height(project: ExportedProject, content: ExportContent) -> float:
    said = {name: len(_said(name, project, content)) for name in LETTERS}
    lines = max(ceil(said[name] / letters) for name, letters in LETTERS.items())
    return max(1, lines) * LINE_MM + CELL_MM


def add_table(deck: Any, content: ExportContent, projects: Sequence[ExportedProject]) -> None:
    """Add a slide with a row for each of the projects."""
    span = f"{projects[0].number}–{projects[-1].number}/{len(content.projects)}"
    slide = new_slide(deck, f"{content.title} ({span})", content)
    width = WIDTH - 2 * EDGE
    shape = slide.shapes.add_table(2, len(COLUMNS), Mm(EDGE), Mm(HEAD + 5), Mm(width), Mm(10))
    table = shape.table
    for place, (name, title, wide) in enumerate(COLUMNS):
        table.columns[place].width = Mm(wide)
        fill_cell(table.cell(0, place), said(content, title), 11, head=True)
        align = PP_ALIGN.RIGHT if name in NUMBERS else PP_ALIGN.LEFT
        fill_cell(table.cell(1, place), "-", 11, align=align)
    _rows(table, [[_said(name, one, content) for name, *_ in COLUMNS] for one in projects])
    for row, project in enumerate(projects, start=1):
        if project.properties["schedule"] == "late":
            font = table.cell(row, LATE_COLUMN).text_frame.paragraphs[0].runs[0].font
            font.bold, font.color.rgb = True, rgb(LATE)


def _rows(table: Any, texts: Sequence[Sequence[str]]) -> None:
    """Fill the body with copies of its first row: making each cell anew takes ten times as long."""
    first = table._tbl.tr_lst[1]  # noqa: SLF001 - the library copies no rows
    rows = [first, *(deepcopy(first) for _ in texts[1:])]
    for place, (row, line) in enumerate(zip(rows, texts, strict=True)):
        for cell, words in zip(row.tc_lst, line, strict=True):
            cell.find(f".//{qn('a:t')}").text = BLANKS.sub(" ", clean(words)).strip()
        if place:
            rows[place - 1].addnext(row)


def _said(name: str, project: ExportedProject, content: ExportContent) -> str:
    if name == "number":
        return str(project.number)
    if name == "name":
        return name_words(project.properties, content.lang)
    return wide_cell(name, project, content)


def fill_cell(cell: Any, text: str, size: float, *, head: bool = False, align: Any = None) -> None:
    cell.margin_left = cell.margin_right = Mm(1.6)
    cell.margin_top = cell.margin_bottom = Mm(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(BRAND if head else "FFFFFF")
    color = "FFFFFF" if head else INK
    write_text(cell.text_frame, text, size, bold=head, color=color, align=align)
