"""GeoJSON geometries as strictly typed values, and as shapely geometries."""

from typing import Annotated

import msgspec
import shapely
from msgspec import Meta, Struct
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

Position = tuple[
    Annotated[float, Meta(ge=-180, le=180)],
    Annotated[float, Meta(ge=-90, le=90)],
]
Line = Annotated[list[Position], Meta(min_length=2)]
Ring = Annotated[list[Position], Meta(min_length=4)]
Rings = Annotated[list[Ring], Meta(min_length=1)]


class Point(Struct, tag_field="type", tag="Point", forbid_unknown_fields=True, frozen=True):
    """Longitude first, in degrees."""

    coordinates: Position


class LineString(
    Struct, tag_field="type", tag="LineString", forbid_unknown_fields=True, frozen=True
):
    """Two positions or more."""

    coordinates: Line


class Polygon(Struct, tag_field="type", tag="Polygon", forbid_unknown_fields=True, frozen=True):
    """Rings that close; the first is the outer one."""

    coordinates: Rings

    def __post_init__(self) -> None:
        _check_closed(self.coordinates)


class MultiPolygon(
    Struct, tag_field="type", tag="MultiPolygon", forbid_unknown_fields=True, frozen=True
):
    """One polygon or more."""

    coordinates: Annotated[list[Rings], Meta(min_length=1)]

    def __post_init__(self) -> None:
        for rings in self.coordinates:
            _check_closed(rings)


Geometry = Point | LineString | Polygon | MultiPolygon


def to_shapely(geometry: Geometry) -> BaseGeometry:
    """Build the geometry; raises ValueError with the reason where it is not valid."""
    built = shape(msgspec.to_builtins(geometry))
    if not built.is_valid:
        raise ValueError(shapely.is_valid_reason(built))
    return built


def _check_closed(rings: list[Ring]) -> None:
    # shapely would close them without a word.
    if any(ring[0] != ring[-1] for ring in rings):
        raise ValueError("a ring must end where it begins")
