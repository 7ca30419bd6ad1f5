"""The small pictures of a printed page: symbols of classes, samples for the legend, the logo."""

from base64 import b64encode
from functools import cache
from struct import unpack

from geoapp.domain.layers.definition import StyleClass
from geoapp.maps.glyphs import SECTOR_GLYPHS
from geoapp.maps.printed.svg import INK, element
from geoapp.maps.shapes import shape

SVG = "http://www.w3.org/2000/svg"
PNG = b"\x89PNG"


def symbol_file(style: StyleClass) -> str:
    """Return a class's symbol as a file of its own, 34 units square, for a number to stand on."""
    return element("svg", shape(style), xmlns=SVG, viewBox="0 0 34 34")


def legend_file(style: StyleClass) -> str:
    """Return a class's symbol as the legend shows it, with its glyph where it has one."""
    drawn = shape(style)
    if style.glyph:
        drawing = SECTOR_GLYPHS[style.glyph].replace("currentColor", style.glyph_color)
        drawn += element("g", drawing, transform="translate(9 9)", fill=style.glyph_color)
    return element("svg", drawn, xmlns=SVG, viewBox="0 0 34 34")


@cache
def notes() -> dict[str, str]:
    """Return the samples that stand beside the legend's words, by file name."""
    line = {"fill": "none", "stroke": INK}
    samples = {
        "outline": element("path", d="M0 5H14", stroke_width=2, **line),
        "within": element(
            "path", d="M0 5H14", stroke="#A79F8B", stroke_width=1.1, stroke_dasharray="0.1 2.4",
            stroke_linecap="round",
        ),
        "line": element("path", d="M1 5H13", stroke_width=4, stroke_linecap="round", **line)
        + element("path", d="M1 5H13", stroke="#fff", stroke_width=2, stroke_linecap="round"),
        "site": element(
            "rect", x=1, y=1, width=12, height=8, fill="#17232E", fill_opacity=0.18, stroke=INK
        ),
        "schematic": element(
            "rect", x=1, y=1, width=12, height=8, stroke_dasharray="2.4 1.4", **line
        ),
        "cluster": element("circle", cx=7, cy=5, r=4, stroke="#B9C4CC", stroke_width=2, fill="#fff")
        + element("path", d="M7 1A4 4 0 0 1 11 5", fill="none", stroke="#A8200D", stroke_width=2),
        "dot": element("circle", cx=7, cy=5, r=2.2, fill=INK),
        "leader": element("path", d="M3 8L11 3", stroke_width=0.8, **line)
        + element("circle", cx=3, cy=8, r=1.7, fill=INK)
        + element("circle", cx=11, cy=3, r=2.6, fill="#fff", stroke=INK, stroke_width=0.9),
    }  # fmt: skip
    return {
        f"note-{name}.svg": element("svg", drawing, xmlns=SVG, viewBox="0 0 14 10")
        for name, drawing in samples.items()
    }


def logo_file(logo: bytes | None) -> tuple[str, dict[str, bytes]]:
    """Return the logo's name among the pictures, and the picture; nothing without a logo."""
    if logo is None:
        return "", {}
    drawn = _framed(logo).encode() if logo.startswith(PNG) else logo
    return "logo.svg", {"logo.svg": drawn}


def _framed(png: bytes) -> str:
    """Return a PNG within an SVG: files that typst is handed in memory must be text."""
    width, height = unpack(">II", png[16:24])
    data = f"data:image/png;base64,{b64encode(png).decode()}"
    image = element("image", href=data, width=width, height=height)
    return element("svg", image, xmlns=SVG, viewBox=f"0 0 {width} {height}")
