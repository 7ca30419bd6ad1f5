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
        # The cheap part of the cost first: what is no better by it alone needs no clipping.
        for least, rect in sorted(self._candidates(size, corners, points, most_covered)):
            if best and least >= best[0]:
                break
            covered = _covered(clear, rect)
            if covered > most_covered:
                continue
            cost = covered * 400 + least
            if best is None or cost < best[0]:
                best = (cost, rect)
        return best[1] if best else None

    def _candidates(
        self,
        size: tuple[float, float],
        corners: Sequence[str],
        points: NDArray[np.float64],
        most_covered: float,
    ) -> Iterable[tuple[float, Rect]]:
        at = self._edge_places(size)
        at = at[self.free_spots(at, size, self.taken)]
        hidden = _points_in(points, at, size)
        cost = hidden * 60 + self._distances(at, size, corners)
        for (x, y), hides, least in zip(at.tolist(), hidden.tolist(), cost.tolist(), strict=True):
            if not hides or most_covered >= 1:
                yield least, Rect(x, y, *size)

    def free_spots(
        self,
        at: NDArray[np.float64],
        size: tuple[float, float],
        taken: Sequence[Rect],
    ) -> NDArray[np.bool_]:
        """Tell for upper left corners, (n, 2), whether a rectangle lies inside, meeting nothing."""
        x, y = at[:, 0], at[:, 1]
        free = (x >= 0) & (y >= 0)
        free &= (x + size[0] <= self.width) & (y + size[1] <= self.height)
        for rect in _near(at, size, taken):
            free &= (
                (x >= rect.x + rect.width) | (rect.x >= x + size[0])
                | (y >= rect.y + rect.height) | (rect.y >= y + size[1])
            )  # fmt: skip
        return free

    def free_grid(
        self,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        size: tuple[float, float],
        taken: Sequence[Rect],
    ) -> NDArray[np.bool_]:
        """Tell the same for all pairs of left and upper edges, as (len(x), len(y))."""
        edges = [(one.x, one.y, one.x + one.width, one.y + one.height) for one in taken]
        left, top, right, bottom = np.array(edges).reshape(-1, 4).T[:, :, None]
        across = ((x < right) & (left < x + size[0])).astype(np.float32)
        down = ((y < bottom) & (top < y + size[1])).astype(np.float32)
        inside = ((x >= 0) & (x + size[0] <= self.width))[:, None]
        free: NDArray[np.bool_] = inside & (y >= 0) & (y + size[1] <= self.height)
        # How many rectangles are met both across and down.
        free &= across.T @ down == 0
        return free

    def _edge_places(self, size: tuple[float, float]) -> NDArray[np.float64]:
        """Return upper left corners along the four edges, (n, 2)."""
        right, bottom = self.width - size[0] - EDGE_MM, self.height - size[1] - EDGE_MM
        if right < EDGE_MM or bottom < EDGE_MM:
            return np.empty((0, 2))
        across = np.append(np.arange(EDGE_MM, right, STEP_MM), right)
        down = np.append(np.arange(EDGE_MM, bottom, STEP_MM), bottom)
        return np.concatenate(
            [
                np.column_stack((across, np.full_like(across, EDGE_MM))),
                np.column_stack((across, np.full_like(across, bottom))),
                np.column_stack((np.full_like(down, EDGE_MM), down)),
                np.column_stack((np.full_like(down, right), down)),
            ]
        )

    def _distances(
        self, at: NDArray[np.float64], size: tuple[float, float], corners: Sequence[str]
    ) -> NDArray[np.float64]:
        """Return how far each place is from the corner that is wanted, the first one best."""
        right, bottom = self.width - size[0], self.height - size[1]
        found = [
            8.0 * order
            + 0.2 * np.abs(at[:, 0] - (right if "right" in corner else 0.0))
            + 0.2 * np.abs(at[:, 1] - (bottom if "bottom" in corner else 0.0))
            for order, corner in enumerate(corners)
        ]
        nearest: NDArray[np.float64] = np.min(found, axis=0)
        return nearest


def _near(at: NDArray[np.float64], size: tuple[float, float], taken: Sequence[Rect]) -> list[Rect]:
    """Return the rectangles that any of size `size` with these upper left corners could meet."""
    if not len(at):
        return []
    (left, top), (right, bottom) = at.min(axis=0), at.max(axis=0) + size
    reach = Rect(float(left), float(top), float(right - left), float(bottom - top))
    return [rect for rect in taken if rect.meets(reach)]


def _covered(clear: BaseGeometry, rect: Rect) -> float:
    """Return the share of a rectangle that lies over the clear area."""
    right, bottom = rect.x + rect.width, rect.y + rect.height
    part = shapely.clip_by_rect(clear, rect.x, rect.y, right, bottom)
    return float(shapely.area(part)) / (rect.width * rect.height)


def _points_in(
    points: NDArray[np.float64], at: NDArray[np.float64], size: tuple[float, float]
) -> NDArray[np.int_]:
    """Return how many points each rectangle, grown by two millimetres, would hide."""
    if not len(points) or not len(at):
        return np.zeros(len(at), dtype=int)
    x, y = points[:, 0], points[:, 1]
    left, top = at[:, :1] - 2, at[:, 1:] - 2
    held = (x >= left) & (x <= left + size[0] + 4) & (y >= top) & (y <= top + size[1] + 4)
    counts: NDArray[np.int_] = np.count_nonzero(held, axis=1)
    return counts
