"""Rows of an Excel sheet: numbers, days and text as shown; formulas by their last value, said."""

import re
from collections.abc import Generator
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from geoapp.domain.messages import message
from geoapp.ingest.batches import Cell
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.sheets.rows import ROWS_BEFORE_HEADER, SheetRow, find_header
from geoapp.ingest.sheets.xlsx_parts import Sheet, Workbook, open_workbook
from geoapp.ingest.xml_events import Element, read_elements
from geoapp.ingest.zip_archives import open_archive, open_member

REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
WHOLE: Final = re.compile(r"-?\d{1,18}")
# Excel's day 60 does not exist (29 February 1900); days before it are of no project.
DAY_ZERO, DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
LAST_DAY: Final = 100_000


def read_xlsx_rows(path: Path, limits: Limits) -> Generator[SheetRow, None, None]:
    """Yield the rows of the first sheet that holds a table; other sheets are named on its first."""
    with open_archive(path, limits) as archive:
        workbook = open_workbook(archive, limits)
        chosen = _choose(archive, workbook, limits)
        others = [sheet.name for sheet in workbook.sheets if sheet is not chosen]
        with closing(_Rows(archive, workbook, chosen, limits).read()) as rows:
            for place, row in enumerate(rows):
                if place == 0 and others:
                    row.issues.append(_only_one_sheet(chosen.name, others))
                yield row


def _choose(archive: ZipFile, workbook: Workbook, limits: Limits) -> Sheet:
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden] or list(workbook.sheets)
    for sheet in visible:
        with closing(_Rows(archive, workbook, sheet, limits).read()) as rows:
            if find_header(list(islice(rows, ROWS_BEFORE_HEADER))) is not None:
                return sheet
    return visible[0]


class _Rows:
    """Reads one sheet; keeps what is known of the cell that is being read."""

    def __init__(self, archive: ZipFile, workbook: Workbook, sheet: Sheet, limits: Limits) -> None:
        self._archive, self._member = archive, sheet.member
        self._workbook, self._limits = workbook, limits
        self._row = SheetRow(0, [])
        self._cell: Element | None = None
        self._value, self._inline, self._has_formula = "", "", False
        self._computed: set[str] = set()

    def read(self) -> Generator[SheetRow, None, None]:
        with open_member(self._archive, self._member, self._limits) as pieces:
            for element in read_elements(pieces):
                if element.begins:
                    self._begin(element)
                elif element.name == "row":
                    yield self._row
                else:
                    self._end(element)

    def _begin(self, element: Element) -> None:
        if element.name == "row":
            stated = element.attributes.get("r", "")
            number = int(stated) if WHOLE.fullmatch(stated) else self._row.number + 1
            self._row = SheetRow(number, [])
        elif element.name == "c":
            self._cell = element
            self._value, self._inline, self._has_formula = "", "", False

    def _end(self, element: Element) -> None:
        if element.name == "v":
            self._value = element.text
        elif element.name == "t":
            self._inline += element.text
        elif element.name == "f":
            self._has_formula = True
        elif element.name == "c" and self._cell is not None:
            self._finish(self._cell.attributes)

    def _finish(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "")
        place = column_place(reference) if reference else len(self._row.cells)
        kind = attributes.get("t", "n")
        cell = None if kind == "e" else self._read(kind, attributes.get("s", ""))
        if cell in (None, "") and not self._has_formula and kind != "e":
            return
        if place >= self._limits.columns:
            raise over_limit(self._limits, "columns")
        self._row.cells += [None] * (place + 1 - len(self._row.cells))
        self._row.cells[place] = cell
        self._note(reference, cell, kind)

    def _read(self, kind: str, style: str) -> Cell:
        if kind == "s":
            texts = self._workbook.texts
            place = int(self._value) if WHOLE.fullmatch(self._value) else -1
            return texts[place] if 0 <= place < len(texts) else None
        if kind == "inlineStr":
            return self._inline
        if kind == "b":
            return self._value == "1"
        if kind in ("str", "d"):
            return self._value
        return self._number(style)

    def _number(self, style: str) -> Cell:
        number = _plain_number(self._value)
        if number is None:
            return self._value or None
        meanings = self._workbook.meanings
        place = int(style) if WHOLE.fullmatch(style) else -1
        meaning = meanings[place] if 0 <= place < len(meanings) else "number"
        if meaning == "percent":
            return round(number * 100, 10)
        if meaning == "date" and 0 < number < LAST_DAY:
            zero = DAY_ZERO_1904 if self._workbook.from_1904 else DAY_ZERO
            return (zero + timedelta(days=int(number))).isoformat()
        return number

    def _note(self, reference: str, cell: Cell, kind: str) -> None:
        if kind == "e":
            said = message("Cell {cell} shows an error: {value}.", cell=reference,
                           value=self._value[:20])  # fmt: skip
            self._row.issues.append(Issue(self._row.number, "error_in_cell", "error", said))
        elif self._has_formula and cell in (None, ""):
            said = message("Cell {cell} holds a formula without a computed value.", cell=reference)
            self._row.issues.append(Issue(self._row.number, "formula_without_value", "error", said))
        elif self._has_formula and (column := reference.rstrip("0123456789")) not in self._computed:
            self._computed.add(column)
            said = message("Column {column} holds formulas from cell {cell} on; their last "
                           "computed values are used.", column=column, cell=reference)  # fmt: skip
            self._row.issues.append(Issue(self._row.number, "formula", "warning", said))


def column_place(reference: str) -> int:
    """Return 0 for A7, 26 for AA1; beyond every limit for what is no reference."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        return 1 << 20
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _plain_number(text: str) -> int | float | None:
    if WHOLE.fullmatch(text):
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _only_one_sheet(name: str, others: list[str]) -> Issue:
    return Issue(
        None,
        "one_sheet",
        "warning",
        message("Only the sheet “{name}” was read; the workbook also has: {others}.",
                name=name[:60], others=", ".join(others)[:200]),
    )  # fmt: skip
