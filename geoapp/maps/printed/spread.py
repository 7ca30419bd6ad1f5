"""Symbols moved apart until no two touch; a leader says where each belongs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geoapp.maps.printed.room import Room

ANGLES: Final = np.radians(np.arange(0, 360, 20))
STEP_MM: Final = 1.6
FARTHEST_MM: Final = 34.0
# A symbol should not hide the place of another.
HIDES_MM: Final = 2.6
HIDING_COSTS_MM: Final = 4.0
APART_MM: Final = 0.8
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spot:
    """Where a symbol stands and where it belongs, in mm."""

    x: float
    y: float
    home: tuple[float, float]

    @property
    def reach(self) -> float:
        """How far it stands from where it belongs."""
        return float(np.hypot(self.x - self.home[0], self.y - self.home[1]))

    @property
    def moved(self) -> bool:
        """Tell whether a leader is needed."""
        return self.reach > 0.5


def spread(homes: Floats, room: Room, gap: float) -> list[Spot | None]:
    """Return a spot for each home, in order; None where there is no room near enough.

    No two spots are closer than `gap` mm; the first ones stay where they belong.
    """
    offsets = _offsets()
    taken: Floats = np.empty((0, 2))
    spots: list[Spot | None] = []
    for place, home in enumerate(homes):
        others = np.delete(homes, place, axis=0)
        found = _nearest_free(home, offsets, taken, others, room, gap)
        if found is not None:
            taken = np.vstack((taken, found))
        spots.append(
            None
            if found is None
            else Spot(float(found[0]), float(found[1]), (float(home[0]), float(home[1])))
        )
    return spots


def _offsets() -> Floats:
    rings = np.arange(STEP_MM, FARTHEST_MM, STEP_MM)
    around = np.column_stack((np.cos(ANGLES), np.sin(ANGLES)))
    return np.vstack(([[0.0, 0.0]], (rings[:, None, None] * around).reshape(-1, 2)))


def _nearest_free(
    home: Floats, offsets: Floats, taken: Floats, others: Floats, room: Room, gap: float
) -> Floats | None:
    spots = home + offsets
    free = room.holds(spots, gap / 2)
    if len(taken):
        free &= _distances(spots, taken).min(axis=1) >= gap
    if not free.any():
        return None
    cost = np.hypot(*offsets.T)
    if len(others):
        cost = cost + HIDING_COSTS_MM * (_distances(spots, others) < HIDES_MM).sum(axis=1)
    # Where it belongs is always best, even beside the place of another.
    cost[0] = 0
    found: Floats = spots[np.where(free, cost, np.inf).argmin()]
    return found


def _distances(one: Floats, other: Floats) -> Floats:
    # Ten times as fast as hypot, whose care for overflow nothing on paper needs.
    across, down = (
        np.subtract.outer(one[:, 0], other[:, 0]),
        np.subtract.outer(one[:, 1], other[:, 1]),
    )
    found: Floats = np.sqrt(across * across + down * down)
    return found


def groups(homes: Floats, gap: float) -> list[list[int]]:
    """Return the places of points that stand closer than `gap`, chained, largest group first."""
    left, found = np.arange(len(homes)), []
    while len(left):
        group, left = [int(left[0])], left[1:]
        # The list grows while it is gone through: each member brings its own neighbours.
        for one in group:
            near = _distances(homes[[one]], homes[left])[0] < gap
            group += left[near].tolist()
            left = left[~near]
        found.append(sorted(group))
    return sorted(found, key=lambda group: (-len(group), group[0]))


Cluster = tuple[Floats, list[int]]


def clusters(homes: Floats, radius: Callable[[int], float]) -> list[Cluster]:
    """Merge points until no two clusters touch: middle and members of each.

    `radius` tells in mm how large a cluster of so many is drawn.
    """
    cell = 2 * radius(1)
    cells: dict[tuple[int, int], Cluster] = {}
    for place, home in enumerate(homes):
        key = (int(home[0] // cell), int(home[1] // cell))
        one = (home.astype(float), [place])
        cells[key] = _joined(cells[key], one) if key in cells else one
    found = list(cells.values())
    while len(found) > 1:
        pair = _touching(found, radius)
        if pair is None:
            break
        rest = [each for place, each in enumerate(found) if place not in pair]
        found = [*rest, _joined(found[pair[0]], found[pair[1]])]
    return found


def _joined(one: Cluster, other: Cluster) -> Cluster:
    (first, some), (second, more) = one, other
    share = len(more) / (len(some) + len(more))
    return first * (1 - share) + second * share, [*some, *more]


def _touching(found: list[Cluster], radius: Callable[[int], float]) -> tuple[int, int] | None:
    """Return the two clusters that overlap most, None where none do."""
    middles = np.array([middle for middle, _ in found])
    sizes = np.array([radius(len(members)) for _, members in found])
    between = _distances(middles, middles) - sizes[:, None] - sizes[None, :]
    np.fill_diagonal(between, np.inf)
    one, other = divmod(int(between.argmin()), len(found))
    return (one, other) if between[one, other] < APART_MM else None
