"""Overlay files: GeoJSON in EPSG:4326, parsed strictly; one bad feature would blank a whole map."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from geoapp.domain.layers.mistakes import Unfit
from geoapp.domain.messages import Message, message

Position = Annotated[list[float], msgspec.Meta(min_length=2, max_length=4)]
Positions = list[Position]
Ring = Annotated[Positions, msgspec.Meta(min_length=4)]
Line = Annotated[Positions, msgspec.Meta(min_length=2)]
Rings = Annotated[list[Ring], msgspec.Meta(min_length=1)]

DEGREE_CRS = {
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "urn:ogc:def:crs:EPSG::4326",
    "EPSG:4326",
}
MAX_MEGABYTES = 50
MOST_TOLD = 10


class Point(msgspec.Struct, tag="Point"):
    coordinates: Position


class MultiPoint(msgspec.Struct, tag="MultiPoint"):
    coordinates: Annotated[Positions, msgspec.Meta(min_length=1)]


class LineString(msgspec.Struct, tag="LineString"):
    coordinates: Line


class MultiLineString(msgspec.Struct, tag="MultiLineString"):
    coordinates: Annotated[list[Line], msgspec.Meta(min_length=1)]


class Polygon(msgspec.Struct, tag="Polygon"):
    coordinates: Rings


class MultiPolygon(msgspec.Struct, tag="MultiPolygon"):
    coordinates: Annotated[list[Rings], msgspec.Meta(min_length=1)]


Geometry = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon


class Feature(msgspec.Struct):
    """One feature; a geometry must be there and hold something."""

    type: Literal["Feature"]
    geometry: Geometry
    properties: dict[str, Any] | None = None


class _Collection(msgspec.Struct):
    type: Literal["FeatureCollection"]
    features: list[msgspec.Raw]
    crs: dict[str, Any] | None = None


def read_features(path: Path) -> tuple[list[Feature], list[Message]]:
    """Return the good features of a file and what is wrong with the others.

    Raises Unfit when the file as a whole is no GeoJSON in EPSG:4326.
    """
    collection = _read_collection(path)
    good: list[Feature] = []
    bad: list[Message] = []
    for index, raw in enumerate(collection.features):
        try:
            feature = msgspec.json.decode(raw, type=Feature)
            _check_geometry(feature.geometry)
        except msgspec.MsgspecError as error:
            bad.append(_at(index, message("{reason}", reason=str(error))))
        except Unfit as error:
            bad.append(_at(index, error.reason))
        else:
            good.append(feature)
    return good, _first(bad)


def _read_collection(path: Path) -> _Collection:
    if path.stat().st_size > MAX_MEGABYTES * 1_000_000:
        raise Unfit(message("the file is larger than {most} MB", most=MAX_MEGABYTES))
    try:
        collection = msgspec.json.decode(path.read_bytes(), type=_Collection)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unfit(message("is not GeoJSON: {reason}", reason=str(error))) from None
    crs = collection.crs
    if crs is not None and _crs_name(crs) not in DEGREE_CRS:
        raise Unfit(
            message("expected EPSG:4326 (degrees, longitude first), got {crs}", crs=_crs_name(crs))
        )
    return collection


def _crs_name(crs: dict[str, Any]) -> str:
    properties = crs.get("properties")
    found = properties.get("name") if isinstance(properties, dict) else None
    return str(found or crs.get("type"))[:80]


def _at(index: int, reason: Message) -> Message:
    return message("features[{index}]: {reason}", index=index, reason=reason)


def _first(bad: list[Message]) -> list[Message]:
    if len(bad) <= MOST_TOLD:
        return bad
    return [*bad[:MOST_TOLD], message("and {count} more features", count=len(bad) - MOST_TOLD)]


def _check_geometry(geometry: Geometry) -> None:
    for longitude, latitude in positions(geometry):
        if abs(longitude) > 1000 or abs(latitude) > 1000:
            raise Unfit(
                message(
                    "expected degrees, got metres? [{x}, {y}]: save it in EPSG:4326",
                    x=str(longitude),
                    y=str(latitude),
                )
            )
        if abs(longitude) > 180 or abs(latitude) > 90:
            raise Unfit(
                message(
                    "[{x}, {y}] is not [longitude, latitude]: are the axes swapped?",
                    x=str(longitude),
                    y=str(latitude),
                )
            )
    for ring in _rings(geometry):
        if ring[0] != ring[-1]:
            raise Unfit(message("an outline is not closed"))


def positions(geometry: Geometry) -> Iterator[tuple[float, float]]:
    """Yield longitude and latitude of every vertex."""
    stack: list[Any] = [geometry.coordinates]
    while stack:
        value = stack.pop()
        if isinstance(value[0], list):
            stack.extend(value)
        else:
            yield value[0], value[1]


def _rings(geometry: Geometry) -> Iterator[Positions]:
    if isinstance(geometry, Polygon):
        yield from geometry.coordinates
    elif isinstance(geometry, MultiPolygon):
        for polygon in geometry.coordinates:
            yield from polygon
