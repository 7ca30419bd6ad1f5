"""Months along the bottom: 11/24, 12, 01/25 in Vietnamese, Nov 24, Dec, Jan 25 in English."""

from datetime import date
from typing import Final, Literal

import altair as alt
from babel.dates import format_date

# Rows carry months as YYYY-MM. The year is said at both ends and in January.
_WITH_YEAR: Final = "datum.index == 0 || datum.index == 1 || slice(datum.value, 5, 7) == '01'"
_YEAR: Final = "slice(datum.value, 2, 4)"
_NAMES: Final = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec']"
_LABELS: Final = {
    "vi": f"slice(datum.value, 5, 7) + ({_WITH_YEAR} ? '/' + {_YEAR} : '')",
    "en": f"{_NAMES}[toNumber(slice(datum.value, 5, 7)) - 1] + ({_WITH_YEAR} ? ' ' + {_YEAR} : '')",
}

_PADDING: Final = {"point": 0.1, "band": 0.28}


def month_key(month: date) -> str:
    """Return 2025-11, as rows carry months; they sort as text."""
    return f"{month:%Y-%m}"


def short_month(month: date, lang: str) -> str:
    """Return 11/25 in Vietnamese, Nov 25 in English."""
    return format_date(month, format="MM/yy" if lang == "vi" else "MMM yy", locale=lang)


def month_span(first: date, last: date, lang: str) -> str:
    """Return one month, or the first and the last of several: 07/25, 07/25 – 09/25."""
    if first == last:
        return short_month(first, lang)
    return f"{short_month(first, lang)} – {short_month(last, lang)}"


def month_axis(lang: str, scale: Literal["point", "band"] = "point") -> alt.X:
    """Return months in order; "point" for lines, which touch both edges, "band" for bars."""
    axis = alt.Axis(labelExpr=_LABELS[lang])
    return alt.X("month:O", axis=axis, scale=alt.Scale(type=scale, padding=_PADDING[scale]))
