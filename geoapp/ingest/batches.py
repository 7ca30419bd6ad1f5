"""Batches of raw rows by column, small enough for memory to stay flat."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, over_limit

BATCH_ROWS: Final = 5_000
BATCH_BYTES: Final = 32_000_000
Cell = None | bool | int | float | str | list[object] | dict[str, object]


class Batch(Struct):
    """Rows in the order of the file; lists are as long as `numbers`.

    `geometry` is WKB without heights, None where a row has none; no list at all where the
    file's kind has no geometries and positions stand in columns.
    """

    numbers: list[int]
    cells: dict[str, list[Cell]]
    geometry: list[bytes | None] | None
    issues: list[Issue]


def halves(batch: Batch) -> Iterator[Batch]:
    """Yield the first and the second half of a batch."""
    middle = len(batch.numbers) // 2
    first = batch.numbers[middle]
    for part, before in ((slice(middle), True), (slice(middle, None), False)):
        yield Batch(
            batch.numbers[part],
            {name: cells[part] for name, cells in batch.cells.items()},
            None if batch.geometry is None else batch.geometry[part],
            [issue for issue in batch.issues if ((issue.row or 0) < first) is before],
        )


def rows_at(batch: Batch, places: Sequence[int]) -> Batch:
    """Return the rows at these places of a batch, without its issues."""
    return Batch(
        [batch.numbers[place] for place in places],
        {name: [cells[place] for place in places] for name, cells in batch.cells.items()},
        None if batch.geometry is None else [batch.geometry[place] for place in places],
        [],
    )


def columns_of(rows: Sequence[Mapping[str, Cell]], limits: Limits) -> dict[str, list[Cell]]:
    """Turn rows into columns; a key that a row lacks is None there."""
    first = rows[0].keys() if rows else {}.keys()
    if all(row.keys() == first for row in rows):
        names, alike = list(first), True
    else:
        names, alike = list(dict.fromkeys(name for row in rows for name in row)), False
    if len(names) > limits.columns:
        raise over_limit(limits, "columns")
    if alike:
        return {name: [row[name] for row in rows] for name in names}
    return {name: [row.get(name) for row in rows] for name in names}
