"""Repairs that can be offered for invalid geometries, with what they change."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.messages import Message, message
from geoapp.ingest.checked import Repair
from geoapp.ingest.checks.geometries import AREA, LINE, measure_at, middle_latitudes


def offer_repair(geometry: BaseGeometry) -> Repair | None:
    """Return the geometry made valid; None where nothing of its kind would be left."""
    mended = _of_same_kind(shapely.make_valid(geometry), int(shapely.get_dimensions(geometry)))
    if mended is None or not shapely.is_valid(mended):
        return None
    return Repair(shapely.to_wkb(mended), _what_changes(geometry, mended))


def _of_same_kind(mended: BaseGeometry, dimension: int) -> BaseGeometry | None:
    parts = shapely.get_parts(shapely.get_parts(mended))
    kept = parts[shapely.get_dimensions(parts) == dimension]
    if not len(kept):
        return None
    if len(kept) == 1:
        single: BaseGeometry = kept[0]
        return single
    if dimension == AREA:
        return shapely.MultiPolygon(list(kept))
    return shapely.MultiLineString(list(kept)) if dimension == LINE else shapely.MultiPoint(kept)


def _what_changes(old: BaseGeometry, new: BaseGeometry) -> Message:
    parts = len(shapely.get_parts(new))
    if shapely.get_dimensions(new) != AREA:
        return message("The repaired geometry has {parts} parts.", parts=parts)
    both = np.array([old, new])
    before, after = measure_at(both, AREA, middle_latitudes(both[[0, 0]])) / 10_000
    return message(
        "The repaired area has {parts} parts and {after} ha; before, it counted {before} ha.",
        parts=parts, after=round(float(after), 2), before=round(float(before), 2),
    )  # fmt: skip
