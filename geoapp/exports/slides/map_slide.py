"""The slide of the map: picture, totals, legend with counts."""

from io import BytesIO
from typing import Any, Final

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Mm, Pt

from geoapp.charts.counts import ClassCount
from geoapp.exports.content import ExportContent
from geoapp.exports.map_png import map_png
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import kpis
from geoapp.exports.plain_text import clean
from geoapp.exports.slides.frame import (
    BRAND,
    EDGE,
    HEAD,
    HEIGHT,
    INK_2,
    add_words,
    foot_height,
    new_slide,
    rgb,
)

MAP_DPI: Final = 160
LEGEND_MM: Final = 66
SHAPES: Final = {
    "diamond": MSO_SHAPE.DIAMOND,
    "square": MSO_SHAPE.RECTANGLE,
    "rounded-square": MSO_SHAPE.ROUNDED_RECTANGLE,
    "hexagon": MSO_SHAPE.HEXAGON,
}


def add_map(deck: Any, content: ExportContent, options: ExportOptions) -> None:
    """Add the map as a picture, with totals and legend as text beside it."""
    slide = new_slide(deck, content.title, content)
    width, height = 228.0, HEIGHT - HEAD - foot_height(content) - 7
    picture = map_png(content, width, height, options, MAP_DPI)
    shape = slide.shapes.add_picture(
        BytesIO(picture), Mm(EDGE), Mm(HEAD + 4), Mm(width), Mm(height)
    )
    shape._element.nvPicPr.cNvPr.set("descr", clean(content.title))  # noqa: SLF001 - no other way
    left = EDGE + width + 6
    for place, one in enumerate(kpis(content)):
        top = HEAD + 2 + place * 22
        add_words(slide, one["figure"], (left, top, 84, 12), 24, BRAND, bold=True)
        add_words(slide, one["words"], (left, top + 10, 84, 12), 11, INK_2)
    step = min(8.0, LEGEND_MM / max(1, len(content.counts)))
    for place, found in enumerate(content.counts):
        _legend(slide, found, left + 2, HEAD + 92 + place * step)


def _legend(slide: Any, found: ClassCount, left: float, top: float) -> None:
    """Draw a class's shape, which must tell it without colour too, with its name and count."""
    form = SHAPES.get(found.style.shape, MSO_SHAPE.OVAL)
    shape = slide.shapes.add_shape(form, Mm(left), Mm(top + 2), Mm(4), Mm(4))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(found.style.fill[1:])
    shape.line.color.rgb = rgb(found.style.ink[1:])
    shape.line.width = Pt(1)
    if found.style.edge_line == "dashed":
        shape.line.dash_style = MSO_LINE.DASH
    add_words(slide, f"{found.label}: {found.count}", (left + 6, top, 74, 8), 11)
