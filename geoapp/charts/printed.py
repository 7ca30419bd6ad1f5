"""A chart on paper: SVG whose text stays text, and PNG, with our fonts and without a network.

The first chart of a process takes one to two seconds (the library starts a JavaScript engine),
later ones about a tenth: workers and exports ask, requests of the map never do.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from geoapp.charts.chart import Chart, narrowed
from geoapp.charts.patterns import DEFINITIONS, LATE_FILL
from geoapp.charts.theme import LATE, PAPER

FONTS: Final = Path(__file__).parents[1] / "static" / "vendor" / "print"
# The version of Vega-Lite that this Altair writes for.
VEGA_LITE: Final = "6.4"
# CSS pixels on an inch of paper.
PIXELS: Final = 96
_HATCHED: Final = re.compile(rf'<path[^>]*fill="{re.escape(LATE_FILL)}"[^>]*/>')


@cache
def _converter() -> Any:
    """Start the converter, once; it reads our fonts from their folder."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def printed_svg(chart: Chart, width: int = 640, background: str = "transparent") -> str:
    """Return the chart `width` px wide; it asks for Be Vietnam Pro and GeoFig by name."""
    svg: str = _converter().vegalite_to_svg(
        narrowed(chart.spec, width) | {"background": background},
        vl_version=VEGA_LITE,
        allowed_base_urls=[],
    )
    svg = re.sub(r"(<svg[^>]*>)", lambda start: start[1] + DEFINITIONS, svg, count=1)
    return _HATCHED.sub(_on_ground, svg)


def _on_ground(hatched: re.Match[str]) -> str:
    """Return a hatched shape on a plain one: PDF viewers leave hairs of paper between tiles."""
    return hatched[0].replace(LATE_FILL, LATE) + hatched[0]


def printed_png(chart: Chart, width: int = 640, dpi: int = 192) -> bytes:
    """Return the chart as a picture for documents that take no SVG; `width` in px of 1/96 inch."""
    svg = printed_svg(chart, width, PAPER)
    png: bytes = _converter().svg_to_png(svg, scale=dpi / PIXELS)
    return png
