"""The few SVG elements a printed map is made of; texts are escaped here and nowhere else."""

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize
from xml.sax.saxutils import escape, quoteattr

import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

INK, PLACE, WATER, PAPER = "#17232E", "#6B6658", "#33596D", "#FFFDF8"
TEXT, FIGURES = "Be Vietnam Pro", "GeoFig"
# A point of print in millimetres, and a CSS pixel of a layer file on paper.
PT: Final = 0.3528
PX: Final = 0.24
CONTROLS: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, inner: str = "", /, **attributes: object) -> str:
    """Return an element; `stroke_width` is written as stroke-width, None is left out."""
    given = "".join(
        f" {key.replace('_', '-')}={quoteattr(_said(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def _said(value: object) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, size: float, **look: object) -> str:
    """Return text at a point; size in mm."""
    given = {"font_family": TEXT, "fill": INK} | look
    clean = escape(CONTROLS.sub("", normalize("NFC", words)))
    return element("text", clean, x=x, y=y, font_size=float(size), **given)


def halo_text(words: str, x: float, y: float, size: float, **look: object) -> str:
    """Return text that a paper-coloured rim lifts off what lies under it."""
    rim = {"stroke": PAPER, "stroke_width": size * 0.3, "stroke_linejoin": "round",
           "paint_order": "stroke"}  # fmt: skip
    return text(words, x, y, size, **(rim | look))


def path(geometry: BaseGeometry) -> str:
    """Return the path of lines and polygons, to a hundredth of a millimetre."""
    return "".join(_paths(geometry))


def _paths(geometry: BaseGeometry) -> Iterable[str]:
    if geometry.is_empty:
        return
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _paths(part)
    elif isinstance(geometry, Polygon):
        for ring in (geometry.exterior, *geometry.interiors):
            yield _line(ring) + "Z"
    elif geometry.geom_type != "Point":
        yield _line(geometry)


def _line(line: BaseGeometry) -> str:
    x, y = shapely.get_coordinates(line).T.tolist()
    return "M" + "L".join(map("{:.2f} {:.2f}".format, x, y))
