"""The charts of a project's page, from its reports."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from geoapp.charts.chart import Chart
from geoapp.charts.disbursement import disbursement_chart
from geoapp.charts.month_paid import MonthPaid, year_told
from geoapp.charts.month_progress import MonthProgress
from geoapp.charts.progress import progress_chart
from geoapp.queries.wanted import Wanted
from geoapp.web.state import language


def works_chart(project: SimpleNamespace, wanted: Wanted) -> Chart | None:
    """Return works against plan, up to the month that was due last where reports are due."""
    if not project.reports:
        return None
    # Latest first: of two reports of a month the newer one counts.
    told = [
        MonthProgress(one.month, one.progress, one.planned_progress)
        for one in reversed(project.reports)
    ]
    until = wanted.standing.month_due if project.schedule else None
    return progress_chart(told, language(), project.schedule or "outside", until)


def money_chart(
    project: SimpleNamespace, following: Mapping[str, Any], wanted: Wanted
) -> Chart | None:
    """Return money paid in the last year told of, beside the plan of that very year."""
    told = [MonthPaid(one.month, one.disbursed_vnd) for one in reversed(project.reports)]
    if not any(one.paid_vnd is not None for one in told):
        return None
    until = wanted.standing.month_due if project.schedule else None
    year = year_told(told, until)[-1].month.year
    plans = {one.year: one.total for one in following["capital"]}
    if year == wanted.standing.day.year:
        plans.setdefault(year, following["figures"].capital_vnd)
    plan = plans.get(year)
    # The database sums to decimals.
    return disbursement_chart(told, None if plan is None else int(plan), language(), until)
