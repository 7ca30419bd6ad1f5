"""What stands in the columns of a raw table: how full they are, and values to show and judge."""

from collections.abc import Iterable, Iterator
from typing import Final

from geoapp.ingest.batches import Cell
from geoapp.ingest.columns import ColumnSample
from geoapp.ingest.raw_table import RawTable

JUDGED: Final = 200
LOOKED_AT: Final = 2_000


def sample_columns(table: RawTable) -> list[ColumnSample]:
    """Return a sample of every column, in the order of the file."""
    return [_sample(name, table.column(name)) for name in table.columns]


def _sample(name: str, batches: Iterable[list[Cell]]) -> ColumnSample:
    filled = 0
    values: dict[str, Cell] = {}
    for cells in batches:
        filled += len(cells) - cells.count(None) - cells.count("")
        if len(values) < JUDGED:
            for cell in _given(cells[:LOOKED_AT]):
                values.setdefault(str(cell), cell)
                if len(values) == JUDGED:
                    break
    return ColumnSample(name, filled, tuple(values.values()))


def _given(cells: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in cells if cell is not None and cell != "")


def texts_of(samples: Iterable[ColumnSample]) -> list[str]:
    """Return names and values that are text, from which an old encoding is told."""
    found: list[str] = []
    for sample in samples:
        found.append(sample.name)
        found.extend(value for value in sample.values if isinstance(value, str))
    return found
