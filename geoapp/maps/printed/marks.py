"""Projects on paper: lines and sites in their class's pattern, numbered symbols, clusters."""

import math
from collections.abc import Sequence
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.domain.layers.definition import StyleClass
from geoapp.maps.glyphs import SECTOR_GLYPHS
from geoapp.maps.printed.frame import Frame
from geoapp.maps.printed.ground import DASHES
from geoapp.maps.printed.spread import Spot
from geoapp.maps.printed.svg import FIGURES, INK, PX, element, path, text
from geoapp.maps.printed.values import XY, MapProject
from geoapp.maps.shapes import CENTRE, shape

# A symbol's own unit, 34 to a side, on paper; its circle is 5.5 mm wide.
UNIT_MM: Final = 0.22
# Nearer middles would touch.
GAP_MM: Final = 6.6
# Sites smaller than their own symbol say nothing.
LEAST_SITE_MM: Final = 3.0
NUMBER_SIZE: Final = {1: 14.5, 2: 13.0, 3: 10.5, 4: 8.5}
LATE: Final = "#A8200D"


def draw_shapes(frame: Frame, projects: Sequence[MapProject]) -> tuple[str, set[str]]:
    """Return lines over sites, late ones on top, and which kinds of shape are among them."""
    drawn: list[tuple[bool, bool, str]] = []
    kinds: set[str] = set()
    shapes = frame.shapes([one.geometry for one in projects])
    for project, form in zip(projects, shapes, strict=True):
        dimension = int(shapely.get_dimensions(form))
        if form.is_empty or dimension < 1 or not _is_seen(form):
            continue
        line = dimension == 1
        kinds.add("line" if line else "area")
        kinds |= {"schematic"} if project.schematic and not line else set()
        draw = _line if line else _site
        drawn.append((line, project.late, draw(path(form), project.style, project.schematic)))
    return "".join(one for *_, one in sorted(drawn, key=lambda one: one[:2])), kinds


def _is_seen(form: BaseGeometry) -> bool:
    left, top, right, bottom = form.bounds
    return max(right - left, bottom - top) >= LEAST_SITE_MM


def _line(whole: str, style: StyleClass, _schematic: bool) -> str:
    def stroke(colour: str, width: float, **look: object) -> str:
        given = {"fill": "none", "stroke_linejoin": "round", "stroke_linecap": "round"} | look
        return element("path", d=whole, stroke=colour, stroke_width=width * PX, **given)

    drawn = stroke(style.ink, 6.5) + stroke(style.fill, 3.4 if style.line == "dashed" else 4.3)
    if style.line == "core":
        drawn += stroke(style.ink, 1.2)
    if style.line == "ticks":
        drawn += stroke("#FFFFFF", 4.3, stroke_dasharray="0.4 1.4", stroke_linecap="butt")
    if style.line == "dashed":
        drawn += stroke(style.ink, 1.4, stroke_dasharray="0.5 1.2")
    return drawn


def _site(whole: str, style: StyleClass, schematic: bool) -> str:
    looks: dict[str, dict[str, object]] = {
        "hatch": {"fill": f"url(#hatch-{style.fill[1:]})"},
        "none": {"fill": "#FFFFFF", "fill_opacity": 0.55},
        "tint": {"fill": style.fill, "fill_opacity": style.opacity},
    }
    dash = "1.6 0.9" if schematic else DASHES[style.edge_line]
    edge: dict[str, object] = {
        "stroke": style.edge,
        "stroke_width": max(0.3, style.edge_width * PX),
    }
    return element(
        "path", d=whole, fill_rule="evenodd", stroke_dasharray=dash, **looks[style.area], **edge
    )


def hatches(styles: Sequence[StyleClass]) -> str:
    """Return the patterns that hatched sites are filled with."""
    return "".join(
        element(
            "pattern",
            element("rect", width=1.7, height=1.7, fill=fill, fill_opacity=0.12)
            + element("rect", width=0.6, height=1.7, fill=fill),
            id=f"hatch-{fill[1:]}",
            width=1.7,
            height=1.7,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for fill in sorted({style.fill for style in styles if style.area == "hatch"})
    )


def draw_leaders(spots: Sequence[Spot]) -> str:
    """Return a dot where each moved symbol belongs, and the way there."""
    moved = [spot for spot in spots if spot.moved]
    ways = "".join(f"M{s.home[0]:.2f} {s.home[1]:.2f}L{s.x:.2f} {s.y:.2f}" for s in moved)
    lines = element("path", d=ways, stroke=INK, stroke_width=0.22, fill="none") if moved else ""
    return lines + "".join(dot(spot.home) for spot in moved)


def dot(at: XY) -> str:
    """Return the place of a project, without its symbol."""
    return element("circle", cx=at[0], cy=at[1], r=0.75, fill=INK, stroke="#fff", stroke_width=0.25)


def draw_symbol(project: MapProject, at: XY, theme: str) -> str:
    """Return a symbol with the project's number, centred."""
    drawn = shape(project.style)
    if theme == "schedule":
        drawn += _number(project.number, CENTRE, CENTRE, project.style.glyph_color)
    else:
        drawn += _glyph(project) if theme == "sector" else ""
        drawn += _tag(project.number)
    side = CENTRE * UNIT_MM
    move = f"translate({at[0] - side:.2f} {at[1] - side:.2f}) scale({UNIT_MM})"
    return element("g", drawn, transform=move)


def _number(number: int, x: float, y: float, colour: str, size: float | None = None) -> str:
    figures = str(number)
    size = size or NUMBER_SIZE[min(4, len(figures))]
    look = {"font_family": FIGURES, "font_weight": 700, "text_anchor": "middle", "fill": colour}
    return text(figures, x, y + size * 0.36, size, **look)


def _glyph(project: MapProject) -> str:
    drawing = SECTOR_GLYPHS[project.glyph].replace("currentColor", project.style.glyph_color)
    return element(
        "g", drawing, transform="translate(8 6) scale(1)", fill=project.style.glyph_color
    )


def _tag(number: int) -> str:
    width = 5 + 6.5 * len(str(number))
    plate = element(
        "rect", x=CENTRE - width / 2, y=21.5, width=width, height=12.5, rx=3, fill="#fff",
        stroke=INK, stroke_width=1,
    )  # fmt: skip
    return plate + _number(number, CENTRE, 27.8, INK, 11.0)


def draw_cluster(count: int, late: int, at: XY) -> str:
    """Return a disc with a count; the red part of its ring is the late share."""
    outer = cluster_radius(count)
    ring = outer - 0.95
    x, y = at
    drawn = element("circle", cx=x, cy=y, r=outer, fill="#fff", stroke=INK, stroke_width=0.3)
    look = {"fill": "none", "stroke_width": 1.2}
    drawn += element("circle", cx=x, cy=y, r=ring, stroke="#B9C4CC", **look)
    if late:
        drawn += element("path", d=_arc(x, y, ring, late / count), stroke=LATE, **look)
    size = min(4.2, 2.2 * (ring - 0.7) / (0.6 * len(str(count))) * 0.9)
    return drawn + _number(count, x, y, INK, size)


def cluster_radius(count: int) -> float:
    """Return the radius in mm of a cluster's disc."""
    return 3.3 + min(3.4, 0.55 * math.sqrt(count))


def _arc(x: float, y: float, radius: float, share: float) -> str:
    if share > 0.999:
        share = 0.999
    angle = math.tau * share
    end = (x + radius * math.sin(angle), y - radius * math.cos(angle))
    large = int(share > 0.5)
    return (
        f"M{x:.2f} {y - radius:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {end[0]:.2f} {end[1]:.2f}"
    )
