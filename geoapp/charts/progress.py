"""Works done against the plan by month: of one project, or the average of a set."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from geoapp.charts.chart import Chart, ChartTable, with_rows
from geoapp.charts.end_labels import difference, end_labels
from geoapp.charts.gaps import bridges, gaps
from geoapp.charts.month_axis import month_key
from geoapp.charts.month_progress import MonthProgress, filled
from geoapp.charts.percent_lines import percent_lines
from geoapp.domain.formatting import say_month, say_number, say_percent
from geoapp.domain.messages import Message, message, say


def progress_chart(
    months: Iterable[MonthProgress], lang: str, tone: str = "outside", until: date | None = None
) -> Chart:
    """Draw works against plan; months nobody told of, to `until` too, are gaps.

    `tone` is the schedule status of today (late, on_time, ahead, not_reported) or outside.
    For a set of projects the months carry averages.
    """
    told = filled(months, until)
    rows = {
        "plan": [
            {"month": month_key(one.month), "planned": one.planned}
            for one in told
            if one.planned is not None
        ],
        "done": _done(told, lang, tone),
        "gaps": gaps(told, lang),
        "bridges": [bridge | {"tone": tone} for bridge in bridges(told)],
        "ends": end_labels(told, lang, tone),
    }
    return Chart(with_rows(percent_lines(lang), rows), _sentence(told, lang), _table(told, lang))


def _done(months: Sequence[MonthProgress], lang: str, tone: str) -> list[dict[str, Any]]:
    """Return the reported months, each with the number of its unbroken run."""
    rows = []
    for run, group in enumerate(groupby(months, key=lambda one: one.actual is None)):
        rows += [
            {
                "month": month_key(one.month),
                "actual": one.actual,
                "planned": one.planned,
                "run": run,
                "tone": tone,
                "tip": f"{say_month(one.month, lang)}: {say_percent(one.actual, lang)}",
            }
            for one in group[1]
            if one.actual is not None
        ]
    return rows


def _sentence(months: Sequence[MonthProgress], lang: str) -> str:
    """Return what the chart shows: the last report beside its plan, and months without one."""
    last = next((one for one in reversed(months) if one.actual is not None), None)
    if last is None or last.actual is None:
        return say(message("No works reported yet."), lang)
    silent = sum(one.actual is None for one in months)
    said = say(_standing(last, lang), lang)
    if silent:
        said += " " + say(message("Months without a report: {count}.", count=silent), lang)
    return said


def _standing(last: MonthProgress, lang: str) -> Message:
    values: dict[str, object] = {
        "month": say_month(last.month, lang),
        "done": say_percent(last.actual or 0, lang),
    }
    if last.planned is None:
        return message("{month}: {done} of the works done, no plan.", **values)
    values["plan"] = say_percent(last.planned, lang)
    values["difference"] = difference(last.actual or 0, last.planned, lang)
    return message("{month}: {done} of the works done, plan {plan}, {difference}.", **values)


def _table(months: Sequence[MonthProgress], lang: str) -> ChartTable:
    """Return the months, latest first; averages with how many reports they rest on."""
    heads = [message("Month"), message("Works done"), message("Plan"), message("Against the plan")]
    rows = [_cells(one, lang) for one in reversed(months)]
    if any(one.reports is not None for one in months):
        heads.append(message("Reports"))
        rows = [
            (*row, say_number(one.reports or 0, lang, 0))
            for row, one in zip(rows, reversed(months), strict=True)
        ]
    return ChartTable(tuple(say(head, lang) for head in heads), tuple(rows))


def _cells(one: MonthProgress, lang: str) -> tuple[str, ...]:
    unknown = say(message("not reported"), lang)
    both = one.actual is not None and one.planned is not None
    return (
        say_month(one.month, lang),
        unknown if one.actual is None else say_percent(one.actual, lang),
        "–" if one.planned is None else say_percent(one.planned, lang),
        say(difference(one.actual or 0, one.planned or 0, lang), lang) if both else "–",
    )
