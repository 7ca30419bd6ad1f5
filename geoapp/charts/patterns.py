"""Fills that read without colour: hatch for late, dots for not reported.

Vega knows no patterns; its SVG takes `url(#…)` as any other fill. The page holds the
definitions once (`charts/_chart.html`), a printed chart within itself (`printed`).
"""

from typing import Final

from geoapp.charts.theme import LATE, PAPER, UNKNOWN

LATE_FILL: Final = "url(#chart-late)"
UNKNOWN_FILL: Final = "url(#chart-unknown)"

DEFINITIONS: Final = (
    "<defs>"
    '<pattern id="chart-late" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)">'
    f'<rect width="7" height="7" fill="{LATE}"/>'
    '<rect width="2" height="7" fill="#6E1206"/></pattern>'
    '<pattern id="chart-unknown" width="6" height="6" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{PAPER}"/>'
    f'<circle cx="2" cy="2" r="0.9" fill="{UNKNOWN}"/></pattern>'
    "</defs>"
)

# Fill and edge of each standing; "well" is on time or ahead, where the two are one.
FILLS: Final = {
    "late": LATE_FILL,
    "not_reported": UNKNOWN_FILL,
    "on_time": "#2F7FB5",
    "ahead": "#7CC6B4",
    "well": "#C5D7E4",
    "outside": "#C9CED2",
}
EDGES: Final = {
    "late": LATE,
    "not_reported": UNKNOWN,
    "on_time": "#1F5F8B",
    "ahead": "#2E7564",
    "well": "#8FB0C6",
    "outside": "#8A949C",
}
