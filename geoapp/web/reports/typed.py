"""Reports as forms show and send them: texts in the page's language, untouched rows left out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flask import request

from geoapp.domain.formatting import BILLION, say_number
from geoapp.domain.reports import Fault, Handed, ReportEntry
from geoapp.ingest.batches import Cell
from geoapp.ingest.report_cells import CELLS, NUMBERS, read_report_cells
from geoapp.web.reports.pictures import KeptPhoto
from geoapp.web.state import language

# As many digits as a stored number can need to be read back the same.
DIGITS = 9
Texts = dict[str, str]
BLANK: Texts = dict.fromkeys(CELLS, "")


def texts_of(handed: Handed | None) -> Texts:
    """Return what a form shows of the report that is there."""
    if handed is None:
        return dict(BLANK)
    return {name: _text(name, handed.figures[name]) for name in CELLS}


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if name not in NUMBERS:
        return str(value)
    kind, _ = NUMBERS[name]
    number = float(value)  # type: ignore[arg-type]
    return say_number(number / BILLION if kind == "money" else number, language(), DIGITS)


def texts_of_cells(cells: Mapping[str, Cell]) -> Texts:
    """Return what a form shows of a workbook's cells; money stands there in billions."""
    return {name: _cell_text(cells.get(name)) for name in CELLS}


def _cell_text(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return say_number(cell, language(), DIGITS)
    return "" if cell is None else str(cell).replace("\r\n", "\n").strip()


def sent_texts(suffix: str = "") -> Texts:
    """Return what the form sent of one report; `suffix` tells rows apart."""
    return {
        name: request.form.get(name + suffix, "").replace("\r\n", "\n").strip() for name in CELLS
    }


def sent_seen(suffix: str = "") -> int:
    """Return the number of the report that the form showed, 0 for none."""
    text = request.form.get("seen" + suffix, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def with_photos(
    entry: ReportEntry, kept: Sequence[KeptPhoto], faults: Sequence[Fault]
) -> ReportEntry:
    """Return the entry with its photos and what is wrong with them."""
    photos = tuple(one.photo for one in kept)
    return replace(entry, photos=photos, faults=(*entry.faults, *faults))


def entry_of(code: str, month: date, texts: Mapping[str, str], seen: int) -> ReportEntry:
    """Return what the texts say, with the faults of cells that cannot be read."""
    values, faults = read_report_cells(texts, language())
    return ReportEntry(project=code, month=month, seen=seen, faults=faults, **values)
