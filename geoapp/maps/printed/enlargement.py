"""Where projects crowd, a part of the map is drawn once more at a larger scale."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.maps.printed.frame import Frame, fit_frame
from geoapp.maps.printed.ground import PaperGround
from geoapp.maps.printed.marks import GAP_MM
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.spread import groups
from geoapp.maps.printed.values import MapProject

LEAST_CROWD: Final = 4
# So many symbols that push each other about make a knot; more are merged into clusters.
KNOT: Final = range(10, 160)
# So many times larger; less is enough for few, whose symbols then stand apart.
LEAST_GAIN, LEAST_GAIN_OF_FEW, FEW = 1.8, 1.5, 50
MOST_COVERED: Final = 0.012
MARGIN_MM: Final = 4.0
# The strip of words on top of an enlargement.
TITLE_MM: Final = 5.6
METRES_PER_DEGREE: Final = 111_195.0
# Shares of the frame's width and height, the largest first.
SIZES: Final = (
    (0.66, 0.56), (0.55, 0.8), (0.48, 0.92), (0.6, 0.5), (0.45, 0.7), (0.55, 0.45), (0.66, 0.4),
    (0.48, 0.48), (0.48, 0.4), (0.4, 0.5), (0.42, 0.34), (0.36, 0.4), (0.34, 0.3),
)  # fmt: skip
CORNERS: Final = ("topright", "topleft", "bottomleft", "bottomright")


@dataclass(frozen=True)
class Enlargement:
    """A second frame standing in the first: where, what, and which projects move into it."""

    at: Rect
    source: Rect
    frame: Frame
    inside: frozenset[int]

    def gain_over(self, frame: Frame) -> float:
        """Return how many times larger it is drawn than a frame."""
        return frame.scale / self.frame.scale


def is_crowded(frame: Frame, homes: NDArray[np.float64]) -> bool:
    """Tell whether so many symbols of a frame touch that their leaders would be a knot."""
    seen = [place for place, home in enumerate(homes) if _is_inside(frame, home)]
    return len(seen) in KNOT and len(_crowds(homes[seen])[0]) in KNOT


def _crowds(homes: NDArray[np.float64]) -> list[list[int]]:
    return groups(homes, GAP_MM * 1.15)


def find_enlargement(
    paper: PaperGround, room: Room, projects: tuple[MapProject, ...], homes: NDArray[np.float64]
) -> Enlargement | None:
    """Return the enlargement of the densest crowd, None where there is none or no room for it."""
    frame = paper.frame
    seen = [place for place, home in enumerate(homes) if _is_inside(frame, home)]
    if len(seen) < LEAST_CROWD:
        return None
    for crowd in _crowds(homes[seen])[:3]:
        members = [seen[place] for place in crowd]
        if len(members) < LEAST_CROWD:
            return None
        source = _box_around(homes[members])
        if source.width > frame.width * 0.5 or source.height > frame.height * 0.5:
            continue
        found = _place(paper, room, projects, homes, source)
        if found:
            return found
    return None


def _is_inside(frame: Frame, home: NDArray[np.float64]) -> bool:
    return bool(0 <= home[0] <= frame.width and 0 <= home[1] <= frame.height)


def _box_around(points: NDArray[np.float64]) -> Rect:
    left, top = (points.min(axis=0) - MARGIN_MM).tolist()
    right, bottom = (points.max(axis=0) + MARGIN_MM).tolist()
    return Rect(left, top, right - left, bottom - top)


def _place(
    paper: PaperGround,
    room: Room,
    projects: tuple[MapProject, ...],
    homes: NDArray[np.float64],
    source: Rect,
) -> Enlargement | None:
    frame = paper.frame
    hindered = Room(frame.width, frame.height, [*room.taken, source.grown(1.0)])
    for wide, high in SIZES:
        size = (frame.width * wide, frame.height * high)
        at = hindered.place(size, CORNERS, paper.clear_area, homes, most_covered=MOST_COVERED)
        if at is None:
            continue
        inside = _members(homes, source)
        places = shapely.points([projects[place].anchor for place in inside])
        close = fit_frame(at.width, at.height - TITLE_MM, list(places), pad=8.0, low=False)
        if frame.scale / close.scale >= (LEAST_GAIN_OF_FEW if len(inside) <= FEW else LEAST_GAIN):
            close = _below_title(close)
            shown = _shown_part(frame, close)
            return Enlargement(at, shown, close, frozenset(_members(homes, shown)))
    return None


def _below_title(close: Frame) -> Frame:
    """Return a frame with its title's strip on top, in which nothing of `close` lies."""
    lon, lat = close.middle
    north = TITLE_MM / 2 * close.scale / 1000
    return Frame(
        close.width, close.height + TITLE_MM, close.scale, (lon, lat + north / METRES_PER_DEGREE)
    )


def _members(homes: NDArray[np.float64], box: Rect) -> list[int]:
    x, y = homes[:, 0], homes[:, 1]
    inside = (
        (x >= box.x) & (x <= box.x + box.width) & (y >= box.y) & (y <= box.y + box.height)
    )  # fmt: skip
    return np.flatnonzero(inside).tolist()


def _shown_part(frame: Frame, close: Frame) -> Rect:
    share = close.scale / frame.scale
    x, y = frame.points([close.middle])[0].tolist()
    width, height = close.width * share, close.height * share
    return Rect(x - width / 2, y - height / 2, width, height)
