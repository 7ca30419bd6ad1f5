"""Where the symbols of a frame stand: each in its place, moved aside, or merged into clusters."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.maps.printed.frame import Frame
from geoapp.maps.printed.ground import PaperGround
from geoapp.maps.printed.marks import (
    GAP_MM,
    cluster_radius,
    draw_cluster,
    draw_leaders,
    draw_symbol,
)
from geoapp.maps.printed.names import draw_names
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.spread import Spot, clusters, spread
from geoapp.maps.printed.values import MapProject, MapWish

# With more symbols, or more of them this far from their places, leaders would be a knot.
MOST_SYMBOLS: Final = 160
FAR_MM: Final = 11.0
MOST_FAR: Final = 10
LINE_STEP_MM: Final = 3.0
Points = NDArray[np.float64]
Placed = list[tuple[MapProject, Spot]]


def seen(frame: Frame, homes: Points, placed: list[int]) -> list[int]:
    """Return those of the places whose project lies inside the frame."""
    return [
        place
        for place in placed
        if 0 <= homes[place][0] <= frame.width and 0 <= homes[place][1] <= frame.height
    ]


def place_symbols(frame: Frame, room: Room, wish: MapWish, placed: list[int]) -> Placed | None:
    """Return where each symbol stands; None where so many crowd that leaders would be a knot."""
    homes = frame.points([one.anchor for one in wish.projects])
    inside = seen(frame, homes, placed)
    if len(inside) > MOST_SYMBOLS:
        return None
    gap = GAP_MM if wish.theme == "schedule" else GAP_MM * 1.15
    found = spread(homes[inside], room, gap)
    far = sum(spot is None or spot.reach > FAR_MM for spot in found)
    if far > MOST_FAR:
        return None
    # Where there is no room at all, symbols overlap rather than go missing.
    return [
        (wish.projects[place], spot or Spot(*pair(homes[place]), pair(homes[place])))
        for place, spot in zip(inside, found, strict=True)
    ]


@dataclass(frozen=True)
class Marks:
    """Symbols and names of one frame; `named` tells whether a clear area's own is among them."""

    svg: str
    clustered: bool
    moved: bool
    named: bool


def draw_marks(
    paper: PaperGround, room: Room, wish: MapWish, placed: list[int], *, area_name: bool = True
) -> Marks:
    """Draw symbols each in its place, or clusters where they crowd too much, and names."""
    spots = place_symbols(paper.frame, room, wish, placed)
    if spots is None:
        drawn = _clusters(paper.frame, room, wish, placed)
        names, named = draw_names(paper, room, [], wish.lang, area_name)
        return Marks(names + drawn, True, False, named)
    for _, spot in spots:
        room.take(Rect(spot.x - GAP_MM / 2, spot.y - GAP_MM / 2, GAP_MM, GAP_MM))
    names, named = draw_names(paper, room, spots, wish.lang, area_name)
    moved = any(spot.moved for _, spot in spots)
    return Marks(_leaders_and_symbols(spots, wish.theme, names), False, moved, named)


def _clusters(frame: Frame, room: Room, wish: MapWish, placed: list[int]) -> str:
    drawn = ""
    homes = frame.points([one.anchor for one in wish.projects])
    inside = seen(frame, homes, placed)
    for middle, members in clusters(homes[inside], cluster_radius):
        found = [wish.projects[inside[member]] for member in members]
        at, radius = pair(middle), GAP_MM / 2
        if len(found) == 1:
            drawn += draw_symbol(found[0], at, wish.theme)
        else:
            drawn += draw_cluster(len(found), sum(one.late for one in found), at)
            radius = cluster_radius(len(found))
        room.take(Rect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius))
    return drawn


def _leaders_and_symbols(spots: Placed, theme: str, names: str) -> str:
    symbols = [draw_symbol(project, (spot.x, spot.y), theme) for project, spot in reversed(spots)]
    return draw_leaders([spot for _, spot in spots]) + names + "".join(symbols)


def edges(rect: Rect) -> list[Rect]:
    """Return the four sides of a rectangle, half a millimetre wide."""
    right, bottom = rect.x + rect.width, rect.y + rect.height
    return [
        Rect(rect.x, rect.y, rect.width, 0.5),
        Rect(rect.x, bottom, rect.width, 0.5),
        Rect(rect.x, rect.y, 0.5, rect.height),
        Rect(right, rect.y, 0.5, rect.height),
    ]


def keep_off_lines(room: Room, frame: Frame, projects: tuple[MapProject, ...]) -> None:
    """Keep names off the lines of projects; symbols may stand on them."""
    for form in frame.shapes([one.geometry for one in projects]):
        if shapely.get_dimensions(form) != 1 or form.is_empty:
            continue
        for along in np.arange(0, form.length, LINE_STEP_MM):
            point = form.interpolate(along)
            room.keep_names_off(Rect(point.x - 1, point.y - 1, 2, 2))


def pair(point: Points) -> tuple[float, float]:
    """Return a point as two plain numbers."""
    return float(point[0]), float(point[1])
