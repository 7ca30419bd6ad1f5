"""Batches of typed GeoJSON geometries as shapely arrays, built without a Python loop per vertex."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.geojson.structs import (
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    Shape,
)

Floats = NDArray[np.float64]
Offsets = NDArray[np.int64]
DIMENSIONS: Final = 2
NO_OFFSETS: Final[Offsets] = np.empty(0, np.int64)
# How many lists lie around a position in each kind's coordinates.
DEPTH: Final[dict[type[Shape], int]] = {
    Point: 0,
    MultiPoint: 1,
    LineString: 1,
    MultiLineString: 2,
    Polygon: 2,
    MultiPolygon: 3,
}
KINDS: Final = {
    Point: shapely.GeometryType.POINT,
    MultiPoint: shapely.GeometryType.MULTIPOINT,
    LineString: shapely.GeometryType.LINESTRING,
    MultiLineString: shapely.GeometryType.MULTILINESTRING,
    Polygon: shapely.GeometryType.POLYGON,
    MultiPolygon: shapely.GeometryType.MULTIPOLYGON,
}


@dataclass
class Built:
    """Geometries in the order they came, None where there is none or a ring is open."""

    geometry: NDArray[np.object_]
    vertices: NDArray[np.int64]
    with_heights: NDArray[np.bool_]
    open_rings: dict[int, tuple[float, float]] = field(default_factory=dict)


def build_geometries(shapes: Sequence[Shape | None]) -> Built:
    """Build a batch; `open_rings` tells the first position of a ring that does not close."""
    built = Built(
        np.full(len(shapes), None, dtype=object),
        np.zeros(len(shapes), np.int64),
        np.zeros(len(shapes), np.bool_),
    )
    for kind in DEPTH:
        places = [place for place, shape in enumerate(shapes) if type(shape) is kind]
        if places:
            _build_kind(kind, np.array(places), [shapes[place] for place in places], built)
    return built


def _build_kind(
    kind: type[Shape], places: NDArray[np.int64], shapes: Sequence[Any], built: Built
) -> None:
    levels, xy, heights = _flatten([shape.coordinates for shape in shapes], DEPTH[kind])
    starts = _starts(levels, len(shapes))
    built.vertices[places] = np.diff(starts)
    built.with_heights[places] = np.add.reduceat(heights, starts[:-1]) > 0
    if kind is Point:
        built.geometry[places] = shapely.points(xy)
        return
    begins = _open_rings(levels[-1], xy) if kind in (Polygon, MultiPolygon) else NO_OFFSETS
    if not len(begins):
        built.geometry[places] = shapely.from_ragged_array(KINDS[kind], xy, tuple(levels[::-1]))
        return
    owners = np.searchsorted(starts, begins, side="right") - 1
    for owner, begin in zip(owners[::-1], begins[::-1], strict=True):
        built.open_rings[int(places[owner])] = (float(xy[begin, 0]), float(xy[begin, 1]))
    kept = np.setdiff1d(np.arange(len(places)), owners)
    if len(kept):
        _build_kind(kind, places[kept], [shapes[place] for place in kept], built)


def _flatten(coordinates: list[Any], depth: int) -> tuple[list[Offsets], Floats, NDArray[np.int64]]:
    """Return offsets from outer to inner, positions (n, 2), and 1 for each that had a height."""
    levels = []
    positions = coordinates
    for _ in range(depth):
        counts = np.fromiter(map(len, positions), np.int64, len(positions))
        levels.append(np.concatenate([[0], counts.cumsum()]))
        positions = list(chain.from_iterable(positions))
    numbers = np.fromiter(chain.from_iterable(positions), np.float64)
    if len(numbers) == DIMENSIONS * len(positions):
        return levels, numbers.reshape(-1, DIMENSIONS), np.zeros(len(positions), np.int64)
    sizes = np.fromiter(map(len, positions), np.int64, len(positions))
    firsts = np.concatenate([[0], sizes.cumsum()[:-1]])
    xy = np.column_stack([numbers[firsts], numbers[firsts + 1]])
    return levels, xy, (sizes > DIMENSIONS).astype(np.int64)


def _starts(levels: list[Offsets], count: int) -> Offsets:
    """Return where each geometry's positions begin, and the end of all."""
    starts: Offsets = np.arange(count + 1)
    for inner in levels:
        starts = inner[starts]
    return starts


def _open_rings(rings: Offsets, xy: Floats) -> Offsets:
    """Return where rings begin that end elsewhere."""
    begins: Offsets = rings[:-1]
    does_not_close = (xy[begins] != xy[rings[1:] - 1]).any(axis=1)
    return np.extract(does_not_close, begins)
