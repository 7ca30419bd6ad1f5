"""Positions as people type them: one a line, in degrees or in metres of VN-2000.

A blank line begins another part, a line saying “lỗ” (or “hole”) a hole of the area before it.
Longitude or easting comes first; where the order is the other way round, the numbers tell.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.messages import message
from geoapp.domain.spelling import strip_marks
from geoapp.ingest.checks.geometries import STORABLE
from geoapp.ingest.crs import DEGREES, TM3_ZONES, VN2000_UTM, Crs, Frame, from_degrees, to_degrees
from geoapp.ingest.values.numbers import read_number
from geoapp.ingest.values.unfit import Doubtful, Unfit

Form = Literal["none", "point", "line", "area"]
FORMS: Final[tuple[Form, ...]] = ("none", "point", "line", "area")
SYSTEMS: Final = (DEGREES, *TM3_ZONES, *VN2000_UTM)
HOLE: Final = "lỗ"
# A tenth of a millimetre.
DIGITS: Final = 9
METRE_DIGITS: Final = 4
LEAST: Final = {"point": 1, "line": 2, "area": 3}
Pair = tuple[float, float]


def write_places(geometry: BaseGeometry | None, epsg: int = DEGREES) -> tuple[Form, str]:
    """Return what a geometry in EPSG:4326 is, and its positions in a system as text."""
    if geometry is None:
        return "none", ""
    form = FORMS[int(shapely.get_dimensions(geometry)) + 1]
    frame, digits = Frame(Crs(epsg)), DIGITS if epsg == DEGREES else METRE_DIGITS
    turned = shapely.transform(geometry, lambda xy: from_degrees(frame, xy))
    parts = ("\n".join(_part_lines(part, digits)) for part in shapely.get_parts(turned))
    return form, "\n\n".join(parts)


def _part_lines(part: BaseGeometry, digits: int) -> Iterator[str]:
    is_area = isinstance(part, shapely.Polygon)
    for number, ring in enumerate(shapely.get_rings(part) if is_area else [part]):
        if number:
            yield HOLE
        xy = shapely.get_coordinates(ring)
        for lon, lat in xy[:-1] if is_area else xy:
            yield f"{_plain(lon, digits)}, {_plain(lat, digits)}"


def _plain(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".rstrip("0").rstrip(".")


def read_places(form: Form, text: str, epsg: int = DEGREES) -> BaseGeometry | None:
    """Return the geometry in EPSG:4326; raises `Unfit` for what cannot be read."""
    if form == "none" or not text.strip():
        return None
    parts = [_read_part(lines, Crs(epsg)) for lines in _parts(text)]
    made = [_make(form, rings) for rings in parts]
    if len(made) == 1:
        return made[0]
    return _gathered(form, made)


def _gathered(form: Form, made: list[Any]) -> BaseGeometry:
    if form == "area":
        return shapely.MultiPolygon(made)
    return shapely.MultiLineString(made) if form == "line" else shapely.MultiPoint(made)


def _parts(text: str) -> Iterator[list[str]]:
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        yield [line for line in block.split("\n") if line.strip()]


def _read_part(lines: Sequence[str], crs: Crs) -> list[np.ndarray]:
    rings: list[list[Pair]] = [[]]
    for line in lines:
        if strip_marks(line) in ("lo", "hole"):
            rings.append([])
        else:
            rings[-1].append(_read_line(line))
    return [_in_degrees(ring, crs) for ring in rings]


def _read_line(line: str) -> Pair:
    numbers = [_number(part, line) for part in _halves(line.strip().strip(";,"))]
    if len(numbers) != len(("x", "y")):
        raise _unread(line)
    return numbers[0], numbers[1]


def _halves(line: str) -> Iterable[str]:
    for separator in (r"\s*;\s*", r",?\s+", r","):
        halves = re.split(separator, line)
        if len(halves) > 1:
            return halves
    return [line]


def _number(text: str, line: str) -> float:
    # Three digits behind a point are no thousands here.
    decimal: Literal[",", "."] = "," if "," in text else "."
    try:
        number, unit = read_number(text, decimal)
    except Doubtful as doubt:
        number, unit = doubt.value  # type: ignore[misc]
    except Unfit:
        raise _unread(line) from None
    if unit:
        raise _unread(line)
    return float(number)


def _unread(line: str) -> Unfit:
    return Unfit(
        "bad_position",
        message("“{line}” is no position.", line=line[:60]),
        message("two numbers such as 107.5796, 16.4698"),
    )


def _in_degrees(pairs: Sequence[Pair], crs: Crs) -> np.ndarray:
    xy = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    if not len(xy):
        return xy
    return to_degrees(Frame(crs, swapped=_is_swapped(xy, crs)), xy)


def _is_swapped(xy: np.ndarray, crs: Crs) -> bool:
    """Tell whether north comes first: in Viet Nam the two never lie in the other's range."""
    first, second = xy.mean(axis=0)
    if crs.epsg == DEGREES:
        return bool(STORABLE[1] <= first <= STORABLE[3] and STORABLE[0] <= second <= STORABLE[2])
    return bool(first > second)


def _make(form: Form, rings: Sequence[np.ndarray]) -> BaseGeometry:
    least = LEAST[form]
    if any(len(ring) < least for ring in rings):
        raise Unfit(
            "too_few_positions",
            message("A part has too few positions."),
            message("at least {least} for each part", least=least),
        )
    made: BaseGeometry
    if form == "area":
        made = shapely.Polygon(rings[0], list(rings[1:]))
    elif len(rings) > 1:
        raise Unfit("hole_in_line", message("Only areas have holes."))
    elif form == "line":
        made = shapely.LineString(rings[0])
    elif len(rings[0]) > 1:
        raise Unfit("many_points", message("A point has one position."), message("one line"))
    else:
        made = shapely.Point(rings[0][0])
    return made
