"""What differs between a row and the project that is known, field by field and in metres."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.checked import FieldChange, GeometryChange, Value
from geoapp.ingest.checks.geometries import AREA, LINE, measure, middle_latitudes
from geoapp.ingest.distances import Floats, flattened, metres_between
from geoapp.ingest.places import anchors

Geometries = NDArray[np.object_]
# A centimetre in degrees, everywhere in Viet Nam at least that much.
SAME_DEGREES: Final = 9e-8
SAME_M: Final = 0.01
# Outlines of more vertices together are compared by their symbols.
COMPARED_VERTICES: Final = 4_000_000
SAME_NUMBER: Final = 1e-9


def plain_value(value: object) -> Value:
    """Return a known value as files are read: days as YYYY-MM-DD, lists as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value  # type: ignore[return-value]


def compare_values(
    new: Mapping[str, Sequence[object]],
    old: Mapping[str, Sequence[object]],
    places: Sequence[int],
    clearing: frozenset[str],
) -> dict[int, list[FieldChange]]:
    """Return the changes at these places; both hold a list for each field, as long as each other.

    An empty cell says nothing, unless its field is in `clearing`.
    """
    found: dict[int, list[FieldChange]] = {}
    for field, values in new.items():
        before = old.get(field)
        if before is None:
            before = [None] * len(values)
        clears = field in clearing
        if values == before:
            continue
        for place in places:
            value, known = values[place], before[place]
            if value is None and not clears:
                continue
            if value != known and not _same(value, known):
                change = FieldChange(field, known, value)  # type: ignore[arg-type]
                found.setdefault(place, []).append(change)
    return found


def _same(new: object, old: object) -> bool:
    if isinstance(new, float | int) and isinstance(old, float | int):
        return abs(new - old) <= SAME_NUMBER * max(abs(new), abs(old))
    if isinstance(new, list) and isinstance(old, list):
        return sorted(map(str, new)) == sorted(map(str, old))
    return not new and old is None


def compare_geometries(new: Geometries, old: Geometries) -> dict[int, GeometryChange]:
    """Return the geometries that differ by a centimetre or more, by place.

    Both in EPSG:4326; places where one of the two is None are left out.
    """
    both = np.flatnonzero(~shapely.is_missing(new) & ~shapely.is_missing(old))
    one, other = _bare(new[both]), _bare(old[both])
    differ = ~shapely.equals_exact(one, other, SAME_DEGREES)
    both, one, other = both[differ], one[differ], other[differ]
    if not len(both):
        return {}
    moved = _moved(one, other)
    apart = moved >= SAME_M
    areas, lengths = (_percent(one, other, dimension) for dimension in (AREA, LINE))
    return {
        int(both[at]): GeometryChange(
            round(float(moved[at]), 3),
            _known(areas[at]),
            _known(lengths[at]),
        )
        for at in np.flatnonzero(apart).tolist()
    }


def _bare(geometry: Geometries) -> Geometries:
    """Return collections of one part as that part: programs add and drop the wrapping."""
    bare = geometry.copy()
    multi = shapely.get_type_id(geometry) >= shapely.GeometryType.MULTIPOINT
    single = multi & (shapely.get_num_geometries(geometry) == 1)
    bare[single] = shapely.get_geometry(geometry[single], 0)
    return bare


def _moved(one: Geometries, other: Geometries) -> Floats:
    """Return metres: how far the outlines are from each other at their farthest."""
    lat = middle_latitudes(other)
    alike = shapely.get_dimensions(one) == shapely.get_dimensions(other)
    weight = shapely.get_num_coordinates(one) * shapely.get_num_coordinates(other)
    by_outline = alike & (weight <= COMPARED_VERTICES)
    moved: Floats = np.empty(len(one))
    moved[by_outline] = shapely.hausdorff_distance(
        flattened(one[by_outline], lat[by_outline]), flattened(other[by_outline], lat[by_outline])
    )
    moved[~by_outline] = metres_between(anchors(one[~by_outline]), anchors(other[~by_outline]))
    return moved


def _percent(one: Geometries, other: Geometries, dimension: int) -> Floats:
    alike = (shapely.get_dimensions(one) == dimension) & (
        shapely.get_dimensions(other) == dimension
    )
    change: Floats = np.full(len(one), np.nan)
    before = measure(other[alike], dimension)
    with np.errstate(divide="ignore", invalid="ignore"):
        change[alike] = (measure(one[alike], dimension) / before - 1) * 100
    return change


def _known(percent: float) -> float | None:
    return round(float(percent), 3) if np.isfinite(percent) else None
