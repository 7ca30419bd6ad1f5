"""A grid of meridians and parallels with their degrees at the edges."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from geoapp.domain.messages import Message, message, say
from geoapp.maps.printed.frame import Frame
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.svg import PT, element, halo_text
from geoapp.maps.printed.type_size import text_width

# Minutes of arc between two lines; the first that leaves this much paper between them is taken.
STEPS: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600)
APART_MM: Final = 34.0
MM_PER_MINUTE_M: Final = 1_855_000.0
SMALL: Final = 7.4 * PT
EDGE_MM, HIGH_MM = 1.2, 3.4


def grid_minutes(scale: int) -> int:
    """Return how many minutes of arc lie between two lines."""
    return next((one for one in STEPS if one * MM_PER_MINUTE_M / scale >= APART_MM), STEPS[-1])


def draw_grid(frame: Frame) -> str:
    """Return the lines; they bend a little, as meridians do."""
    look = {"fill": "none", "stroke": "#33596D", "stroke_width": 0.13, "stroke_opacity": 0.75}
    paths = [frame.points(line) for line in _lines(frame)]
    drawn = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in one.tolist()) for one in paths)
    return element("path", d=drawn, **look)


def draw_degrees(frame: Frame, room: Room, lang: str) -> str:
    """Return the degrees at an end of each line, where nothing stands in their way."""
    drawn = ""
    for words, ends in _labels(frame, lang):
        at = next((end for end in ends if room.is_free(end, edge=0.0)), None)
        if at:
            drawn += halo_text(words, at.x, at.y + at.height - 0.8, SMALL, fill="#33596D")
    return drawn


def _labels(frame: Frame, lang: str) -> Iterable[tuple[str, tuple[Rect, Rect]]]:
    """Yield what is written, with where it may stand: above or below, left or right."""
    west, south, east, north = frame.bounds
    bottom, right = frame.height - EDGE_MM - HIGH_MM, frame.width - EDGE_MM
    for minutes in _marks(west, east, frame):
        words = say(_meridian(minutes), lang)
        wide = text_width(words, SMALL)
        upper, lower = frame.points([(minutes / 60, north), (minutes / 60, south)])[:, 0].tolist()
        yield (
            words,
            (
                Rect(upper - wide / 2, EDGE_MM, wide, HIGH_MM),
                Rect(lower - wide / 2, bottom, wide, HIGH_MM),
            ),
        )
    for minutes in _marks(south, north, frame):
        words = say(_parallel(minutes), lang)
        wide = text_width(words, SMALL)
        left, far = frame.points([(west, minutes / 60), (east, minutes / 60)])[:, 1].tolist()
        yield (
            words,
            (
                Rect(EDGE_MM, left - HIGH_MM / 2, wide, HIGH_MM),
                Rect(right - wide, far - HIGH_MM / 2, wide, HIGH_MM),
            ),
        )


def _lines(frame: Frame) -> Iterable[list[tuple[float, float]]]:
    west, south, east, north = frame.bounds
    for minutes in _marks(west, east, frame):
        yield [(minutes / 60, float(lat)) for lat in np.linspace(south, north, 5)]
    for minutes in _marks(south, north, frame):
        yield [(float(lon), minutes / 60) for lon in np.linspace(west, east, 9)]


def _marks(low: float, high: float, frame: Frame) -> Iterable[int]:
    """Return the whole minutes between two degrees at which lines are drawn."""
    step = grid_minutes(frame.scale)
    first = int(np.ceil(low * 60 / step)) * step
    return range(first, int(high * 60) + 1, step)


def _meridian(minutes: int) -> Message:
    return message("{degrees}°{minutes}’E", degrees=minutes // 60, minutes=f"{minutes % 60:02}")


def _parallel(minutes: int) -> Message:
    return message("{degrees}°{minutes}’N", degrees=minutes // 60, minutes=f"{minutes % 60:02}")
