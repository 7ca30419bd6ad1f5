"""A GeoJSON file into a raw table: one collection, or a feature on each line."""

import gc
import mmap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Raw

from geoapp.ingest.batches import BATCH_ROWS
from geoapp.ingest.geojson.document import open_document
from geoapp.ingest.geojson.features import FeatureReader
from geoapp.ingest.geojson.windows import FEATURE_BYTES, read_windows
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.raw_table import RawTableWriter

Progress = Callable[[int, int | None], None]
RECORD_SEPARATOR: Final = b"\x1e"
# Decoded, positions take up to twenty times their bytes.
BATCH_BYTES: Final = 8_000_000


def read_geojson(
    path: Path, skip: int, table: RawTableWriter, limits: Limits, progress: Progress
) -> str | None:
    """Read UTF-8 from byte `skip` on into the table; returns the CRS that the file states."""
    with collector_paused():
        opened = open_document(_mapped(path)[skip:], limits)
        size = len(opened.features)
        rows = _Rows(table, limits)
        for features, at in read_windows(opened.features, limits):
            rows.add(features, range(rows.taken + 1, rows.taken + len(features) + 1))
            progress(table.rows, max(table.rows, rows.taken * size // at))
        rows.finish()
    progress(table.rows, table.rows)
    return opened.stated_crs


def read_geojson_lines(
    path: Path, skip: int, table: RawTableWriter, limits: Limits, progress: Progress
) -> None:
    """Read one feature a line, with or without a record separator; rows are lines."""
    rows = _Rows(table, limits)
    with path.open("rb") as source, collector_paused():
        source.seek(skip)
        for number, line in enumerate(_lines(source, limits), start=1):
            if kept := line.strip().lstrip(RECORD_SEPARATOR).strip():
                rows.add([Raw(kept)], [number])
                if not rows.waiting:
                    progress(table.rows, None)
        rows.finish()
    progress(table.rows, table.rows)


class _Rows:
    """Features on their way into the table, in batches bounded in number and in size."""

    def __init__(self, table: RawTableWriter, limits: Limits) -> None:
        self._table, self._reader = table, FeatureReader(limits)
        self.waiting: list[Raw] = []
        self._numbers: list[int] = []
        self._bytes = self.taken = 0

    def add(self, features: Sequence[Raw], numbers: Sequence[int]) -> None:
        """Take features; what makes up a batch is read at once."""
        for feature, number in zip(features, numbers, strict=True):
            self.waiting.append(feature)
            self._numbers.append(number)
            self._bytes += memoryview(feature).nbytes
            if len(self.waiting) == BATCH_ROWS or self._bytes > BATCH_BYTES:
                self.finish()
        self.taken += len(features)

    def finish(self) -> None:
        """Read what is waiting."""
        if self.waiting:
            self._table.add(self._reader.read(self.waiting, self._numbers))
        self.waiting, self._numbers, self._bytes = [], [], 0


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for cycles: lists of positions have none, and searching doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _mapped(path: Path) -> memoryview:
    # Closed with its last reference: raw features point into it, also those of a traceback.
    with path.open("rb") as source:
        return memoryview(mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))


def _lines(source: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Yield lines; one that never ends is refused."""
    while line := source.readline(FEATURE_BYTES):
        if len(line) == FEATURE_BYTES and not line.endswith(b"\n"):
            raise over_limit(limits, "feature_vertices")
        yield line
