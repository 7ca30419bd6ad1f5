"""Rows of a sheet into a raw table: where the header is, and how columns are called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from geoapp.domain.messages import message
from geoapp.ingest.batches import BATCH_ROWS, Batch, Cell
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.raw_table import RawTableWriter
from geoapp.ingest.refusals import UploadRefused

# Titles and notes above the header of planners' tables take a few rows.
ROWS_BEFORE_HEADER: Final = 30
NEARLY_FULL: Final = 0.6
LETTERS: Final = 26


@dataclass
class SheetRow:
    """Cells from the first column on; `issues` are about single cells of this row."""

    number: int
    cells: list[Cell]
    issues: list[Issue] = field(default_factory=list)

    @property
    def filled(self) -> int:
        """Return how many cells hold something."""
        return sum(cell not in (None, "") for cell in self.cells)


def write_rows(
    rows: Iterator[SheetRow],
    table: RawTableWriter,
    limits: Limits,
    progress: Callable[[int, int | None], None],
) -> None:
    """Write what stands below the header; empty rows are left out."""
    first = list(islice(rows, ROWS_BEFORE_HEADER))
    place = find_header(first)
    if place is None:
        raise UploadRefused("no_table", message("The file has no row with names of columns."))
    names = column_names(first[place].cells)
    if len(names) > limits.columns:
        raise over_limit(limits, "columns")
    below = (row for row in chain(first[place + 1 :], rows) if row.filled)
    while batch := list(islice(below, BATCH_ROWS)):
        table.add(_batch(batch, names))
        progress(table.rows, None)
    if not table.rows:
        raise UploadRefused("no_features", message("The file has no rows below its header."))


def find_header(rows: Sequence[SheetRow]) -> int | None:
    """Return the place of the first row that is nearly as full as the fullest, and all words."""
    widest = max((row.filled for row in rows), default=0)
    if widest < 2:
        return None
    for place, row in enumerate(rows):
        words = [cell for cell in row.cells if cell not in (None, "")]
        if len(words) >= NEARLY_FULL * widest and all(isinstance(word, str) for word in words):
            return place
    return None


def column_names(header: Sequence[Cell]) -> list[str]:
    """Return a name for each column: its words, numbered when twice, its letter when empty."""
    names: list[str] = []
    for place, cell in enumerate(header):
        name = " ".join(str(cell).split()) if cell not in (None, "") else column_letters(place)
        again = sum(known == name or known.startswith(f"{name} (") for known in names)
        names.append(f"{name} ({again + 1})" if again and name in names else name)
    return names


def column_letters(place: int) -> str:
    """Return A for 0, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _batch(rows: Sequence[SheetRow], names: Sequence[str]) -> Batch:
    width = len(names)
    issues = [issue for row in rows for issue in row.issues]
    issues += [_too_wide(row, width) for row in rows if SheetRow(0, row.cells[width:]).filled]
    cells = [row.cells[:width] + [None] * (width - len(row.cells)) for row in rows]
    columns = {
        name: list(column) for name, column in zip(names, zip(*cells, strict=True), strict=True)
    }
    return Batch([row.number for row in rows], columns, None, issues)


def _too_wide(row: SheetRow, width: int) -> Issue:
    return Issue(
        row.number,
        "too_many_cells",
        "error",
        message("The row has {count} cells, the header {width}; a separator may be missing quotes.",
                count=len(row.cells), width=width),
    )  # fmt: skip
