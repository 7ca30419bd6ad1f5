"""The drawing behind disbursement: a bar for each month of the year, the plan as a dashed line.

Data sets: `year` (month), `paid` (month, billions, last, words, short, tip), `gaps` (month),
`plan` (billions, words, month, side; one row or none). Sums are in billions of VND.
"""

from functools import cache
from typing import Any

import altair as alt

from geoapp.charts.chart import Layer, Spec, defined, rows_of
from geoapp.charts.month_axis import month_axis
from geoapp.charts.theme import (
    BRAND,
    INK,
    NORMAL,
    PALE_BRAND,
    PAPER,
    SMALL,
    UNKNOWN,
    ZERO_IN_INK,
)

HEIGHT = 190
LINE_HEIGHT = 18
_SIZE = alt.ExprRef(expr=f"narrow ? {SMALL} : {NORMAL}")


@cache
def paid_bars(lang: str) -> Spec:
    """Return the definition in a language."""
    layers = alt.layer(_year(lang), _bars(lang), _gaps(lang), *_plan(lang), *_words(lang))
    return defined(layers.properties(height=HEIGHT), lang)


def _billions() -> alt.Y:
    axis = alt.Axis(tickCount=4, gridColor=ZERO_IN_INK)
    return alt.Y("billions:Q", axis=axis, scale=alt.Scale(zero=True))


def _year(lang: str) -> Layer:
    """Keep the place of months still to come."""
    return rows_of("year").mark_point(opacity=0).encode(x=month_axis(lang, "band"))


def _bars(lang: str) -> Layer:
    drawn = rows_of("paid").mark_bar(
        fill=alt.ExprRef(expr=f"datum.last ? '{BRAND}' : '{PALE_BRAND}'"),
        stroke=BRAND, strokeWidth=1,
    )  # fmt: skip
    return drawn.encode(x=month_axis(lang, "band"), y=_billions(), tooltip="tip:N")


def _gaps(lang: str) -> Layer:
    """Mark a month that was due and nobody reported, on the zero line."""
    ring = rows_of("gaps").mark_point(
        size=110, opacity=1, filled=False, fill=PAPER, stroke=UNKNOWN, strokeWidth=2,
        strokeDash=[2.6, 2],
    )  # fmt: skip
    return ring.encode(x=month_axis(lang, "band"), y=alt.YDatum(0))


def _plan(lang: str) -> tuple[Layer, Layer]:
    """Draw the year's plan, with its words on it where the bars leave room."""
    line = rows_of("plan").mark_rule(color=INK, strokeWidth=2, strokeDash=[6, 4])
    words = rows_of("plan").mark_text(
        align=alt.ExprRef(expr="datum.side"), baseline="bottom", dy=-5, fontWeight=600,
        dx=alt.ExprRef(expr="datum.side == 'left' ? -8 : 8"), fontSize=_SIZE,
    )  # fmt: skip
    return (
        line.encode(y=_billions()),
        words.encode(x=month_axis(lang, "band"), y=_billions(), text="words:N"),
    )


def _words(lang: str) -> tuple[Layer, ...]:
    """Write the last sum above its bar, on paper; its first line ends the dashes of a near plan."""
    said = rows_of("paid").transform_calculate(
        shown="narrow ? datum.short : datum.words",
        first="isArray(datum.shown) && length(datum.shown) > 1 ? [datum.shown[0], ' '] : ''",
    )
    style: dict[str, Any] = {
        "baseline": "bottom", "lineHeight": LINE_HEIGHT, "fontWeight": 600, "fontSize": _SIZE,
        "dy": alt.ExprRef(expr=f"isArray(datum.shown) ? {-LINE_HEIGHT - 5} : -5"),
    }  # fmt: skip
    place = {"x": month_axis(lang, "band"), "y": _billions(), "text": "shown:N"}
    return (
        said.mark_text(stroke=PAPER, strokeWidth=20, strokeJoin="round", **style).encode(
            **place | {"text": "first:N"}
        ),
        said.mark_text(stroke=PAPER, strokeWidth=4, **style).encode(**place),
        said.mark_text(color=BRAND, **style).encode(**place),
    )
