"""The whole map of a page: ground, projects, names, furniture, the enlargement of the crowd."""

from dataclasses import dataclass, field
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.formatting import say_number
from geoapp.domain.messages import message, say
from geoapp.maps.printed import furniture
from geoapp.maps.printed.enlargement import (
    LEAST_GAIN_OF_FEW,
    TITLE_MM,
    Enlargement,
    find_enlargement,
    is_crowded,
)
from geoapp.maps.printed.frame import Frame, fit_frame, round_scale
from geoapp.maps.printed.grid import draw_degrees, draw_grid
from geoapp.maps.printed.ground import PaperGround, draw_ground
from geoapp.maps.printed.marks import dot, draw_shapes, hatches
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.svg import INK, PT, element, text
from geoapp.maps.printed.symbol_places import (
    Points,
    draw_marks,
    edges,
    keep_off_lines,
    pair,
)
from geoapp.maps.printed.values import DrawnMap, MapWish

FURTHEST_ZOOM_WITH_INSETS: Final = 10.2


# A map whose crowd finds no room for an enlargement is drawn so much smaller, to make room.
MAKING_ROOM: Final = (1.25, 1.5)


def draw_map(wish: MapWish) -> DrawnMap:
    """Draw what is wished for."""
    return _best_sheet(wish).draw()


def _best_sheet(wish: MapWish) -> "_Sheet":
    """Return the sheet at the scale that fits, or at a smaller one that shows its crowd larger."""
    shown = _shown(wish)
    fitted = _Sheet(wish, fit_frame(wish.width, wish.height, shown, wish.scale))
    if fitted.close or wish.scale or not is_crowded(fitted.frame, fitted.homes):
        return fitted
    for times in MAKING_ROOM:
        scale = round_scale(fitted.frame.scale * times)
        smaller = _Sheet(wish, fit_frame(wish.width, wish.height, shown, scale))
        if smaller.close and smaller.close.gain_over(fitted.frame) >= LEAST_GAIN_OF_FEW:
            return smaller
    return fitted


def _shown(wish: MapWish) -> list[BaseGeometry]:
    """Return what must be on the map: the chosen area, else the projects, else the provinces."""
    if wish.ground.selected:
        return [one.geometry for one in wish.ground.selected]
    places: list[BaseGeometry] = [shapely.Point(one.anchor) for one in wish.projects]
    return places or [one.geometry for one in wish.ground.provinces] or [VIETNAM]


VIETNAM: Final = shapely.box(102.1, 8.3, 109.6, 23.4)


@dataclass
class _Sheet:
    """One map being drawn: what has been placed so far."""

    wish: MapWish
    frame: Frame
    room: Room = field(init=False)
    paper: PaperGround = field(init=False)
    homes: Points = field(init=False)
    close: Enlargement | None = field(init=False)
    front: list[str] = field(default_factory=list)
    close_clustered: bool = False

    def __post_init__(self) -> None:
        self.room = Room(self.wish.width, self.wish.height)
        self.paper = PaperGround(self.frame, self.wish.ground, self.wish.layers)
        self.homes = self.frame.points([one.anchor for one in self.wish.projects])
        self.close = find_enlargement(self.paper, self.room, self.wish.projects, self.homes)

    def draw(self) -> DrawnMap:
        wish, close = self.wish, self.close
        if close:
            self._make_room_for(close)
        self._furnish()
        shapes, kinds = draw_shapes(self.frame, wish.projects)
        apart = close.inside if close else frozenset()
        placed = [place for place in range(len(wish.projects)) if place not in apart]
        keep_off_lines(self.room, self.frame, wish.projects)
        marks = draw_marks(self.paper, self.room, wish, placed, area_name=wish.area_names)
        symbols = marks.svg
        if close:
            symbols += "".join(dot(pair(self.homes[place])) for place in sorted(apart))
            self._enlarge(close, area_name=wish.area_names and not marks.named)
        ground = draw_ground(self.paper, "main")
        if wish.grid:
            ground += draw_grid(self.frame)
            self.front.insert(0, draw_degrees(self.frame, self.room, wish.lang))
        source = _source(close) if close else ""
        body = ground + shapes + source + symbols + "".join(self.front)
        defs = element("defs", hatches([one.style for one in wish.projects]) or " ")
        return DrawnMap(
            svg=_whole(wish.width, wish.height, defs + body),
            scale=self.frame.scale,
            enlarged=close.frame.scale if close else None,
            clustered=marks.clustered or self.close_clustered,
            lines="line" in kinds,
            areas="area" in kinds,
            schematic="schematic" in kinds,
            within=bool(self.paper.within),
            moved=marks.moved,
        )

    def _make_room_for(self, close: Enlargement) -> None:
        self.room.take(close.at.grown(1.0))
        for edge in edges(close.source):
            self.room.keep_names_off(edge)

    def _enlarge(self, close: Enlargement, *, area_name: bool) -> None:
        drawn, self.close_clustered = _enlargement(self.wish, close, area_name=area_name)
        self.front.append(drawn)

    def _furnish(self) -> None:
        """Stand small maps, bar and arrow where they hide least."""
        wish, clear = self.wish, self.paper.clear_area

        def stand(size: tuple[float, float], *corners: str) -> Rect | None:
            at = self.room.place(size, corners, clear, self.homes)
            if at:
                self.room.take(at.grown(0.6))
            return at

        if furniture.wants_locator(wish.ground, self.frame) and (
            at := stand(furniture.LOCATOR_SIZE, "topleft", "topright", "bottomleft")
        ):
            self.front.append(furniture.draw_locator(wish.ground, self.frame, wish.layers, at))
        insets = furniture.insets_of(wish)
        if wish.insets and insets and self.frame.zoom <= FURTHEST_ZOOM_WITH_INSETS:
            at = stand(
                furniture.insets_size(insets, wish.lang), "bottomright", "topright", "bottomleft"
            )
            self.front.append(furniture.draw_insets(insets, at, wish.lang) if at else "")
        if at := stand(
            furniture.bar_size(self.frame.scale, wish.lang), "bottomleft", "bottomright"
        ):
            self.front.append(furniture.draw_scale_bar(self.frame.scale, at, wish.lang))
        if at := stand(furniture.ARROW_SIZE, "bottomright", "topright", "topleft"):
            self.front.append(furniture.draw_north(at, wish.lang))


def _enlargement(wish: MapWish, close: Enlargement, *, area_name: bool) -> tuple[str, bool]:
    """Return the enlargement, and whether it has clusters; `area_name` where the map has none."""
    frame, at = close.frame, close.at
    paper = PaperGround(frame, wish.ground, wish.layers)
    room = Room(frame.width, frame.height)
    title = Rect(0, 0, frame.width, TITLE_MM)
    room.take(title)
    bar = Rect(2, frame.height - 12.5, *furniture.bar_size(frame.scale))
    room.take(bar)
    shapes, _ = draw_shapes(frame, wish.projects)
    keep_off_lines(room, frame, wish.projects)
    marks = draw_marks(paper, room, wish, sorted(close.inside), area_name=area_name)
    body = draw_ground(paper, "close") + shapes + marks.svg
    body += furniture.draw_scale_bar(frame.scale, bar, wish.lang, stated=False)
    clip = element("clipPath", element("rect", width=frame.width, height=frame.height), id="close")
    inner = clip + element("g", body, clip_path="url(#close)") + _title(wish, frame)
    edge = {"fill": "none", "stroke": INK, "stroke_width": 0.4}
    inner += element("rect", width=frame.width, height=frame.height, **edge)
    return element("g", inner, transform=f"translate({at.x:.2f} {at.y:.2f})"), marks.clustered


def _source(close: Enlargement) -> str:
    """Return the box of what is enlarged and the lines that lead to it, under all symbols."""
    at = close.source
    edge = {"fill": "none", "stroke": INK, "stroke_width": 0.4}
    box = element("rect", x=at.x, y=at.y, width=at.width, height=at.height, **edge)
    dashes = {"stroke": INK, "stroke_width": 0.22, "stroke_dasharray": "0.9 0.6"}
    return box + element("path", d=_ties(at, close.at), **dashes)


def _title(wish: MapWish, frame: Frame) -> str:
    scale = say_number(frame.scale, wish.lang, 0)
    words = say(message("Enlarged · 1:{scale}", scale=scale), wish.lang)
    plate = element("rect", width=frame.width, height=TITLE_MM, fill=INK)
    return plate + text(words, 2.2, 4.0, 8 * PT, font_weight=600, fill="#FFFFFF")


def _ties(source: Rect, at: Rect) -> str:
    """Return lines from the source box's nearer corners to those of the enlargement."""
    above = at.y + at.height <= source.y
    below = at.y >= source.y + source.height
    if above or below:
        y1, y2 = (source.y, at.y + at.height) if above else (source.y + source.height, at.y)
        pairs = [(source.x, y1, at.x, y2)]
        pairs.append((source.x + source.width, y1, at.x + at.width, y2))
    else:
        left = at.x + at.width <= source.x
        x1, x2 = (source.x, at.x + at.width) if left else (source.x + source.width, at.x)
        pairs = [(x1, source.y, x2, at.y)]
        pairs.append((x1, source.y + source.height, x2, at.y + at.height))
    return "".join(f"M{a:.2f} {b:.2f}L{c:.2f} {d:.2f}" for a, b, c, d in pairs)


def _whole(width: float, height: float, body: str) -> str:
    clip = element("clipPath", element("rect", width=width, height=height), id="sheet")
    inner = {"x": 0.2, "y": 0.2, "width": width - 0.4, "height": height - 0.4}
    edge = element("rect", fill="none", stroke=INK, stroke_width=0.4, **inner)
    return element(
        "svg",
        clip + element("g", body, clip_path="url(#sheet)") + edge,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}mm",
        height=f"{height:g}mm",
    )
