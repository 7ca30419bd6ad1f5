"""A workbook: the list with types, frozen header and filters, and a sheet of totals."""

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from math import ceil
from textwrap import wrap
from typing import Any, Final

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from geoapp.domain.formatting import say_date
from geoapp.domain.messages import Message, message, say
from geoapp.exports.columns import Cell, Column, Kind, printed_first
from geoapp.exports.content import ExportContent
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import PAPERS as SIZES
from geoapp.exports.options import ExportOptions
from geoapp.exports.remarks import remarks

# What a cell cannot hold, and how much it can.
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_CHARACTERS: Final = 32_000
BRAND, TINT, LINE, INK_2, LINK = "#14344C", "#E7EEF3", "#D5D9DC", "#44525E", "#0B5A8C"
# Every program has letters as wide: columns and print are the same everywhere.
FONT: Final = {"font_name": "Times New Roman", "font_size": 11}
# Excel's own numbers of paper sizes.
PAPERS: Final = {"a4": 9, "a3": 8}
SIDE_IN, TOP_IN, BOTTOM_IN = 0.25, 0.4, 0.55
# A character of a column's width with its share of the cell's edges.
PT_PER_MM, COLUMN_PT, LEAST_SHRINK, MOST_LEFT = 72 / 25.4, 5.6, 0.86, 1.1
# What would make the letters of a smaller sheet too small to read.
ON_A3: Final = ("position",)
NUMBERS: Final[dict[Kind, str]] = {
    "whole": "#,##0",
    "real": "#,##0.######",
    "money": "#,##0",
    "percent": "0.0",
    "date": "dd/mm/yyyy",
}
HEADER_ROWS: Final = 3
# A line of a cell. Columns count the width of figures, letters are narrower; the indent of words
# takes more than one.
LINE_PT, LETTERS, INDENT, MOST_LINES = 14.25, 1.08, 1.5, 27
CODE_COLUMN: Final = 1
# The foot of the summary runs under figures and chart.
FOOT_COLUMNS, FOOT_LETTERS = 11, 130


def write_workbook(content: ExportContent, options: ExportOptions) -> bytes:
    """Return an XLSX file; no text becomes a formula or a link of its own."""
    file = BytesIO()
    strict = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
              "strings_to_numbers": False, "default_date_format": NUMBERS["date"],
              "default_format_properties": FONT}  # fmt: skip
    with xlsxwriter.Workbook(file, strict) as book:
        _list(book, content, options)
        _totals(book, content)
    return file.getvalue()


def _list(book: Workbook, content: ExportContent, options: ExportOptions) -> None:
    sheet = book.add_worksheet(_say(message("Projects"), content))
    columns, printed = printed_first(_printed_names(options))
    _head(book, sheet, content, columns, printed)
    looks = {column.kind: _look(book, column.kind) for column in columns}
    linked = _look(book, "text", font_color=LINK, underline=1)
    heights: list[float] = []
    for row, project in enumerate(content.projects, start=HEADER_ROWS + 1):
        cells = [column.read(project, content.lang) for column in columns]
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            _write(sheet, row, place, cell, looks[column.kind])
        heights.append(_row_height(columns[:printed], cells))
        sheet.set_row(row, heights[-1])
        if content.root_url:
            code = str(project.properties["code"])
            _link(sheet, row, f"{content.root_url}/projects/", code, linked)
    _empty(sheet, content)
    sheet.freeze_panes(HEADER_ROWS + 1, CODE_COLUMN + 2)
    last = HEADER_ROWS + max(1, len(content.projects))
    sheet.autofilter(HEADER_ROWS, 0, last, len(columns) - 1)
    sheet.print_area(0, 0, last, printed - 1)
    sheet.repeat_rows(HEADER_ROWS)
    _paper(sheet, content, options)
    sheet.fit_to_pages(1, _pages(columns[:printed], heights, options))


def _pages(printed: Sequence[Column], heights: Sequence[float], options: ExportOptions) -> int:
    """Return on how many pages to print: 0 for as many as it takes at the width of one.

    A number is given where a little smaller letters save a last page of a few rows.
    """
    wide, high = (side * PT_PER_MM for side in SIZES[options.paper])
    needed = sum(column.width * COLUMN_PT for column in printed)
    scale = min(1.0, (wide - 2 * SIDE_IN * 72) / needed)
    room = (high - (TOP_IN + BOTTOM_IN) * 72) / scale - 4 * LINE_PT
    pages = (sum(heights) + 5 * LINE_PT) / room
    whole = max(1, int(pages))
    # Other programs need a little more room than is reckoned here.
    return whole if LEAST_SHRINK <= whole / pages <= MOST_LEFT else 0


def _printed_names(options: ExportOptions) -> tuple[str, ...]:
    """Return the chosen columns that stand legibly beside each other on the paper."""
    return tuple(name for name in options.columns if options.paper == "a3" or name not in ON_A3)


def _head(
    book: Workbook,
    sheet: Worksheet,
    content: ExportContent,
    columns: Sequence[Column],
    printed: int,
) -> None:
    """Write title, subtitle and what must be said beside the figures, then the columns' titles."""
    letters = sum(column.width for column in columns[:printed])
    texts: tuple[tuple[str, int, dict[str, object]], ...] = (
        (content.title, 15, {"bold": True, "font_color": BRAND}),
        (content.subtitle, 11, {}),
        (" ".join(remarks(content)), 11, {"font_color": INK_2}),
    )
    for row, (text, size, look) in enumerate(texts):
        format_of = {"text_wrap": True, "valign": "top", "font_size": size} | look
        wrapped = book.add_format(format_of)
        sheet.merge_range(row, 0, row, printed - 1, "", wrapped)
        sheet.write_string(row, 0, safe_text(text), wrapped)
        sheet.set_row(row, ceil(len(text) * size / 11 / letters) * size * 1.4 + 2)
    header = book.add_format(
        {"bold": True, "bg_color": BRAND, "font_color": "#FFFFFF", "text_wrap": True,
         "valign": "vcenter", "border": 1, "border_color": LINE}
    )  # fmt: skip
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROWS, place, _say(column.title, content), header)
    lines = max(len(wrap(_say(one.title, content), int(one.width))) for one in columns[:printed])
    sheet.set_row(HEADER_ROWS, LINE_PT * lines + 3)


def _paper(sheet: Worksheet, content: ExportContent, options: ExportOptions) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPERS[options.paper])
    sheet.set_margins(left=SIDE_IN, right=SIDE_IN, top=TOP_IN, bottom=BOTTOM_IN)
    page, day = _say(message("Page"), content), say_date(content.printed, content.lang)
    printed = _say(message("Printed on {day}", day=day), content)
    foot = f"&L&8{printed}&R&8{page} &P/&N"
    sheet.set_footer(foot, {"scale_with_doc": False})


def _row_height(printed: Sequence[Column], cells: Sequence[Cell]) -> float:
    """Return the points that the printed texts of a row need: not every program counts lines."""
    lines = [
        len(wrap(cell, int((column.width - INDENT) * LETTERS)))
        for column, cell in zip(printed, cells, strict=False)
        if isinstance(cell, str)
    ]
    return LINE_PT * min(MOST_LINES, max(1, *lines))


def _look(book: Workbook, kind: Kind, **more: object) -> Any:
    look = {"valign": "top", "border": 1, "border_color": LINE} | more
    look |= {"text_wrap": True, "align": "left", "indent": 1} if kind == "text" else {}
    return book.add_format(look | ({"num_format": NUMBERS[kind]} if kind in NUMBERS else {}))


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, look: Any) -> None:
    match cell:
        case None:
            sheet.write_blank(row, place, None, look)
        case date():
            sheet.write_datetime(row, place, cell, look)
        case str():
            sheet.write_string(row, place, safe_text(cell), look)
        case _:
            sheet.write_number(row, place, cell, look)


def _link(sheet: Worksheet, row: int, root: str, code: str, look: Any) -> None:
    sheet.write_url(row, CODE_COLUMN, root + code, look, code)


def _empty(sheet: Worksheet, content: ExportContent) -> None:
    if not content.projects:
        sheet.write_string(HEADER_ROWS + 1, 2, empty_words(content)[0])


def _totals(book: Workbook, content: ExportContent) -> None:
    sheet = book.add_worksheet(_say(message("Summary"), content))
    strong = book.add_format({"bold": True})
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 24)
    totals = content.totals
    figures: tuple[tuple[Message, float | None, str], ...] = (
        (message("Projects"), totals.projects, "#,##0"),
        (message("On the map"), totals.located, "#,##0"),
        (message("Late"), totals.late, "#,##0"),
        (message("Total investment, VND"), totals.investment_vnd, "#,##0"),
        (message("Projects with a known investment"), totals.investment_known, "#,##0"),
        (message("Average progress weighted by investment, %"), totals.progress, "0.0"),
        (message("Projects it rests on"), totals.progress_known, "#,##0"),
    )
    for row, (words, figure, pattern) in enumerate(figures):
        sheet.write_string(row, 0, _say(words, content), strong)
        look = book.add_format({"num_format": pattern, "align": "right"})
        _write(sheet, row, 1, figure, look)
    first = len(figures) + 2
    sheet.write_string(first - 1, 0, safe_text(content.theme.title.say(content.lang)), strong)
    for row, found in enumerate(content.counts, start=first):
        sheet.write_string(row, 0, safe_text(found.label))
        sheet.write_number(row, 1, found.count)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    if content.counts:
        _chart(book, sheet, content, first)
    printed = message("Printed on {day}", day=say_date(content.printed, content.lang))
    foot = first + len(content.counts) + 2
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, line in enumerate([_say(printed, content), *remarks(content)], start=foot):
        sheet.merge_range(place, 0, place, FOOT_COLUMNS - 1, "", wrapped)
        sheet.write_string(place, 0, safe_text(line), wrapped)
        sheet.set_row(place, LINE_PT * ceil(len(line) / FOOT_LETTERS))


def _chart(book: Workbook, sheet: Worksheet, content: ExportContent, first: int) -> None:
    last, name = first + len(content.counts) - 1, sheet.get_name()
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "data_labels": {"value": True},
            "gap": 40,
            "points": [
                {"fill": {"color": found.style.fill}, "border": {"color": found.style.ink}}
                for found in content.counts
            ],
        }
    )
    chart.set_title({"name": content.theme.title.say(content.lang), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}, "visible": False})
    sheet.insert_chart("D1", chart)


def _say(words: Message, content: ExportContent) -> str:
    return say(words, content.lang)


def safe_text(text: str) -> str:
    """Return what a cell can hold of a text."""
    return CONTROLS.sub("", text)[:MOST_CHARACTERS]
