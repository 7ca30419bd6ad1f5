"""Which parts of the frame are taken: small maps, bars, symbols and names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

EDGE_MM: Final = 2.0
STEP_MM: Final = 4.0


class Rect(NamedTuple):
    """Left, top, width and height in mm."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with a margin all round."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: "Rect") -> bool:
        """Tell whether the two overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    @property
    def shape(self) -> BaseGeometry:
        """The rectangle as a polygon."""
        return shapely.box(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass
class Room:
    """A frame and what stands in it already."""

    width: float
    height: float
    taken: list[Rect] = field(default_factory=list)
    nameless: list[Rect] = field(default_factory=list)

    def keep_names_off(self, rect: Rect) -> None:
        """Keep names out of a rectangle; symbols may stand there."""
        self.nameless.append(rect)

    def is_free_for_name(self, rect: Rect) -> bool:
        """Tell whether a name may stand in a rectangle."""
        return self.is_free(rect) and not any(rect.meets(other) for other in self.nameless)

    def take(self, rect: Rect) -> None:
        """Keep others out of a rectangle."""
        self.taken.append(rect)

    def is_free(self, rect: Rect, edge: float = 1.0) -> bool:
        """Tell whether a rectangle lies inside the frame and meets nothing."""
        inside = (
            rect.x >= edge
            and rect.y >= edge
            and rect.x + rect.width <= self.width - edge
            and rect.y + rect.height <= self.height - edge
        )
        return inside and not any(rect.meets(other) for other in self.taken)

    def holds(self, spots: NDArray[np.float64], radius: float) -> NDArray[np.bool_]:
        """Tell for each spot whether a disc around it lies inside and meets nothing."""
        x, y = spots[:, 0], spots[:, 1]
        free = (
            (x >= radius) & (y >= radius)
            & (x <= self.width - radius) & (y <= self.height - radius)
        )  # fmt: skip
        for rect in self.taken:
            free &= (
                (x < rect.x - radius) | (x > rect.x + rect.width + radius)
                | (y < rect.y - radius) | (y > rect.y + rect.height + radius)
            )  # fmt: skip
        return free

    def place(
        self,
        size: tuple[float, float],
        corners: Sequence[str],
        clear: BaseGeometry,
        points: NDArray[np.float64],
        *,
        most_covered: float = 1.0,
    ) -> Rect | None:
        """Find a rectangle at the edge of the frame, the first corner best.

        It covers as few points and as little of the clear area as can be, at most the share
        `most_covered` of itself and no point where that is below 1; None where that cannot be.
        """
        best: tuple[float, Rect] | None = None
        for rect in self._edge_places(size):
            if not self.is_free(rect, edge=0.0):
                continue
            covered = shapely.area(shapely.intersection(clear, rect.shape)) / (size[0] * size[1])
            hidden = _inside(points, rect.grown(2.0))
            if most_covered < 1 and (covered > most_covered or hidden):
                continue
            cost = covered * 400 + hidden * 60 + self._distance(rect, corners)
            if best is None or cost < best[0]:
                best = (cost, rect)
        return best[1] if best else None

    def _edge_places(self, size: tuple[float, float]) -> Iterable[Rect]:
        right, bottom = self.width - size[0] - EDGE_MM, self.height - size[1] - EDGE_MM
        if right < EDGE_MM or bottom < EDGE_MM:
            return
        for x in np.append(np.arange(EDGE_MM, right, STEP_MM), right).tolist():
            yield Rect(x, EDGE_MM, *size)
            yield Rect(x, bottom, *size)
        for y in np.append(np.arange(EDGE_MM, bottom, STEP_MM), bottom).tolist():
            yield Rect(EDGE_MM, y, *size)
            yield Rect(right, y, *size)

    def _distance(self, rect: Rect, corners: Sequence[str]) -> float:
        right, bottom = self.width - rect.width, self.height - rect.height
        found = []
        for order, corner in enumerate(corners):
            x = right if "right" in corner else 0.0
            y = bottom if "bottom" in corner else 0.0
            found.append(8.0 * order + 0.2 * (abs(rect.x - x) + abs(rect.y - y)))
        return min(found)


def _inside(points: NDArray[np.float64], rect: Rect) -> int:
    if not len(points):
        return 0
    x, y = points[:, 0], points[:, 1]
    return int(
        (
            (x >= rect.x) & (x <= rect.x + rect.width)
            & (y >= rect.y) & (y <= rect.y + rect.height)
        ).sum()
    )  # fmt: skip
