"""Names on the map, none over another: the area, its projects, neighbours, sea."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.layers.definition import LayerDefinition
from geoapp.maps.printed.frame import Frame
from geoapp.maps.printed.ground import PaperGround
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.spread import Spot
from geoapp.maps.printed.svg import PLACE, PT, WATER, halo_text
from geoapp.maps.printed.type_size import text_width
from geoapp.maps.printed.values import MapProject

AREA_SIZES: Final = (12.5 * PT, 11 * PT, 9.5 * PT, 8.5 * PT)
NAME_SIZE, PLACE_SIZE, SEA_SIZE = 8 * PT, 8 * PT, 9.5 * PT
KINDS_OF_TWO_WORDS: Final = {"THÀNH PHỐ", "THỊ XÃ", "THỊ TRẤN", "ĐẶC KHU"}
AREA_LINE: Final = 1.3
SPACING: Final = 0.55
AROUND_MM: Final = 1.0
OFF_OUTLINE_MM: Final = 0.8
RISE: Final = 0.36
# More names than these make a map of words.
MOST_NAMES: Final = 12
GRID: Final = 28


def draw_names(
    paper: PaperGround,
    room: Room,
    spots: Sequence[tuple[MapProject, Spot]],
    lang: str,
    area_name: bool,
) -> tuple[str, bool]:
    """Return all names that find room, the weightiest first, and whether a clear area has its."""
    drawn = list(_area_name(paper, room)) if area_name else []
    named = bool(drawn)
    if len(spots) <= MOST_NAMES:
        drawn += _project_names(paper, room, spots)
    drawn += _unit_names(paper, room)
    drawn += _sea_names(paper, room, lang)
    return "".join(drawn), named


def _area_name(paper: PaperGround, room: Room) -> Iterator[str]:
    """Yield the names of the clear units, on two lines where one finds no room."""
    for unit, form in zip(paper.ground.clear, paper.clear, strict=True):
        words = unit.name.upper()
        for lines, size in product(([words], two_lines(words)), AREA_SIZES):
            width = max(text_width(line, size, 700, SPACING) for line in lines)
            high = size * AREA_LINE
            spot = _inside(form, (width, high * len(lines)), room)
            if spot:
                look = {"font_weight": 700, "letter_spacing": SPACING, "text_anchor": "middle"}
                for place, line in enumerate(lines):
                    y = spot[1] + (place - (len(lines) - 1) / 2) * high + size * RISE
                    yield halo_text(line, spot[0], y, size, **look)
                break


def two_lines(words: str) -> list[str]:
    """Return words broken where the longer of two lines is shortest, no kind of unit torn."""
    parts = words.split()
    breaks = [
        [" ".join(parts[:place]), " ".join(parts[place:])]
        for place in range(1, len(parts))
        if f"{parts[place - 1]} {parts[place]}" not in KINDS_OF_TWO_WORDS
    ]
    return min(breaks, key=lambda lines: max(map(len, lines)), default=[words])


def _inside(
    form: BaseGeometry, size: tuple[float, float], room: Room
) -> tuple[float, float] | None:
    """Return the middle of a free rectangle inside a shape, nearest to the shape's own middle."""
    seen = shapely.intersection(form, shapely.box(0, 0, room.width, room.height))
    if seen.is_empty or seen.area < size[0] * size[1]:
        return None
    left, top, right, bottom = seen.bounds
    middle = seen.centroid
    x, y = np.linspace(left, right, GRID + 2)[1:-1], np.linspace(top, bottom, GRID + 2)[1:-1]
    far = np.abs(x - middle.x)[:, None] + 1.5 * np.abs(y - middle.y)
    # Words that touch others read as one name with them.
    roomy = (size[0] + 2 * AROUND_MM, size[1] + AROUND_MM)
    x, y = x - roomy[0] / 2, y - roomy[1] / 2
    free = np.argwhere(room.free_grid(x, y, roomy, [*room.taken, *room.nameless]))
    shapely.prepare(seen)
    for across, down in free[np.argsort(far[tuple(free.T)], kind="stable")].tolist():
        x1, y1 = float(x[across]), float(y[down])
        rect = Rect(x1 + AROUND_MM, y1 + AROUND_MM / 2, *size)
        if shapely.contains(seen, rect.shape):
            room.take(rect)
            return x1 + roomy[0] / 2, y1 + roomy[1] / 2
    return None


def _project_names(
    paper: PaperGround, room: Room, spots: Sequence[tuple[MapProject, Spot]]
) -> Iterator[str]:
    """Yield names beside their symbols, across the heavy outline only where all else is taken."""
    outline = shapely.boundary(paper.clear_area)
    shapely.prepare(outline)
    for project, spot in spots:
        if not project.label:
            continue
        width = text_width(project.label, NAME_SIZE, 600)
        free = [
            (shapely.intersects(outline, rect.shape), place, rect)
            for place in _beside(spot)
            if room.is_free_for_name(rect := _name_box(place, width))
        ]
        if free:
            _, (x, y, anchor), rect = min(free, key=lambda one: bool(one[0]))
            room.take(rect)
            yield halo_text(
                project.label, x, y + NAME_SIZE * RISE - 0.5, NAME_SIZE,
                font_weight=600, text_anchor=anchor,
            )  # fmt: skip


def _name_box(place: tuple[float, float, str], width: float) -> Rect:
    x, y, anchor = place
    left = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    return Rect(left, y - NAME_SIZE * 0.75, width, NAME_SIZE * 1.2)


def _beside(spot: Spot) -> Iterator[tuple[float, float, str]]:
    reach = 4.1
    yield spot.x + reach, spot.y + 0.4, "start"
    yield spot.x - reach, spot.y + 0.4, "end"
    yield spot.x, spot.y - reach - 0.6, "middle"
    yield spot.x, spot.y + reach + 1.6, "middle"


def _unit_names(paper: PaperGround, room: Room) -> Iterator[str]:
    """Yield names of neighbours, then of finer units within the clear area, none on its outline."""
    around = shapely.buffer(paper.clear_area, OFF_OUTLINE_MM, quad_segs=1)
    inner = shapely.buffer(paper.clear_area, -OFF_OUTLINE_MM, quad_segs=1)
    outside = [
        (one.name, shapely.difference(form, around))
        for one, form in zip(paper.ground.faded, paper.faded, strict=False)
        if not form.is_empty
    ]
    finer = paper.within if len(paper.within) <= 60 else []
    inside = [(name, shapely.intersection(_whole(form), inner)) for name, form in finer]
    for name, form in (*outside, *inside):
        width = text_width(name, PLACE_SIZE, 500)
        spot = _inside(_whole(form), (width, PLACE_SIZE * 1.2), room)
        if spot:
            look = {"font_weight": 500, "fill": PLACE, "text_anchor": "middle"}
            yield halo_text(name, spot[0], spot[1] + PLACE_SIZE * RISE, PLACE_SIZE, **look)


def _whole(form: BaseGeometry) -> BaseGeometry:
    return form if form.is_valid else shapely.make_valid(form)


def _sea_names(paper: PaperGround, room: Room, lang: str) -> Iterator[str]:
    for words in _sea_words(paper.frame, paper.layers, lang):
        width = text_width(words, SEA_SIZE, 500, SPACING)
        spot = _inside(paper.sea, (width, SEA_SIZE * 1.3), room)
        if spot:
            look = {"font_weight": 500, "fill": WATER, "text_anchor": "middle",
                    "letter_spacing": SPACING, "stroke": "none"}  # fmt: skip
            yield halo_text(words, spot[0], spot[1] + SEA_SIZE * RISE, SEA_SIZE, **look)


def _sea_words(frame: Frame, layers: Sequence[LayerDefinition], lang: str) -> list[str]:
    """Return the names of water that layer files give for about this place and scale, once."""
    found: dict[str, float] = {}
    for layer in layers:
        for label in layer.labels:
            if label.style == "water" and label.min_zoom <= frame.zoom <= label.max_zoom:
                x, y = frame.points([label.point])[0]
                far = max(-x, x - frame.width, -y, y - frame.height, 0.0)
                words = label.text.say(lang)
                found[words] = min(found.get(words, far), far)
    return [words for words, far in found.items() if far < frame.width]
