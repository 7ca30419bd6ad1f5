"""What a map needs to be read: scale bar, north arrow, the small map, frames of far islands."""

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.formatting import say_number
from geoapp.domain.layers.definition import Inset, LayerDefinition
from geoapp.domain.messages import message, say
from geoapp.maps.printed.frame import Frame, fit_frame
from geoapp.maps.printed.ground import PaperGround, draw_ground
from geoapp.maps.printed.room import Rect
from geoapp.maps.printed.svg import INK, PT, element, path, text
from geoapp.maps.printed.type_size import text_width
from geoapp.maps.printed.values import XY, Ground, MapWish, Outline

BAR_MM = (20.0, 42.0)
BAR_HEIGHT = 10.5
ARROW_SIZE = (11.0, 13.0)
LOCATOR_SIZE = (42.0, 34.0)
INSET_WIDTH = 23.0
# Baselines of a name above and below its place, the nearest first.
LINES_MM = (-1.0, 3.4, -3.6, 5.6, -5.6)
SMALL = 7.4 * PT
FOOT_MM = 4.4
AROUND_DEGREES = 1.2
FURTHEST_VIEW_LOCATED = 400_000


def bar_metres(scale: int) -> int:
    """Return the round length whose bar is between 20 and 42 mm long."""
    for power in range(1, 8):
        for step in (1, 2, 5):
            metres = int(step * 10**power)
            if BAR_MM[0] <= metres * 1000 / scale < BAR_MM[1] * 1.2:
                return metres
    return 10_000


def draw_scale_bar(scale: int, at: Rect, lang: str, *, stated: bool = True) -> str:
    """Return the bar with its length, and 1:N."""
    metres = bar_metres(scale)
    length = metres * 1000 / scale
    unit, size = ("km", metres / 1000) if metres >= 1000 else ("m", float(metres))
    x, y = at.x + 3, at.y + 7.2
    ends = f"M{x} {y - 1.6}V{y}H{x + length:.2f}V{y - 1.6}M{x + length / 2:.2f} {y - 1.2}V{y}"
    drawn = _plate(at)
    drawn += element("path", d=ends, fill="none", stroke=INK, stroke_width=0.35)
    for place, figure in ((0.0, 0.0), (0.5, size / 2), (1.0, size)):
        words = say_number(figure, lang) + (f" {unit}" if place == 1.0 else "")
        drawn += text(words, x + length * place, y - 2.6, SMALL, text_anchor="middle")
    if stated:
        drawn += text(_ratio(scale, lang), x + length + 9, y, 8.5 * PT, font_weight=700)
    return drawn


def bar_size(scale: int, lang: str | None = None) -> tuple[float, float]:
    """Return the size of the bar's plate; in no language it does not state the scale."""
    length = bar_metres(scale) * 1000 / scale
    if lang is None:
        return length + 12, BAR_HEIGHT
    return length + 15 + text_width(_ratio(scale, lang), 8.5 * PT, 700), BAR_HEIGHT


def _ratio(scale: int, lang: str) -> str:
    return f"1:{say_number(scale, lang, 0)}"


def _plate(at: Rect, **look: object) -> str:
    given = {"fill": "#FFFFFF", "fill_opacity": 0.82, "rx": 0.8} | look
    return element("rect", x=at.x, y=at.y, width=at.width, height=at.height, **given)


def draw_north(at: Rect, lang: str) -> str:
    """Return an arrow to the north with its letter."""
    x, y = at.x + at.width / 2, at.y
    drawn = element("circle", cx=x, cy=y + 6.2, r=5.6, fill="#fff", fill_opacity=0.85)
    drawn += element("path", d=f"M{x} {y + 1.3}l2.1 7-2.1-1.5z", fill=INK)
    drawn += element(
        "path", d=f"M{x} {y + 1.3}l-2.1 7 2.1-1.5z", fill="#fff", stroke=INK, stroke_width=0.25,
        stroke_linejoin="round",
    )  # fmt: skip
    letter = say(message("N"), lang)
    return drawn + text(letter, x, y + 11.2, 7.4 * PT, font_weight=700, text_anchor="middle")


def draw_locator(ground: Ground, main: Frame, layers: tuple[LayerDefinition, ...], at: Rect) -> str:
    """Return a small map that tells where the large one is.

    The chosen area stands in ink within its province; a province, or a view without a chosen
    area, within the land around.
    """
    home = _home(ground, main)
    name = home.name if home and ground.siblings else ""
    height = at.height - (FOOT_MM if name else 0.0)
    chosen = [one.geometry for one in ground.selected]
    shown = [home.geometry] if home else chosen or [shapely.Point(main.middle)]
    if not ground.siblings:
        shown = [shapely.buffer(one, AROUND_DEGREES) for one in shown]
    frame = fit_frame(at.width, height, shown, pad=2.0, low=False)
    inner = Ground(provinces=ground.provinces)
    drawn = draw_ground(PaperGround(frame, inner, layers), "locator")
    hair = {"fill": "none", "stroke": "#A79F8B", "stroke_width": 0.12}
    drawn += element("path", d=_joined(frame, [u.geometry for u in ground.siblings]), **hair)
    drawn += element("path", d=_joined(frame, chosen), fill=INK)
    drawn += "" if chosen else _view(main, frame)
    clip = element("clipPath", element("rect", width=at.width, height=height), id="locator")
    inside = clip + element("g", drawn, clip_path="url(#locator)")
    if name:
        foot = {"y": height, "width": at.width, "height": FOOT_MM, "fill": "#F4F5F3"}
        inside += element("rect", **foot)
        inside += text(name, 1.6, at.height - 1.2, SMALL, font_weight=600)
    edge = {"fill": "none", "stroke": INK, "stroke_width": 0.35}
    inside += element("rect", width=at.width, height=at.height, **edge)
    return element("g", inside, transform=f"translate({at.x:.2f} {at.y:.2f})")


def _joined(frame: Frame, geometries: list[BaseGeometry]) -> str:
    return "".join(path(one) for one in frame.shapes(geometries)) if geometries else ""


def _view(main: Frame, frame: Frame) -> str:
    """Return the outline of what the large map shows."""
    x, y = frame.points([main.middle])[0].tolist()
    share = main.scale / frame.scale
    width, height = max(2.0, main.width * share), max(2.0, main.height * share)
    return element(
        "rect", x=x - width / 2, y=y - height / 2, width=width, height=height, fill=INK,
        fill_opacity=0.25, stroke=INK, stroke_width=0.5,
    )  # fmt: skip


def _home(ground: Ground, main: Frame) -> Outline | None:
    """Return the province in which the chosen area, or the middle of the view, lies."""
    chosen = [shapely.point_on_surface(one.geometry) for one in ground.selected]
    places = chosen or [shapely.Point(main.middle)]
    middle = shapely.centroid(shapely.union_all(places))
    near = sorted(ground.provinces, key=lambda one: float(shapely.distance(one.geometry, middle)))
    return near[0] if near else None


def wants_locator(ground: Ground, main: Frame) -> bool:
    """Tell whether a small map would say more than the large one."""
    return bool(ground.selected) or main.scale <= FURTHEST_VIEW_LOCATED


def insets_of(wish: MapWish) -> list[Inset]:
    """Return the frames that layer files ask for."""
    return [inset for layer in wish.layers if layer.visible for inset in layer.insets]


def insets_size(insets: list[Inset], lang: str) -> tuple[float, float]:
    """Return the size of all frames side by side."""
    heights = [_inset_height(inset) for inset in insets]
    width = _inset_width(insets, lang)
    return len(insets) * (width + 1.2) - 1.2, max(heights) + 6.6


def _inset_height(inset: Inset) -> float:
    west, south, east, north = inset.bbox
    return min(22.0, INSET_WIDTH * (north - south) / (east - west))


def _inset_width(insets: list[Inset], lang: str) -> float:
    """Return how wide each frame is: all words under it find room."""
    words = [text_width(inset.title.say(lang), SMALL, 600) for inset in insets]
    words += [text_width(inset.subtitle.say(lang), SMALL) for inset in insets if inset.subtitle]
    return max(INSET_WIDTH, *(width + 2.0 for width in words))


def draw_insets(insets: list[Inset], at: Rect, lang: str) -> str:
    """Return the frames side by side."""
    drawn, width = "", _inset_width(insets, lang)
    for place, inset in enumerate(insets):
        x = at.x + place * (width + 1.2)
        drawn += element(
            "g", _inset(inset, width, at.height, lang), transform=f"translate({x:.2f} {at.y:.2f})"
        )
    return drawn


def _inset(inset: Inset, width: float, height: float, lang: str) -> str:
    west, south, east, north = inset.bbox
    picture = height - 6.6

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return (
            (width - INSET_WIDTH) / 2 + (point[0] - west) / (east - west) * INSET_WIDTH,
            (north - point[1]) / (north - south) * picture,
        )

    islands = [at(point) for point in inset.points]
    drawn = element("rect", width=width, height=height, fill="#D3E2EA")
    drawn += "".join(element("circle", cx=x, cy=y, r=0.4, fill=INK) for x, y in islands)
    for label in inset.labels:
        x, y = at(label.point)
        words = label.text.say(lang)
        half = text_width(words, SMALL) / 2 + 0.6
        x, y = _clear_place(islands, (min(max(x, half), width - half), y), half, width)
        drawn += text(words, x, y, SMALL, text_anchor="middle")
    drawn += element("rect", y=picture, width=width, height=6.6, fill="#fff")
    middle = {"text_anchor": "middle"}
    drawn += text(inset.title.say(lang), width / 2, picture + 2.7, SMALL, font_weight=600, **middle)
    if inset.subtitle:
        drawn += text(inset.subtitle.say(lang), width / 2, picture + 5.6, SMALL, **middle)
    edge = {"fill": "none", "stroke": INK, "stroke_width": 0.25}
    return drawn + element("rect", width=width, height=height, **edge)


def _clear_place(islands: list[XY], at: XY, half: float, width: float) -> XY:
    """Return middle and baseline near a place on which words hide as few islands as can be."""
    steps = [(across, down) for across in (0.0, -3.0, 3.0, -6.0, 6.0) for down in LINES_MM]
    places = [(at[0] + across, at[1] + down) for across, down in steps]
    inside = [one for one in places if half <= one[0] <= width - half] or places

    def hidden(place: XY) -> int:
        x, line = place
        return sum(abs(a - x) < half - 0.3 and line - 2.6 < b < line + 0.9 for a, b in islands)

    return min(inside, key=hidden)
