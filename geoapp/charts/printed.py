"""A chart on paper: SVG whose text stays text, and PNG, with our fonts and without a network.

The first chart of a process takes one to two seconds (the press starts a JavaScript engine),
later ones about a tenth. Other threads run on meanwhile.
"""

import re
from base64 import b64decode
from typing import Final

from geoapp.charts.chart import Chart, narrowed
from geoapp.charts.patterns import DEFINITIONS, LATE_FILL
from geoapp.charts.printer import PRINTER
from geoapp.charts.theme import LATE, PAPER

# CSS pixels on an inch of paper.
PIXELS: Final = 96
_HATCHED: Final = re.compile(rf'<path[^>]*fill="{re.escape(LATE_FILL)}"[^>]*/>')


def printed_svg(chart: Chart, width: int = 640, background: str = "transparent") -> str:
    """Return the chart `width` px wide; it asks for Be Vietnam Pro and GeoFig by name."""
    svg = PRINTER.ask({"spec": narrowed(chart.spec, width) | {"background": background}})
    svg = re.sub(r"(<svg[^>]*>)", lambda start: start[1] + DEFINITIONS, svg, count=1)
    return _HATCHED.sub(_on_ground, svg)


def _on_ground(hatched: re.Match[str]) -> str:
    """Return a hatched shape on a plain one: PDF viewers leave hairs of paper between tiles."""
    return hatched[0].replace(LATE_FILL, LATE) + hatched[0]


def printed_png(chart: Chart, width: int = 640, dpi: int = 192) -> bytes:
    """Return the chart as a picture for documents that take no SVG; `width` in px of 1/96 inch."""
    svg = printed_svg(chart, width, PAPER)
    return b64decode(PRINTER.ask({"svg": svg, "scale": dpi / PIXELS}))
