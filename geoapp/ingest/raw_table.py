"""The rows of an upload as the file has them, in one file by column, so that memory stays flat.

Each batch holds row numbers, a list for each column, WKB in the file's own coordinates, and
issues. A column can be read alone. The file can always be made again from the upload.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

import msgspec
from msgspec import Struct

from geoapp.ingest.batches import BATCH_BYTES, Batch, Cell, halves
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.stored import revived

TRAILER_BYTES: Final = 8
Span = tuple[int, int]


class _BatchIndex(Struct, array_like=True):
    rows: int
    numbers: Span
    geometry: Span
    issues: Span
    cells: dict[str, Span]


class _Index(Struct, array_like=True):
    columns: list[str]
    batches: list[_BatchIndex]


class RawTableWriter:
    """Writes batches under a temporary name; the table appears when all are written."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits, self.rows = path, limits, 0
        self._temporary = unfinished(path)
        self._index = _Index([], [])
        self._known: set[str] = set()
        self._out: BinaryIO = self._temporary.open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._out:
            if kind is None:
                self._finish()
        if kind is None:
            self._temporary.replace(self.path)
        else:
            self._temporary.unlink(missing_ok=True)

    def add(self, batch: Batch) -> None:
        """Append a batch; columns never seen before are None in earlier rows.

        One with very large geometries is split, so that whoever reads it needs little memory.
        """
        size = sum(len(wkb) for wkb in batch.geometry or () if wkb)
        if size > BATCH_BYTES and len(batch.numbers) > 1:
            for part in halves(batch):
                self.add(part)
            return
        self._index.columns += [name for name in batch.cells if name not in self._known]
        self._known.update(batch.cells)
        self.rows += len(batch.numbers)
        if len(self._known) > self.limits.columns:
            raise over_limit(self.limits, "columns")
        if self.rows > self.limits.features:
            raise over_limit(self.limits, "features")
        self._index.batches.append(
            _BatchIndex(
                len(batch.numbers),
                self._write(batch.numbers),
                self._write(batch.geometry),
                self._write(batch.issues),
                {name: self._write_cells(cells) for name, cells in batch.cells.items()},
            )
        )

    @property
    def columns(self) -> Sequence[str]:
        """Return the columns seen so far."""
        return self._index.columns

    def _write(self, value: object) -> Span:
        raw = msgspec.msgpack.encode(value)
        at = self._out.tell()
        self._out.write(raw)
        return at, len(raw)

    def _write_cells(self, cells: list[Cell]) -> Span:
        try:
            return self._write(cells)
        except OverflowError:
            return self._write([_with_storable_numbers(cell) for cell in cells])

    def _finish(self) -> None:
        at, _ = self._write(self._index)
        self._out.write(at.to_bytes(TRAILER_BYTES, "big"))
        self._out.flush()
        os.fsync(self._out.fileno())


class RawTable:
    """A finished table."""

    def __init__(self, path: Path) -> None:
        self._source: BinaryIO = path.open("rb")
        self._source.seek(-TRAILER_BYTES, os.SEEK_END)
        end = self._source.tell()
        at = int.from_bytes(self._source.read(TRAILER_BYTES), "big")
        self._index = msgspec.msgpack.decode(self._raw((at, end - at)), type=_Index)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    @property
    def columns(self) -> Sequence[str]:
        """Return the columns in the order they first came."""
        return self._index.columns

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(batch.rows for batch in self._index.batches)

    def column(self, name: str) -> Iterator[list[Cell]]:
        """Yield the cells of one column, a list for each batch."""
        for batch in self._index.batches:
            yield self._cells(batch, name)

    def numbers(self) -> Iterator[list[int]]:
        """Yield the numbers of rows, a list for each batch."""
        for batch in self._index.batches:
            yield msgspec.msgpack.decode(self._raw(batch.numbers), type=list[int])

    def geometry(self) -> Iterator[list[bytes | None] | None]:
        """Yield the geometries, a list for each batch."""
        for batch in self._index.batches:
            yield self._geometry(batch)

    def issues(self) -> Iterator[list[Issue]]:
        """Yield what reading found, a list for each batch."""
        for batch in self._index.batches:
            yield self._issues(batch)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[Batch]:
        """Yield batches with all columns, or with those named."""
        wanted = self.columns if columns is None else columns
        for batch, numbers in zip(self._index.batches, self.numbers(), strict=True):
            yield Batch(
                numbers,
                {name: self._cells(batch, name) for name in wanted},
                self._geometry(batch),
                self._issues(batch),
            )

    def _cells(self, batch: _BatchIndex, name: str) -> list[Cell]:
        span = batch.cells.get(name)
        if span is None:
            return [None] * batch.rows
        cells: list[Cell] = msgspec.msgpack.decode(self._raw(span))
        return cells

    def _geometry(self, batch: _BatchIndex) -> list[bytes | None] | None:
        return msgspec.msgpack.decode(self._raw(batch.geometry), type=list[bytes | None] | None)

    def _issues(self, batch: _BatchIndex) -> list[Issue]:
        found = msgspec.msgpack.decode(self._raw(batch.issues), type=list[Issue])
        return [revived(issue) for issue in found]

    def _raw(self, span: Span) -> bytes:
        self._source.seek(span[0])
        return self._source.read(span[1])


def unfinished(path: Path) -> Path:
    """Return the name under which a table is written until it is complete."""
    return path.with_name(path.name + ".part")


def _with_storable_numbers(cell: Cell) -> Cell:
    """Return the cell, as text where it is or holds a number of more than 64 bits."""
    try:
        msgspec.msgpack.encode(cell)
    except OverflowError:
        return str(cell)
    return cell
