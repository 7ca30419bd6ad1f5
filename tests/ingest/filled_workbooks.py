"""Workbooks as agencies send them back: our template filled in, and what can go wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from geoapp.domain.messages import say
from geoapp.domain.report_sheet import COLUMNS, FIRST_ROW, HEADER_ROW, KEY_ROW

Row = Mapping[str, Any]


def row(code: str, month: str = "2026-11", seen: int = 0, **cells: Any) -> Row:
    """A project's row with its key."""
    return {"key": f"{code}|{month}|{seen}", "project": code, "name": f"Dự án {code}"} | cells


def workbook(
    *rows: Row,
    order: Sequence[str] = tuple(COLUMNS),
    headings: Mapping[str, str] | None = None,
    spoil: Callable[[Any], None] | None = None,
) -> bytes:
    """Return a filled file; `order` moves columns, `headings` changes words, `spoil` the sheet."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("11-2026")
        percent = book.add_format({"num_format": "0%"})
        sheet.write_string(0, 1, "Báo cáo tháng 11/2026")
        for place, name in enumerate(order):
            sheet.write_string(KEY_ROW - 1, place, name)
            words = (headings or {}).get(name) or say(COLUMNS[name], "vi")
            sheet.write_string(HEADER_ROW - 1, place, words)
            for down, cells in enumerate(rows):
                _write(sheet, FIRST_ROW - 1 + down, place, cells.get(name), percent)
        if spoil:
            spoil(sheet)
    return file.getvalue()


def _write(sheet: Any, down: int, place: int, value: Any, percent: Any) -> None:
    if isinstance(value, tuple):
        sheet.write_number(down, place, value[0], percent)
    elif isinstance(value, str) and not value.startswith("="):
        sheet.write_string(down, place, value)
    elif value is not None:
        sheet.write(down, place, value)


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "filled.xlsx"
    path.write_bytes(content)
    return path
