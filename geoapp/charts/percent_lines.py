"""The drawing behind progress against plan, of one project or the average of many.

Data sets: `plan` (month, planned), `done` (month, actual, planned, run), `gaps` (a month
without a report: month, at, words, align), `bridges` (over a gap: month, until, at, to), `ends`
(at, words, narrow_at, lines, tone, size). Every row of `done` carries `tone`, a standing; a
run is months in a row.
"""

from functools import cache
from typing import Any

import altair as alt

from geoapp.charts.chart import Layer, Spec, defined, rows_of
from geoapp.charts.month_axis import month_axis
from geoapp.charts.theme import INK, INK_2, PAPER, SMALL, UNKNOWN, ZERO_IN_INK
from geoapp.charts.tone import tone

HEIGHT = 220
LINE_HEIGHT = 16
# The two lines are named in strong words, what lies between them in quiet ones.
_WEIGHT = alt.ExprRef(expr=f"datum.size > {SMALL} ? 600 : 400")


@cache
def percent_lines(lang: str) -> Spec:
    """Return the definition in a language."""
    layers = alt.layer(
        _shade(lang), _plan(lang), _bridges(lang), _line(lang), _points(lang),
        *_gaps(lang), _ends(),
    )  # fmt: skip
    return defined(layers.properties(height=HEIGHT), lang)


def percent(field: str) -> alt.Y:
    """Return 0 to 100 %, whatever the rows say."""
    axis = alt.Axis(
        values=[0, 25, 50, 75, 100],
        labelExpr="datum.value + (datum.value == 100 ? '%' : '')",
        gridColor=ZERO_IN_INK,
    )
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))


def _shade(lang: str) -> Layer:
    """Shade what lies between plan and works, where both were told."""
    drawn = rows_of("done").mark_area(opacity=0.12)
    return drawn.encode(
        x=month_axis(lang), y=percent("planned"), y2="actual:Q", color=tone(), detail="run:N"
    )


def _plan(lang: str) -> Layer:
    drawn = rows_of("plan").mark_line(color=INK, strokeWidth=2, strokeDash=[6, 4])
    return drawn.encode(x=month_axis(lang), y=percent("planned"))


def _line(lang: str) -> Layer:
    drawn = rows_of("done").mark_line(strokeWidth=3.5, strokeCap="round")
    return drawn.encode(x=month_axis(lang), y=percent("actual"), color=tone(), detail="run:N")


def _points(lang: str) -> Layer:
    drawn = rows_of("done").mark_circle(size=64, opacity=1, stroke=PAPER, strokeWidth=1.5)
    return drawn.encode(x=month_axis(lang), y=percent("actual"), color=tone(), tooltip="tip:N")


def _bridges(lang: str) -> Layer:
    """Lead the eye over months that nobody reported; no figure is claimed there."""
    drawn = rows_of("bridges").mark_rule(strokeWidth=2, strokeDash=[2, 4])
    return drawn.encode(x=month_axis(lang), x2="until:O", y=percent("at"), y2="to:Q", color=tone())


def _gaps(lang: str) -> tuple[Layer, ...]:
    """Mark each month without a report, and say once which they are."""
    place: dict[str, Any] = {"x": month_axis(lang), "y": percent("at")}
    ring = rows_of("gaps").mark_point(
        size=110, opacity=1, fill=PAPER, stroke=UNKNOWN, strokeWidth=2, strokeDash=[2.6, 2]
    )
    # Below, low ones would lie on the names of months.
    aside = alt.ExprRef(expr="datum.at < 16 ? -24 : 24")
    side = alt.ExprRef(expr="datum.align")
    words = rows_of("gaps").mark_text(dy=aside, align=side, color=INK_2, fontWeight=500)
    halo = rows_of("gaps").mark_text(
        dy=aside, align=side, fontWeight=500, stroke=PAPER, strokeWidth=4
    )
    said = {**place, "text": "words:N"}
    return ring.encode(**place), halo.encode(**said), words.encode(**said)


def _ends() -> Layer:
    """Name both lines where they end, in the place of a legend; in two lines where it is narrow."""
    drawn = rows_of("ends").transform_calculate(
        shown_at="narrow ? datum.narrow_at : datum.at",
        shown="narrow ? datum.lines : datum.words",
        shown_size=f"narrow ? {SMALL} : datum.size",
    )
    drawn = drawn.mark_text(
        align="left", baseline="middle", fontWeight=_WEIGHT, lineHeight=LINE_HEIGHT,
        dx=alt.ExprRef(expr="narrow ? 8 : 12"),
        dy=alt.ExprRef(expr=f"isArray(datum.shown) ? {-LINE_HEIGHT / 2} : 0"),
    )  # fmt: skip
    return drawn.encode(
        x=alt.value("width"), y=percent("shown_at"), text="shown:N", color=tone(),
        size=alt.Size("shown_size:Q", scale=None, legend=None),
    )  # fmt: skip
