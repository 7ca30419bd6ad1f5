"""Outlines of administrative units from a file of any format and coordinate system.

For files that an administrator names in the shell: formats are GDAL's to recognise, which
nobody may let it do with an upload. Nothing is fetched from a network.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyogrio
from geopandas import GeoDataFrame
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely import MultiPolygon, force_2d, get_parts, make_valid
from shapely.geometry.base import BaseGeometry

from geoapp.domain.bbox import Bbox
from geoapp.domain.errors import BadFile
from geoapp.domain.messages import Message, message
from geoapp.ingest.outline_columns import Columns

VIETNAM = Bbox(101, 5, 120, 24)
VN_2000 = (*range(9205, 9219), *range(5896, 5900), 3405, 3406)
# GDAL follows links in coordinate systems and virtual files; this proxy is nobody's.
NO_NETWORK = {"GDAL_HTTP_PROXY": "127.0.0.1:9", "GDAL_HTTP_MAX_RETRY": "0"}


@dataclass(frozen=True)
class Outline:
    """One unit's outline in EPSG:4326; `on` is a day on which the unit existed."""

    row: int
    code: str
    level: str | None
    name: str | None
    on: date | None
    geometry: MultiPolygon


@dataclass(frozen=True)
class Unusable:
    """A row of the file, counted from 1, that gives no outline."""

    row: int
    reason: Message


def read_outlines(path: Path, *, crs: str | None, near: Bbox | None) -> list[Outline | Unusable]:
    """Read the file's first layer; raises `BadFile` where it is unreadable as a whole.

    `crs` (an EPSG number or any definition) is for files that do not name theirs; `near` is
    where the known units lie, to propose one.
    """
    frame = _read(path)
    columns = Columns(str(name) for name in frame.columns)
    if columns.code is None:
        raise _bad(path, message("no column with the unit's code, such as code or ma_xa"))
    frame = _in_degrees(path, frame, crs, near)
    return list(_outlines(frame, columns))


def _read(path: Path) -> GeoDataFrame:
    if not path.is_file():
        raise _bad(path, message("there is no such file"))
    pyogrio.set_gdal_config_options(NO_NETWORK)
    try:
        frame = pyogrio.read_dataframe(path.resolve())
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as problem:
        raise _bad(path, message("{problem}", problem=str(problem))) from problem
    if not isinstance(frame, GeoDataFrame):
        raise _bad(path, message("it holds no geometry"))
    return frame


def _in_degrees(
    path: Path, frame: GeoDataFrame, crs: str | None, near: Bbox | None
) -> GeoDataFrame:
    try:
        if crs is not None:
            frame = frame.set_crs(CRS.from_user_input(crs), allow_override=True)
    except CRSError as problem:
        raise _bad(path, message("{crs} is no coordinate system", crs=crs)) from problem
    # GDAL takes a GeoJSON that names no system for degrees, whatever its numbers are.
    if frame.crs is None or (frame.crs.is_geographic and max(abs(frame.total_bounds)) > 360):
        raise _bad(path, _which_crs(frame, near))
    return frame.to_crs(4326)


def _which_crs(frame: GeoDataFrame, near: Bbox | None) -> Message:
    west, south, east, north = frame.total_bounds
    x, y = (west + east) / 2, (south + north) / 2
    fitting = [code for code in (4326, *VN_2000) if near and _lands_in(near, code, x, y)]
    proposed = ", ".join(map(str, fitting)) or "?"
    return message(
        "the file does not name its coordinate system; give it as an EPSG number, of which "
        "these would put it among the known units: {proposed}",
        proposed=proposed,
    )


def _lands_in(box: Bbox, code: int, x: float, y: float) -> bool:
    lon, lat = Transformer.from_crs(code, 4326, always_xy=True).transform(x, y)
    return bool(box.west <= lon <= box.east and box.south <= lat <= box.north)


def _outlines(frame: GeoDataFrame, columns: Columns) -> Iterator[Outline | Unusable]:
    rows = frame.drop(columns=frame.geometry.name).to_dict("records")
    for number, (cells, geometry) in enumerate(zip(rows, frame.geometry, strict=True), 1):
        row = {str(name): value for name, value in cells.items()}
        code = columns.read_code(row)
        drawn = _polygons(geometry)
        problem = _problem(code, drawn)
        if problem is not None or code is None or drawn is None:
            yield Unusable(number, problem or message("no code"))
        else:
            level, name = columns.read_level(row), columns.read_name(row)
            yield Outline(number, code, level, name, columns.read_day(row), drawn)


def _problem(code: str | None, drawn: MultiPolygon | None) -> Message | None:
    if code is None:
        return message("no code")
    if drawn is None:
        return message("no area")
    west, south, east, north = drawn.bounds
    inside = VIETNAM.west <= west and VIETNAM.south <= south
    if not (inside and east <= VIETNAM.east and north <= VIETNAM.north):
        return message("it lies outside Vietnam: are its axes swapped, or its zone another?")
    return None


def _polygons(geometry: BaseGeometry | None) -> MultiPolygon | None:
    """Return the valid polygons in it, without heights, None where there are none."""
    if geometry is None or geometry.is_empty:
        return None
    flat: Any = force_2d(geometry)
    parts = get_parts(flat if flat.is_valid else make_valid(flat), return_index=False)
    polygons = [
        polygon
        for part in parts
        for polygon in get_parts(part)
        if polygon.geom_type == "Polygon" and not polygon.is_empty
    ]
    return MultiPolygon(polygons) if polygons else None


def _bad(path: Path, reason: Message) -> BadFile:
    return BadFile(message("{file}: {reason}", file=path.name, reason=reason))
