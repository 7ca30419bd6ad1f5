"""A filled workbook of reports read back: each row by its key, each doubt by its cell."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from geoapp.domain.messages import LANGUAGES, message, say
from geoapp.domain.report_sheet import COLUMNS, FIRST_ROW, HEADER_ROW, MOST_ROWS, RowKey, parse_key
from geoapp.domain.reports import Fault
from geoapp.ingest.batches import Cell
from geoapp.ingest.limits import MEGABYTE, Limits
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.report_cells import CELLS, NUMBERS
from geoapp.ingest.sheets.rows import SheetRow, column_letters
from geoapp.ingest.sheets.xlsx_merges import read_merges
from geoapp.ingest.sheets.xlsx_rows import read_xlsx_rows

# A sheet of five hundred rows is small; it is read by the web process itself.
LIMITS: Final = Limits(
    file_bytes=5 * MEGABYTE, features=MOST_ROWS, columns=60, unpacked_bytes=30 * MEGABYTE
)


@dataclass(frozen=True)
class CellFault:
    """What is wrong with one cell, such as G7, or with the whole file (no cell)."""

    cell: str
    fault: Fault


@dataclass(frozen=True)
class FilledRow:
    """A project's row: its cells by field, and where each stands (G7)."""

    number: int
    key: RowKey
    cells: dict[str, Cell]
    places: dict[str, str]


@dataclass
class Filled:
    """All rows with a key, and what is wrong with cells whatever they say."""

    rows: list[FilledRow] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def read_report_workbook(path: Path) -> Filled:
    """Read a workbook; raises `UploadRefused` for a file that is not our template at all."""
    with closing(read_xlsx_rows(path, LIMITS)) as rows:
        read = list(rows)
    columns = _columns(read)
    filled = Filled()
    filled.faults += _column_faults(columns, read)
    filled.faults += _merge_faults(path)
    for row in read:
        filled.faults += _issues_of(row)
        if row.number >= FIRST_ROW and row.filled:
            _take(filled, row, columns)
    if len(filled.rows) > MOST_ROWS:
        said = message("At most {most} rows can be sent at once.", most=MOST_ROWS)
        raise UploadRefused("too_many_rows", said)
    return filled


def _columns(rows: Sequence[SheetRow]) -> dict[str, int]:
    """Return where each column stands by the hidden row of keys."""
    for row in rows[:HEADER_ROW]:
        words = [cell if isinstance(cell, str) else "" for cell in row.cells]
        if {"key", "progress"} <= set(words):
            missing = [name for name in COLUMNS if words.count(name) != 1]
            if missing:
                said = message(
                    "Columns are missing or stand there twice: {names}. Load the file again.",
                    names=", ".join(missing),
                )
                raise UploadRefused("columns_missing", said)
            return {name: words.index(name) for name in COLUMNS}
    raise UploadRefused(
        "not_our_template",
        message("This is not our file for monthly reports. Load it from this page and fill it in."),
    )


def _column_faults(columns: Mapping[str, int], rows: Sequence[SheetRow]) -> Iterator[CellFault]:
    """Yield columns that moved, and those whose heading says something else than their key."""
    header = next((row.cells for row in rows if row.number == HEADER_ROW), [])
    for place, name in enumerate(COLUMNS):
        at = columns[name]
        cell = f"{column_letters(at)}{HEADER_ROW}"
        said = header[at] if at < len(header) else None
        if said not in [say(COLUMNS[name], lang) for lang in LANGUAGES]:
            sentence = message(
                "The heading says “{said}”, and this column holds “{title}”: put the columns back.",
                said=str(said or "")[:60],
                title=COLUMNS[name],
            )
            yield CellFault(cell, Fault(name, "heading_changed", sentence))
        elif at != place:
            sentence = message(
                "The column “{title}” was moved from {letters}; it was read where it stands now.",
                title=COLUMNS[name],
                letters=column_letters(place),
            )
            yield CellFault(cell, Fault(name, "column_moved", sentence, is_error=False))


def _merge_faults(path: Path) -> Iterator[CellFault]:
    for merge in read_merges(path, LIMITS):
        if merge.last_row >= HEADER_ROW:
            said = message("The cells {cells} are merged: part them and fill in each.", cells=merge)
            yield CellFault(merge.first, Fault("", "merged_cells", said))


def _issues_of(row: SheetRow) -> Iterator[CellFault]:
    """Yield what the reader of sheets says: formulas, errors in cells."""
    for issue in row.issues:
        if issue.code != "one_sheet":
            fault = Fault("", issue.code, issue.message, is_error=issue.is_error)
            yield CellFault("", fault)


def _take(filled: Filled, row: SheetRow, columns: Mapping[str, int]) -> None:
    cells = {name: _cell(row, columns[name]) for name in COLUMNS}
    places = {name: f"{column_letters(at)}{row.number}" for name, at in columns.items()}
    key = parse_key(str(cells["key"] or ""))
    if key is None or cells["project"] != key.project:
        said = message("This row has lost its key, nobody knows whose it is: load the file again.")
        filled.faults.append(CellFault(places["project"], Fault("project", "key_lost", said)))
        return
    told = {name: cells[name] for name in CELLS if cells[name] not in (None, "")}
    filled.faults += _doubts(told, places)
    filled.rows.append(FilledRow(row.number, key, told, places))


def _cell(row: SheetRow, at: int) -> Cell:
    return row.cells[at] if at < len(row.cells) else None


def _doubts(cells: Mapping[str, Cell], places: Mapping[str, str]) -> Iterator[CellFault]:
    """Yield numbers that stand as text, and shares that may have been meant as percent."""
    for name in NUMBERS:
        cell = cells.get(name)
        if isinstance(cell, str):
            said = message("“{cell}” is text, and was read as a number.", cell=cell[:40])
            yield CellFault(places[name], Fault(name, "number_as_text", said, is_error=False))
        if name == "progress" and isinstance(cell, float) and 0 < cell < 1:
            said = message("{percent}% is less than one percent: was it meant so?", percent=cell)
            yield CellFault(places[name], Fault(name, "share", said, is_error=False))
