"""Checks of geometries in EPSG:4326: where they lie, whether they are valid, what they measure."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.domain.messages import Message, message
from geoapp.ingest.checks.found import Found
from geoapp.ingest.distances import Floats, flattened
from geoapp.ingest.issues import Place
from geoapp.ingest.places import anchors

Geometries = NDArray[np.object_]
Mask = NDArray[np.bool_]
# The table of projects stores nothing outside: mainland, islands and sea of Viet Nam.
STORABLE: Final = (101.0, 5.0, 120.0, 24.0)
OFF_BY: Final = 0.25
# Dimensions of a geometry.
LINE, AREA = 1, 2
REASON: Final = re.compile(r"(?P<words>[^\[]*)(?:\[(?P<x>\S+) (?P<y>\S+)\])?")
REASONS: Final = {
    "Self-intersection": message("The outline crosses itself here."),
    "Ring Self-intersection": message("The outline touches or crosses itself here."),
    "Hole lies outside shell": message("A hole lies outside its area."),
    "Holes are nested": message("A hole lies within another hole."),
    "Nested shells": message("A part lies within another part."),
    "Duplicate Rings": message("The same ring stands twice."),
    "Interior is disconnected": message("Holes cut the area into pieces."),
    "Too few points in geometry component": message("A part has too few different positions."),
}


def check_places(geometry: Geometries, around: shapely.Geometry) -> Iterator[Found]:
    """Yield geometries that are empty, beyond what can be stored, or out of the province."""
    given = ~shapely.is_missing(geometry)
    empty = given & shapely.is_empty(geometry)
    for place in np.flatnonzero(empty).tolist():
        said = message("The geometry is empty.")
        yield Found(place, "empty_geometry", "error", said, "geometry")
    storable = within(geometry)
    for place in np.flatnonzero(given & ~empty & ~storable).tolist():
        yield _outside_storable(place)
    known = np.flatnonzero(given & ~empty & storable)
    # Boxes: an invalid outline must not stop the question.
    outside = known[~shapely.intersects(around, shapely.envelope(geometry[known]))]
    spots = anchors(geometry[outside])
    for place, spot in zip(outside.tolist(), spots.tolist(), strict=True):
        said = message("The project lies outside the province.")
        yield Found(place, "outside_province", "warning", said, "geometry", spot=(spot[0], spot[1]))


def within(geometry: Geometries) -> Mask:
    """Tell which geometries lie where they can be stored; infinite ones do not."""
    west, south, east, north = shapely.bounds(geometry).T
    inside: Mask = (
        (west >= STORABLE[0])
        & (south >= STORABLE[1])
        & (east <= STORABLE[2])
        & (north <= STORABLE[3])
    )
    return inside


def _outside_storable(place: int) -> Found:
    return Found(
        place,
        "outside_country",
        "error",
        message("The position lies far outside Viet Nam; the coordinate system or the order of "
                "the axes is another one."),
        "geometry",
        expected=message("longitude {west} to {east}, latitude {south} to {north}",
                         west=STORABLE[0], east=STORABLE[2], south=STORABLE[1], north=STORABLE[3]),
    )  # fmt: skip


def check_validity(geometry: Geometries) -> Iterator[Found]:
    """Yield invalid geometries with the place of the fault."""
    invalid = np.flatnonzero(~shapely.is_missing(geometry) & ~shapely.is_valid(geometry))
    for place, reason in zip(
        invalid.tolist(), shapely.is_valid_reason(geometry[invalid]), strict=True
    ):
        said, spot = read_reason(reason)
        yield Found(place, "invalid_geometry", "error", said, "geometry", spot=spot)


def read_reason(reason: str) -> tuple[Message, Place | None]:
    """Turn what GEOS says into a sentence and a place."""
    found = REASON.match(reason)
    words = found["words"] if found else reason
    said = REASONS.get(words, message("The geometry is not valid: {reason}", reason=words[:60]))
    if not found or found["x"] is None:
        return said, None
    return said, (float(found["x"]), float(found["y"]))


def check_measures(
    geometry: Geometries, areas_ha: Sequence[object] | None, lengths_m: Sequence[object] | None
) -> Iterator[Found]:
    """Yield areas and lines whose stated size is far from what is drawn."""
    kinds = shapely.get_dimensions(geometry)
    for field, stated, dimension, unit in (
        ("area_ha", areas_ha, AREA, 10_000),
        ("length_m", lengths_m, LINE, 1),
    ):
        if stated is None:
            continue
        said = np.array(stated, dtype=np.float64)
        both = np.flatnonzero((kinds == dimension) & np.isfinite(said))
        drawn = measure(geometry[both], dimension) / unit
        off = np.abs(drawn - said[both]) > OFF_BY * said[both]
        for place, size in zip(both[off].tolist(), drawn[off].tolist(), strict=True):
            yield _off(place, field, said[place], size)


def measure(geometry: Geometries, dimension: int) -> Floats:
    """Return square metres of areas, metres of lines."""
    return measure_at(geometry, dimension, middle_latitudes(geometry))


def measure_at(geometry: Geometries, dimension: int, lat: Floats) -> Floats:
    """Return square metres or metres on planes that touch the earth at these latitudes."""
    flat = flattened(geometry, lat)
    sizes: Floats = shapely.area(flat) if dimension == AREA else shapely.length(flat)
    return sizes


def middle_latitudes(geometry: Geometries) -> Floats:
    """Return the latitude in the middle of each geometry's box."""
    middles: Floats = shapely.bounds(geometry).reshape(-1, 4)[:, [1, 3]].mean(axis=1)
    return middles


def _off(place: int, field: str, stated: float, drawn: float) -> Found:
    unit = "ha" if field == "area_ha" else "m"
    said = message(
        "The row states {stated} {unit}, what is drawn measures {drawn} {unit}.",
        stated=f"{stated:.6g}", drawn=f"{drawn:.6g}", unit=unit,
    )  # fmt: skip
    return Found(place, "measures_differ", "warning", said, field)
