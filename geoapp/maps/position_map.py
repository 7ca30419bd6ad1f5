"""A small picture of where positions fall: the province's outline and the positions on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

WIDTH, HEIGHT = 240, 180
MARGIN = 10
# What lies beyond this many degrees from the province is told in words, not drawn.
FAR = 3.0
FINE = 0.004
BESIDE = 0.2


@dataclass(frozen=True)
class PositionMap:
    """Drawn in pixels of a WIDTH x HEIGHT picture: `land` is a path, `dots` are x, y."""

    land: str
    dots: tuple[tuple[float, float], ...]
    beyond: int
    width: int = WIDTH
    height: int = HEIGHT


def draw_positions(province: BaseGeometry, positions: Sequence[tuple[float, float]]) -> PositionMap:
    """Draw lon, lat positions over the province; both in EPSG:4326."""
    west, south, east, north = province.bounds
    near = [
        (lon, lat)
        for lon, lat in positions
        if west - FAR <= lon <= east + FAR and south - FAR <= lat <= north + FAR
    ]
    outline = shapely.simplify(province, FINE)
    shown = _around(outline, near)
    west, south, east, north = shown.bounds
    frame = _Frame([(west, south), (east, north), *near])
    return PositionMap(
        land="".join(frame.ring(part.exterior) for part in shapely.get_parts(shown)),
        dots=tuple(frame.pixel(lon, lat) for lon, lat in near),
        beyond=len(positions) - len(near),
    )


@dataclass(frozen=True)
class RepairMap:
    """An outline as it came and as it would be, as paths; `faults` are x, y."""

    before: str
    after: str
    faults: tuple[tuple[float, float], ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw_repair(
    before: BaseGeometry, after: BaseGeometry, faults: Sequence[tuple[float, float]]
) -> RepairMap:
    """Draw a geometry, its repair and the places of its faults; all in EPSG:4326."""
    west, south, east, north = shapely.union_all([before.envelope, after.envelope]).bounds
    frame = _Frame([(west, south), (east, north)])
    return RepairMap(
        frame.path(before), frame.path(after), tuple(frame.pixel(*spot) for spot in faults)
    )


def _around(outline: BaseGeometry, near: Sequence[tuple[float, float]]) -> BaseGeometry:
    """Return the provinces that the positions lie in or beside; all of them where none does."""
    if not near:
        return outline
    parts = shapely.get_parts(outline)
    spots = shapely.MultiPoint(near)
    close = parts[shapely.distance(parts, spots) < BESIDE]
    return shapely.MultiPolygon(list(close)) if len(close) else outline


class _Frame:
    """From degrees to pixels, so that all bounds fit in."""

    def __init__(self, bounds: Sequence[tuple[float, float]]) -> None:
        lons, lats = zip(*bounds, strict=True)
        self._middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
        self._shrink = cos(radians(self._middle[1]))
        across = max((max(lons) - min(lons)) * self._shrink, 1e-6)
        self._scale = min(
            (WIDTH - 2 * MARGIN) / across,
            (HEIGHT - 2 * MARGIN) / max(max(lats) - min(lats), 1e-6),
        )

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self._middle[0]) * self._shrink * self._scale
        y = HEIGHT / 2 - (lat - self._middle[1]) * self._scale
        return round(x, 1), round(y, 1)

    def ring(self, ring: BaseGeometry) -> str:
        return self._line(ring) + "Z"

    def path(self, geometry: BaseGeometry) -> str:
        """Return lines and outlines as one path, holes included."""
        parts = shapely.get_parts(shapely.get_parts(geometry))
        return "".join(
            "".join(self.ring(ring) for ring in (part.exterior, *part.interiors))
            if part.geom_type == "Polygon"
            else self._line(part)
            for part in parts
        )

    def _line(self, line: BaseGeometry) -> str:
        points = (self.pixel(lon, lat) for lon, lat in shapely.get_coordinates(line))
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
