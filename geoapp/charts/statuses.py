"""How many projects are late, not reported, on time, ahead, or outside the schedule."""

from collections.abc import Mapping
from typing import Any

from geoapp.charts.bar_names import bar_heights, bar_key, name_rows
from geoapp.charts.chart import Chart, ChartTable, with_rows
from geoapp.charts.counted_bars import counted_bars
from geoapp.domain.choices import SCHEDULES
from geoapp.domain.formatting import say_number
from geoapp.domain.messages import message, say

OUTSIDE = "outside"


def statuses_chart(counts: Mapping[str, int], lang: str) -> Chart:
    """Draw a bar for each schedule status, worst first; key `outside`: suspended, done."""
    told = _names(lang)
    rows: dict[str, list[dict[str, Any]]] = {
        "bars": [
            {"key": bar_key(place), "part": code, "start": 0, "end": counts.get(code, 0)}
            for place, code in enumerate(told)
        ],
        "names": name_rows(list(told.values())),
        "figures": [
            _figure(place, code, counts.get(code, 0), lang) for place, code in enumerate(told)
        ],
    }
    heights = bar_heights(list(told.values()))
    spec = with_rows(counted_bars(lang, explained=False), rows, **heights)
    cells = tuple((name, say_number(counts.get(code, 0), lang, 0)) for code, name in told.items())
    heads = (message("Against the plan"), message("Projects"))
    return Chart(
        spec, _sentence(counts, lang), ChartTable(tuple(say(head, lang) for head in heads), cells)
    )


def _names(lang: str) -> dict[str, str]:
    named = {choice.code: choice.vi if lang == "vi" else choice.en for choice in SCHEDULES}
    worst_first = ("late", "not_reported", "on_time", "ahead")
    outside = say(message("Suspended or done"), lang)
    return {code: named[code] for code in worst_first} | {OUTSIDE: outside}


def _figure(place: int, code: str, count: int, lang: str) -> dict[str, Any]:
    return {
        "key": bar_key(place),
        "at": count,
        "strong": say_number(count, lang, 0),
        "rest": "",
        "skip": 0,
        "tone": "late" if code == "late" and count else OUTSIDE,
    }


def _sentence(counts: Mapping[str, int], lang: str) -> str:
    every, late = sum(counts.values()), counts.get("late", 0)
    return say(message("Late projects: {late} of {all}.", late=late, all=every), lang)
