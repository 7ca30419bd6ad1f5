"""The cells of a batch as values of the project's fields, with the problems of single cells."""

from collections.abc import Sequence

from geoapp.ingest.batches import Batch, Cell
from geoapp.ingest.checks.found import Found
from geoapp.ingest.choices import Choices
from geoapp.ingest.fields import PLACE_FIELDS
from geoapp.ingest.limits import Limits
from geoapp.ingest.old_encodings import OldEncoding, read_as
from geoapp.ingest.values.agencies import Agencies
from geoapp.ingest.values.choices import SECTOR_OF_KIND, read_pair
from geoapp.ingest.values.columns import ColumnReader, ReadColumn

Columns = dict[str, list[object]]


class RowReader:
    """Reads batches by what a planner chose for the columns; `code` is one of the fields."""

    def __init__(self, choices: Choices, agencies: Agencies, limits: Limits) -> None:
        self._encoding = choices.encoding
        self._readers = {
            name: (target.field, ColumnReader(target, agencies, limits))
            for name, target in choices.columns.items()
            if target.field not in PLACE_FIELDS
        }

    def read(self, batch: Batch) -> tuple[Columns, list[Found]]:
        """Return values by field, and what is wrong with cells."""
        read: dict[str, ReadColumn] = {}
        cells: dict[str, Sequence[Cell]] = {}
        for name, (field, reader) in self._readers.items():
            cells[field] = in_unicode(batch.cells[name], self._encoding)
            read[field] = reader.read(list(cells[field]))
        _settle_pairs(read, cells)
        found = [one for field, column in read.items() for one in _found(field, column)]
        columns = {field: column.values for field, column in read.items()}
        _derive_sectors(columns)
        return columns, found


def in_unicode(cells: list[Cell], encoding: OldEncoding | None) -> list[Cell]:
    """Return cells with text of an old encoding read as chosen."""
    if encoding is None:
        return cells
    return [read_as(cell, encoding) if isinstance(cell, str) else cell for cell in cells]


def _settle_pairs(read: dict[str, ReadColumn], cells: dict[str, Sequence[Cell]]) -> None:
    """Read the pairs of words that documents have for sector and kind, where one is unfit."""
    if "sector" not in read or "kind" not in read:
        return
    sector, kind = read["sector"], read["kind"]
    for place in {*sector.unfit, *kind.unfit}:
        pair = read_pair(cells["sector"][place], cells["kind"][place])
        if pair:
            for column, code in zip((sector, kind), pair, strict=True):
                column.values[place] = code
                column.unfit.pop(place, None)


def _derive_sectors(columns: Columns) -> None:
    """Fill the sector where the row tells the kind alone."""
    kinds = columns.get("kind")
    if kinds is None:
        return
    sectors = columns.setdefault("sector", [None] * len(kinds))
    for place, kind in enumerate(kinds):
        if sectors[place] is None and kind is not None:
            sectors[place] = SECTOR_OF_KIND[str(kind)]


def _found(field: str, column: ReadColumn) -> list[Found]:
    unfit = [
        Found(place, one.code, "error", one.message, field, one.expected)
        for place, one in column.unfit.items()
    ]
    doubts = [
        Found(place, one.code, "warning", one.message, field)
        for place, one in column.doubtful.items()
    ]
    return unfit + doubts
