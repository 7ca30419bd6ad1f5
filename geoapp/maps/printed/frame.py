"""From degrees to millimetres of paper: a transverse Mercator of the map's own middle."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

from geoapp.maps.printed.values import XY, LonLat

STEPS: Final = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.5, 8.0)
# So much is drawn beyond the frame that no edge of a clipped outline shows.
BLEED_MM: Final = 6.0
# Around a single place, so much that one sees where it is.
LEAST_M: Final = 9000.0
PAD_MM: Final = 5.5


@dataclass(frozen=True)
class Frame:
    """A sheet of `width` × `height` mm at 1:`scale`; `middle` is what lies in its centre."""

    width: float
    height: float
    scale: int
    middle: LonLat

    @cached_property
    def _proj(self) -> Proj:
        return _local(self.middle)

    def points(self, lon_lat: Sequence[LonLat]) -> NDArray[np.float64]:
        """Return places in mm from the upper left corner, (n, 2)."""
        given = np.asarray(lon_lat, dtype=float).reshape(-1, 2)
        return self._on_paper(given)

    def shapes(self, geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """Return geometries in mm, cut a little outside the frame; empty where out of sight."""
        drawn = shapely.transform(np.array(geometries, dtype=object), self._on_paper)
        edge = BLEED_MM
        return list(
            shapely.clip_by_rect(drawn, -edge, -edge, self.width + edge, self.height + edge)
        )

    def _on_paper(self, lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
        east, north = self._proj(lon_lat[:, 0], lon_lat[:, 1])
        mm = 1000 / self.scale
        return np.column_stack(
            (self.width / 2 + np.asarray(east) * mm, self.height / 2 - np.asarray(north) * mm)
        )

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all that the frame shows, in degrees."""
        x, y = np.meshgrid(np.linspace(-0.5, 0.5, 3), np.linspace(-0.5, 0.5, 3))
        metres = self.scale / 1000
        lon, lat = self._proj(x * self.width * metres, y * self.height * metres, inverse=True)
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    @property
    def box(self) -> BaseGeometry:
        """The frame itself, in mm."""
        return shapely.box(0, 0, self.width, self.height)

    @property
    def zoom(self) -> float:
        """The zoom of a web map at about this scale."""
        cosine = float(np.cos(np.radians(self.middle[1])))
        return float(np.log2(559_082_264 * cosine / self.scale))


def fit_frame(
    width: float,
    height: float,
    shapes: Sequence[BaseGeometry],
    scale: int | None = None,
    *,
    pad: float = PAD_MM,
    low: bool = True,
) -> Frame:
    """Return the frame at the largest round scale that shows all shapes (EPSG:4326).

    Room that is left goes above and to the left of them when `low`, where small maps find it.
    """
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    rough = ((west + east) / 2, (south + north) / 2)
    proj = _local(rough)
    metres = shapely.transform(
        np.array(shapes, dtype=object), lambda at: np.column_stack(proj(at[:, 0], at[:, 1]))
    )
    left, bottom, right, top = shapely.total_bounds(metres)
    size = (max(right - left, LEAST_M), max(top - bottom, LEAST_M))
    needed = max(
        size[0] * 1000 / (width - 2 * pad),
        size[1] * 1000 / (height - 2 * pad),
    )
    found = scale or round_scale(needed)
    spare = [
        max(0.0, (side - 2 * pad) * found / 1000 - extent)
        for side, extent in zip((width, height), size, strict=True)
    ]
    middle = [(left + right) / 2, (bottom + top) / 2]
    if low:
        middle[0] -= spare[0] / 2 if spare[0] > spare[1] else 0
        middle[1] += spare[1] / 2 if spare[1] >= spare[0] else 0
    lon, lat = proj(middle[0], middle[1], inverse=True)
    return Frame(width, height, found, (float(lon), float(lat)))


def round_scale(needed: float) -> int:
    """Return the next round N of 1:N that is not smaller."""
    power = 10.0 ** np.floor(np.log10(needed))
    for step in (*STEPS, 10.0):
        if step * power >= needed * 0.999:
            return int(step * power + 0.5)
    raise ValueError(needed)


class _Kept(threading.local):
    """Projections of one thread: each takes a millisecond to make, and threads share none."""

    def __init__(self) -> None:
        self.found: dict[LonLat, Proj] = {}


_KEPT: Final = _Kept()
MOST_KEPT: Final = 64


def _local(middle: LonLat) -> Proj:
    kept = _KEPT.found
    if middle not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[middle] = Proj(proj="tmerc", lon_0=middle[0], lat_0=middle[1], k=1, ellps="WGS84")
    return kept[middle]


def distance(one: Any, other: XY) -> Any:
    """Return distances in mm of many points from one."""
    return np.hypot(one[..., 0] - other[0], one[..., 1] - other[1])
