"""A workbook to fill in: an agency's projects of a month, everything but the figures locked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from geoapp.domain.formatting import BILLION, say_date
from geoapp.domain.messages import Message, message, say
from geoapp.domain.report_sheet import COLUMNS, FIRST_ROW, HEADER_ROW, KEY_ROW, RowKey
from geoapp.domain.reports import MOST_LETTERS, TEXTS
from geoapp.exports.workbook import BRAND, LINE, TINT, safe_text

WIDTHS: Final = {"project": 12, "name": 44, "done": 42, "next_steps": 36, "reason": 28}
NUMBERS: Final = ("progress", "disbursed_month_vnd", "disbursed_vnd")
MONEY: Final = ("disbursed_month_vnd", "disbursed_vnd", "plan_vnd")
FILLED: Final = (*NUMBERS, *TEXTS)
PATTERN: Final = "#,##0.0########"
# Billions that a column of VND can hold.
MOST_BILLION: Final = 9_000_000_000
MOST: Final = {
    "progress": 100,
    "disbursed_month_vnd": MOST_BILLION,
    "disbursed_vnd": MOST_BILLION,
}


@dataclass(frozen=True)
class TemplateRow:
    """One project: its key, its names, what stands beside, what is reported already (VND, %)."""

    key: RowKey
    name: str
    before: float | None
    planned: float | None
    plan_vnd: int | None
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """All that the workbook says; `illustrative` marks figures beside that were invented."""

    agency: str
    month: date
    due: date
    rows: Sequence[TemplateRow]
    lang: str
    illustrative: bool = False


def write_template(template: Template) -> bytes:
    """Return an XLSX file; no text becomes a formula or a link of its own."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(f"{template.month:%m-%Y}")
        _head(book, sheet, template)
        looks = {name: _look(book, name) for name in COLUMNS}
        for row, project in enumerate(template.rows, start=FIRST_ROW - 1):
            _row(sheet, row, project, looks)
        _hold(sheet, template)
    return file.getvalue()


def _head(book: Workbook, sheet: Worksheet, template: Template) -> None:
    lang = template.lang
    title = book.add_format({"bold": True, "font_size": 15, "font_color": BRAND})
    said = message(
        "Reports of {month}: {agency}", month=f"{template.month:%m/%Y}", agency=template.agency
    )
    sheet.write_string(0, 1, safe_text(say(said, lang)), title)
    sheet.write_string(1, 1, safe_text(say(_how_to(template), lang)))
    head = {"bold": True, "bg_color": BRAND, "font_color": "#FFFFFF", "text_wrap": True,
            "valign": "vcenter", "border": 1, "border_color": LINE}  # fmt: skip
    header = book.add_format(head)
    for place, (name, words) in enumerate(COLUMNS.items()):
        sheet.write_string(KEY_ROW - 1, place, name)
        sheet.write_string(HEADER_ROW - 1, place, say(words, lang), header)
        sheet.set_column(place, place, WIDTHS.get(name, 15), None, {"hidden": name == "key"})
    sheet.set_row(KEY_ROW - 1, None, None, {"hidden": True})
    sheet.set_row(HEADER_ROW - 1, 34)


def _how_to(template: Template) -> Message:
    day = say_date(template.due, template.lang)
    if template.illustrative:
        return message(
            "Fill in the white cells and send the file back by {day}. Illustrative figures stand "
            "beside.",
            day=day,
        )
    return message("Fill in the white cells and send the file back by {day}.", day=day)


def _look(book: Workbook, name: str) -> Any:
    look = {"valign": "top", "border": 1, "border_color": LINE}
    look |= {"locked": False} if name in FILLED else {"bg_color": TINT}
    look |= {"num_format": PATTERN} if name in (*MONEY, "progress") else {}
    look |= {"num_format": "0.0"} if name in ("before", "planned") else {}
    look |= {"text_wrap": True} if name in (*TEXTS, "name") else {}
    return book.add_format(look)


def _row(sheet: Worksheet, row: int, project: TemplateRow, looks: dict[str, Any]) -> None:
    beside = {
        "key": str(project.key),
        "project": project.key.project,
        "name": project.name,
        "before": project.before,
        "planned": project.planned,
        "plan_vnd": project.plan_vnd,
    }
    for place, name in enumerate(COLUMNS):
        value = project.figures.get(name) if name in FILLED else beside[name]
        if value is None:
            sheet.write_blank(row, place, None, looks[name])
        elif isinstance(value, str):
            sheet.write_string(row, place, safe_text(value), looks[name])
        else:
            sheet.write_number(row, place, value / BILLION if name in MONEY else value, looks[name])


def _hold(sheet: Worksheet, template: Template) -> None:
    """Lock what is not to be filled in, and let Excel refuse what we would refuse."""
    last = FIRST_ROW - 1 + max(0, len(template.rows) - 1)
    for place, name in enumerate(COLUMNS):
        if name in FILLED:
            sheet.data_validation(FIRST_ROW - 1, place, last, place, _rule(name, template.lang))
    allowed = ("format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.freeze_panes(HEADER_ROW, list(COLUMNS).index("name") + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)


def _rule(name: str, lang: str) -> dict[str, Any]:
    # Excel's own boxes hold 32 letters of a title and 255 of a message.
    if name in NUMBERS:
        said = message("A number from 0 to {most}.", most=f"{MOST[name]:,}")
        rule: dict[str, Any] = {"validate": "decimal", "criteria": "between", "minimum": 0}
        rule["maximum"] = MOST[name]
    else:
        said = message("At most {most} letters can be kept.", most=MOST_LETTERS)
        rule = {"validate": "length", "criteria": "<=", "value": MOST_LETTERS}
    title = say(COLUMNS[name], lang)[:32]
    return rule | {"error_title": title, "error_message": say(said, lang)[:255]}
