"""A layer that GDAL reads, into a raw table; the driver is the only one that is registered."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio

from geoapp.domain.messages import message
from geoapp.ingest.batches import BATCH_ROWS, Batch, Cell
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.raw_table import RawTableWriter
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.text_forms import letters_of
from geoapp.ingest.wkb import sift_wkb

Progress = Callable[[int, int | None], None]
# Text of a Shapefile comes as its bytes, one letter for each.
BYTES: Final = "ISO-8859-1"


def read_layer(
    path: Path,
    table: RawTableWriter,
    limits: Limits,
    progress: Progress,
    *,
    notes: Sequence[Issue] = (),
    as_bytes: bool = False,
) -> str | None:
    """Read the first layer with geometries; returns its CRS as GDAL tells it.

    `notes` are told with the first rows; `as_bytes` keeps the bytes of a Shapefile's text.
    """
    layer, others = _choose_layer(path)
    notes = [*notes, *others]
    info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
    total = int(info["features"])
    if total > limits.features:
        raise over_limit(limits, "features")
    notes = [*notes, *_note_heights(info)]
    vertices = 0
    for begin in range(0, total, BATCH_ROWS):
        batch, more = _read_batch(path, layer, begin, limits, as_bytes=as_bytes)
        batch.issues[:0] = notes
        notes = []
        vertices += more
        if vertices > limits.vertices:
            raise over_limit(limits, "vertices")
        table.add(batch)
        progress(table.rows, total)
    if not table.rows:
        raise UploadRefused("no_features", message("The file has no features."))
    crs: str | None = info["crs"]
    return crs


def _choose_layer(path: Path) -> tuple[str, list[Issue]]:
    layers = [(str(name), kind) for name, kind in pyogrio.list_layers(path)]
    if not layers:
        raise UploadRefused("no_features", message("The file has no layer."))
    chosen = next((name for name, kind in layers if kind is not None), layers[0][0])
    others = [name for name, _ in layers if name != chosen]
    return chosen, [_only_one_layer(chosen, others)] if others else []


def _read_batch(
    path: Path, layer: str, begin: int, limits: Limits, *, as_bytes: bool
) -> tuple[Batch, int]:
    meta, _, raw, columns = pyogrio.raw.read(
        path, layer=layer, skip_features=begin, max_features=BATCH_ROWS, datetime_as_string=True,
        encoding=BYTES if as_bytes else None,
    )  # fmt: skip
    names = [_text(name) if as_bytes else str(name) for name in meta["fields"]]
    size = len(columns[0]) if columns else len(raw)
    numbers = list(range(begin + 1, begin + size + 1))
    cells = {
        name: _cells(values, as_bytes=as_bytes) for name, values in zip(names, columns, strict=True)
    }
    wkb, issues, vertices = sift_wkb([None] * size if raw is None else raw, numbers, limits)
    return Batch(numbers, cells, wkb, issues), vertices


def _cells(values: Any, *, as_bytes: bool) -> list[Cell]:
    if values.dtype.kind == "f":
        return [_number(value) for value in values.tolist()]
    if values.dtype.kind == "O":
        return [_cell(value, as_bytes=as_bytes) for value in values.tolist()]
    plain: list[Cell] = values.tolist()
    return plain


def _number(value: float) -> Cell:
    # A column of integers with gaps comes as fractions, a gap as NaN.
    if not np.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _cell(value: object, *, as_bytes: bool) -> Cell:
    if value is None or isinstance(value, bytes):
        return None
    text = str(value)
    return _text(text) if as_bytes else text


def _text(letters: str) -> str:
    """Return the bytes of a Shapefile's text as UTF-8, else as single bytes."""
    raw = letters.encode("latin-1", "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError as problem:
        # A field of fixed length may end within a letter.
        cut = problem.start >= len(raw) - 3 and not raw[: problem.start].isascii()
        return raw[: problem.start].decode() if cut else letters_of(raw)


def _only_one_layer(name: str, others: list[str]) -> Issue:
    said = message(
        "Only the layer “{name}” was read; the file also has: {others}.",
        name=name[:60], others=", ".join(others)[:200],
    )  # fmt: skip
    return Issue(None, "one_layer", "warning", said)


def _note_heights(info: dict[str, Any]) -> list[Issue]:
    if " Z" not in str(info["geometry_type"]) and " M" not in str(info["geometry_type"]):
        return []
    said = message("The geometries have heights; only longitude and latitude are kept.")
    return [Issue(None, "heights_left_out", "warning", said)]
