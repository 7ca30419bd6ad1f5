"""A GeoJSON file into a raw table: one collection, or a feature on each line."""

import gc
import mmap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Raw

from geoapp.ingest.geojson.document import open_document
from geoapp.ingest.geojson.features import FeatureReader
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.raw_table import BATCH_ROWS, RawTableWriter

Progress = Callable[[int, int | None], None]
RECORD_SEPARATOR: Final = b"\x1e"
# More than the vertices that one row may have.
LINE_BYTES: Final = 32_000_000


def read_geojson(
    path: Path, skip: int, table: RawTableWriter, limits: Limits, progress: Progress
) -> str | None:
    """Read UTF-8 from byte `skip` on into the table; returns the CRS that the file states."""
    with collector_paused():
        opened = open_document(_mapped(path)[skip:], limits)
        features = opened.features
        _write_batches(table, limits, progress, features, range(1, len(features) + 1))
        return opened.stated_crs


def read_geojson_lines(
    path: Path, skip: int, table: RawTableWriter, limits: Limits, progress: Progress
) -> None:
    """Read one feature a line, with or without a record separator; rows are lines."""
    numbers: list[int] = []
    features: list[Raw] = []
    reader = FeatureReader(limits)
    with path.open("rb") as source, collector_paused():
        source.seek(skip)
        for number, line in enumerate(_lines(source, limits), start=1):
            if kept := line.strip().lstrip(RECORD_SEPARATOR).strip():
                numbers.append(number)
                features.append(Raw(kept))
            if len(features) == BATCH_ROWS:
                table.add(reader.read(features, numbers))
                progress(table.rows, None)
                numbers, features = [], []
        if features:
            table.add(reader.read(features, numbers))
    progress(table.rows, table.rows)


def _write_batches(
    table: RawTableWriter,
    limits: Limits,
    progress: Progress,
    features: Sequence[Raw],
    numbers: Sequence[int],
) -> None:
    reader = FeatureReader(limits)
    for begin in range(0, len(features), BATCH_ROWS):
        end = begin + BATCH_ROWS
        table.add(reader.read(features[begin:end], list(numbers[begin:end])))
        progress(table.rows, len(features))


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
    while line := source.readline(LINE_BYTES):
        if len(line) == LINE_BYTES and not line.endswith(b"\n"):
            raise over_limit(limits, "feature_vertices")
        yield line
