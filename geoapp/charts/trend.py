"""Late projects over the months: a bar each, the last one strong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from geoapp.charts.chart import Chart, ChartTable, Spec, defined, rows_of, with_rows
from geoapp.charts.month_axis import month_axis, month_key
from geoapp.charts.theme import INK, INK_2, LATE, PALE_LATE
from geoapp.domain.formatting import say_month, say_number
from geoapp.domain.messages import message, say

# It stands in a column beside a map, so it is low.
HEIGHT = 72
_LAST = "datum.last"


@dataclass(frozen=True)
class LateCount:
    """How many projects were late in a month; None where the month is not known."""

    month: date
    late: int | None


def trend_chart(months: Sequence[LateCount], lang: str) -> Chart:
    """Draw the months in order; a month nobody counted is a gap, never zero."""
    last = max((one.month for one in months), default=None)
    drawn = [_row(one, lang, one.month == last) for one in months]
    rows = {"months": drawn, "counted": [row for row in drawn if row["known"]]}
    heads = tuple(say(head, lang) for head in (message("Month"), message("Late")))
    cells = tuple((say_month(one.month, lang), _words(one.late, lang)) for one in reversed(months))
    return Chart(with_rows(_bars(lang), rows), _sentence(months, lang), ChartTable(heads, cells))


@cache
def _bars(lang: str) -> Spec:
    place: dict[str, Any] = {
        "x": month_axis(lang, "band"),
        "y": alt.Y("late:Q", axis=None, scale=alt.Scale(zero=True, nice=False)),
    }
    bars = rows_of("counted").mark_bar(
        fill=alt.ExprRef(expr=f"{_LAST} ? '{LATE}' : '{PALE_LATE}'"), stroke=LATE, strokeWidth=1
    )
    figures = rows_of("months").mark_text(
        baseline="bottom", dy=-4, fontSize=14,
        fontWeight=alt.ExprRef(expr=f"{_LAST} ? 700 : 400"),
        fill=alt.ExprRef(expr=f"{_LAST} ? '{INK}' : '{INK_2}'"),
    )  # fmt: skip
    layers = alt.layer(bars.encode(**place), figures.encode(**place, text="words:N"))
    return defined(layers.properties(height=HEIGHT), lang)


def _row(one: LateCount, lang: str, last: bool) -> dict[str, Any]:
    return {
        "month": month_key(one.month),
        "late": one.late or 0,
        "words": "?" if one.late is None else say_number(one.late, lang, 0),
        "known": one.late is not None,
        "last": last,
    }


def _words(late: int | None, lang: str) -> str:
    return say(message("not known"), lang) if late is None else say_number(late, lang, 0)


def _sentence(months: Sequence[LateCount], lang: str) -> str:
    known = [one for one in months if one.late is not None]
    if not known:
        return say(message("No month was counted yet."), lang)
    first, last = known[0], known[-1]
    return say(
        message(
            "Late projects: {last} in {last_month}, {first} in {first_month}.",
            last=last.late, last_month=say_month(last.month, lang),
            first=first.late, first_month=say_month(first.month, lang),
        ),
        lang,
    )  # fmt: skip
