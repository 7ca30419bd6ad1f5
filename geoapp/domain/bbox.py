"""Bounding boxes in degrees, and the tiles of the web map's square."""

import math
from typing import NamedTuple

from geoapp.domain.errors import BadParameter, NotFound
from geoapp.domain.messages import message

MERCATOR_HALF = 20037508.342789244
MAX_ZOOM = 22


class Bbox(NamedTuple):
    """West, south, east, north in degrees of EPSG:4326."""

    west: float
    south: float
    east: float
    north: float


def parse_bbox(text: str) -> Bbox:
    """Read the OGC form west,south,east,north; boxes across the date line are refused."""
    try:
        # Python also reads 1_0 and digits of other scripts as numbers.
        if not text.isascii() or "_" in text:
            raise ValueError(text)
        box = Bbox(*(float(part) for part in text.split(",")))
    except (TypeError, ValueError):
        raise _bad_bbox(text) from None
    fits = -180 <= box.west <= box.east <= 180 and -90 <= box.south <= box.north <= 90
    if not fits or not all(map(math.isfinite, box)):
        raise _bad_bbox(text)
    return box


def _bad_bbox(text: str) -> BadParameter:
    return BadParameter(
        "bbox",
        expected=message("west,south,east,north in degrees, west ≤ east, south ≤ north"),
        got=text,
    )


class Tile(NamedTuple):
    """A square of the XYZ scheme: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def size_m(self) -> float:
        """Edge length in metres of EPSG:3857."""
        return 2 * MERCATOR_HALF / (1 << self.z)

    @property
    def west_m(self) -> float:
        """Western edge in metres of EPSG:3857."""
        return self.x * self.size_m - MERCATOR_HALF

    @property
    def east_m(self) -> float:
        """Eastern edge, the very number that is the next tile's western one."""
        return Tile(self.z, self.x + 1, self.y).west_m

    @property
    def north_m(self) -> float:
        """Northern edge, the very number that is the next tile's southern one."""
        return Tile(self.z, self.x, self.y - 1).south_m

    @property
    def south_m(self) -> float:
        """Southern edge in metres of EPSG:3857."""
        return MERCATOR_HALF - (self.y + 1) * self.size_m


def check_tile(z: int, x: int, y: int) -> Tile:
    """Return the tile or raise `NotFound` when it lies outside the scheme."""
    if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
        raise NotFound(message("There is no tile {z}/{x}/{y}.", z=z, x=x, y=y))
    return Tile(z, x, y)
