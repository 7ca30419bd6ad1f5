"""The drawing behind counts of projects: a bar for each name, in parts, its figures behind it.

Data sets, rows in order of `key`: `bars` (key, part, start, end), `names` (key, name, lines, lift),
`figures` (key, at, strong, rest, skip, tone). A part is a key of `patterns.FILLS`.
"""

import json
from functools import cache
from typing import Any

import altair as alt

from geoapp.charts.bar_names import LINE_HEIGHT
from geoapp.charts.chart import Layer, Spec, defined, rows_of
from geoapp.charts.patterns import EDGES, FILLS
from geoapp.charts.theme import FIGURES, INK_3
from geoapp.charts.tone import tone
from geoapp.domain.messages import message, say

PARTS = ("late", "not_reported", "well")
_SIZE = 14
# A bar's height, and how far below the middle of its row it lies: names stand over narrow ones.
_THICK = alt.ExprRef(expr="narrow ? 15 : 19")
_LOWER = alt.ExprRef(expr="narrow ? 8 : 0")


@cache
def counted_bars(lang: str, explained: bool) -> Spec:
    """Return the definition in a language; `explained` says above the bars what the parts are."""
    drawn = alt.layer(_bars(lang, explained), _names(), *_figures())
    return defined(drawn, lang)


def _rows() -> alt.Y:
    return alt.Y("key:O", axis=None, scale=alt.Scale(type="band", padding=0))


def _count(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False))


def _bars(lang: str, explained: bool) -> Layer:
    parts, legend = list(FILLS), _legend(lang) if explained else None
    drawn = rows_of("bars").mark_bar(strokeWidth=1, size=_THICK, yOffset=_LOWER)
    return drawn.encode(
        x=_count("start"),
        x2="end:Q",
        y=_rows(),
        fill=alt.Fill(
            "part:N",
            scale=alt.Scale(domain=parts, range=list(FILLS.values())),
            legend=legend,
        ),
        # One legend tells fill and edge; said of one alone, Vega-Lite finds the two in conflict.
        stroke=alt.Stroke(
            "part:N", scale=alt.Scale(domain=parts, range=list(EDGES.values())), legend=legend
        ),
    )


def _legend(lang: str) -> alt.Legend:
    """Return the words for the parts, in a line above the first bar."""
    words = (message("late"), message("not reported"), message("on time or ahead"))
    told = {part: say(word, lang) for part, word in zip(PARTS, words, strict=True)}
    return alt.Legend(
        orient="top", direction="horizontal", offset=6, symbolType="square",
        values=list(PARTS), labelExpr=f"({json.dumps(told)})[datum.value]", symbolStrokeColor=INK_3,
    )  # fmt: skip


def _names() -> Layer:
    """Write names before their bars, or over them where there is no room before."""
    said = rows_of("names").transform_calculate(shown="narrow ? datum.name : datum.lines")
    drawn = said.mark_text(
        align=alt.ExprRef(expr="narrow ? 'left' : 'right'"), baseline="middle",
        dx=alt.ExprRef(expr="narrow ? 0 : -8"), dy=alt.ExprRef(expr="narrow ? -10 : datum.lift"),
        limit=alt.ExprRef(expr="narrow ? width : 0"), fontSize=_SIZE, lineHeight=LINE_HEIGHT,
    )  # fmt: skip
    return drawn.encode(x=alt.value(0), y=_rows(), text="shown:N")


def _figures() -> tuple[Layer, Layer]:
    """Write "8 / 55" behind the bar: the first figure strong, the rest after its width."""
    style: dict[str, Any] = {
        "align": "left", "baseline": "middle", "font": FIGURES, "fontSize": _SIZE, "dy": _LOWER,
    }  # fmt: skip
    place: dict[str, Any] = {"x": _count("at"), "y": _rows()}
    strong = rows_of("figures").mark_text(dx=6, fontWeight=700, **style)
    rest = rows_of("figures").mark_text(dx=alt.ExprRef(expr="datum.skip"), color=INK_3, **style)
    return (
        strong.encode(**place, text="strong:N", color=tone()),
        rest.encode(**place, text="rest:N"),
    )
