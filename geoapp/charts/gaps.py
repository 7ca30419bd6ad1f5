"""Months nobody reported, as a chart shows them: hollow marks, said once for months in a row."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import Any

from geoapp.charts.month_axis import month_key, month_span
from geoapp.charts.month_progress import MonthProgress
from geoapp.domain.messages import message, say


def gaps(months: Sequence[MonthProgress], lang: str) -> list[dict[str, Any]]:
    """Return a mark for each month without a report that follows a reported one."""
    marks = []
    for before, run, after in _silent_runs(months):
        words = say(
            message("{months}: not reported", months=month_span(run[0].month, run[-1].month, lang)),
            lang,
        )
        for step, one in enumerate(run, 1):
            at = _between(before, after, step / (len(run) + 1))
            # At the right end the lines are named: what is said of the last months ends there.
            said_at = len(run) if after is None else (len(run) + 1) // 2
            marks.append(
                {
                    "month": month_key(one.month),
                    "at": at,
                    "words": words if step == said_at else "",
                    "align": "right" if after is None else "center",
                }
            )
    return marks


def bridges(months: Sequence[MonthProgress]) -> list[dict[str, Any]]:
    """Return the line over each gap that ends with a report: from where, to where."""
    told = [one for one in months if one.actual is not None]
    return [
        {
            "month": month_key(one.month),
            "until": month_key(after.month),
            "at": one.actual,
            "to": after.actual,
        }
        for one, after in pairwise(told)
        if months.index(after) - months.index(one) > 1
    ]


def _silent_runs(
    months: Sequence[MonthProgress],
) -> Iterator[tuple[float, list[MonthProgress], float | None]]:
    """Yield the months of each gap with the figures before and after it."""
    before: float | None = None
    runs = [list(run) for _, run in groupby(months, key=lambda one: one.actual is None)]
    for run, following in zip_longest(runs, runs[1:]):
        if run[0].actual is not None:
            before = run[-1].actual
        elif before is not None:
            yield before, run, following[0].actual if following else None


def _between(before: float, after: float | None, share: float) -> float:
    return before if after is None else before + (after - before) * share
