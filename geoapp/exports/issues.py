"""What is wrong with an upload as a workbook: one row for each problem."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from geoapp.domain.messages import message, say
from geoapp.exports.workbook import BRAND, LINE, safe_text

COLUMNS: Final = (
    ("row", message("Row"), 8),
    ("project", message("Project code"), 14),
    ("severity", message("Severity"), 12),
    ("field", message("Field"), 24),
    ("message", message("What is wrong"), 70),
    ("expected", message("What was expected"), 44),
    ("place", message("Longitude, latitude"), 24),
)
SEVERITIES: Final = {"error": message("Error"), "warning": message("Warning")}


def write_issues(issues: Sequence[Mapping[str, Any]], lang: str) -> bytes:
    """Return an XLSX file; every cell of text is text, whatever it begins with."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(say(message("Errors and warnings"), lang))
        head = book.add_format({"bold": True, "bg_color": BRAND, "font_color": "#FFFFFF"})
        body = book.add_format({"text_wrap": True, "valign": "top", "border": 1,
                                "border_color": LINE})  # fmt: skip
        for place, (_, title, width) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, say(title, lang), head)
        for number, issue in enumerate(issues, start=1):
            for place, (name, _, _) in enumerate(COLUMNS):
                _write(sheet, number, place, _cell(name, issue[name], lang), body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(issues)), len(COLUMNS) - 1)
    return file.getvalue()


def _cell(name: str, value: Any, lang: str) -> int | str | None:
    if name == "severity":
        return say(SEVERITIES[value], lang)
    if name == "place" and value is not None:
        return f"{value[0]:.6f}, {value[1]:.6f}"
    return value if value is None or isinstance(value, int) else str(value)


def _write(sheet: Any, row: int, place: int, value: int | str | None, look: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, place, value, look)
    elif value is None:
        sheet.write_blank(row, place, None, look)
    else:
        sheet.write_string(row, place, safe_text(value), look)
