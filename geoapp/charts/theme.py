"""The house look of charts: colours, type, and numbers as a language writes them."""

from typing import Any, Final

INK: Final = "#17232E"
INK_2: Final = "#44525E"
INK_3: Final = "#5F6C77"
LINE: Final = "#D5D9DC"
PAPER: Final = "#FFFFFF"
UNKNOWN: Final = "#4A5763"
LATE: Final = "#A8200D"
LATE_INK: Final = "#8C1A0A"
BRAND: Final = "#14344C"
PALE_BRAND: Final = "#B4C5D1"
PALE_LATE: Final = "#D9A69E"
# What lines and words of a standing are drawn with: the fills of the map, dark enough for a line.
STANDING_INK: Final = {
    "late": LATE,
    "on_time": "#1F5F8B",
    "ahead": "#2E7564",
    "not_reported": UNKNOWN,
    "outside": INK_2,
    "plan": INK,
}

TEXT: Final = "Be Vietnam Pro, sans-serif"
# Figures of equal width; it has digits and their marks alone.
FIGURES: Final = "GeoFig, Be Vietnam Pro, sans-serif"
SMALL: Final = 13
NORMAL: Final = 15

# Every axis of figures begins at zero, and shows it.
ZERO_IN_INK: Final[Any] = {"condition": {"test": "datum.value === 0", "value": INK}, "value": LINE}

NUMBERS: Final = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫", ""]},
}


def house_config(lang: str) -> dict[str, Any]:
    """Return Vega-Lite's `config`: hairline grid, no frame, no ticks, zero as a line of ink."""
    return {
        "background": "transparent",
        # The page says what a chart shows, in a sentence and a table.
        "aria": False,
        "font": TEXT,
        "locale": {"number": NUMBERS[lang]},
        "view": {"stroke": None},
        "axis": {
            "title": None, "domain": False, "ticks": False, "gridColor": LINE,
            "labelFont": FIGURES, "labelFontSize": SMALL, "labelColor": INK_2, "labelPadding": 8,
        },
        "axisX": {
            "grid": False, "labelAngle": 0, "labelOverlap": "parity", "labelSeparation": 6,
            # English months have letters.
            "labelFont": FIGURES if lang == "vi" else TEXT,
        },
        "text": {"font": TEXT, "fontSize": SMALL, "color": INK},
        "legend": {
            "title": None, "labelFont": TEXT, "labelFontSize": SMALL, "labelColor": INK_2,
            "labelLimit": 400, "symbolSize": 150, "symbolStrokeWidth": 1, "columnPadding": 12,
            "layout": {"top": {"anchor": {"signal": "narrow ? 'start' : 'end'"}}},
        },
    }  # fmt: skip
