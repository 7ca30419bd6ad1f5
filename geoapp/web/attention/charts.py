"""The charts of the leader's page: works, money and standing of all that is wanted."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import render_template

from geoapp.charts.disbursement import disbursement_chart
from geoapp.charts.month_paid import MonthPaid
from geoapp.charts.month_progress import MonthProgress
from geoapp.charts.progress import progress_chart
from geoapp.charts.statuses import OUTSIDE, statuses_chart
from geoapp.domain.choices import SCHEDULES, codes
from geoapp.domain.months import add_months, months_between
from geoapp.queries.set_months import SetMoney, SetProgress, find_set_money, find_set_progress
from geoapp.queries.summary import Summary, summarise
from geoapp.queries.wanted import Wanted
from geoapp.web.attention.trend import find_trend
from geoapp.web.attention.views import blueprint
from geoapp.web.chosen import chosen
from geoapp.web.page import facts
from geoapp.web.params import wanted
from geoapp.web.state import language, session
from geoapp.web.uploads.parts import wants_part

# The month due and the twelve before: the same month of two years.
MONTHS = 13


@blueprint.get("/attention/trend")
def show_trend() -> Any:
    """Show the late projects by month as a part of the page, which asks once it is shown."""
    return _part("_trend", trend=find_trend(wanted()))


def _part(name: str, **values: Any) -> str:
    """Return a part of the leader's page, or a page of it for whoever runs no script."""
    if wants_part():
        return render_template(f"attention/{name}.html", **values)
    page = {"part": name, "wanted": wanted().filter, "chosen": chosen("/attention")}
    return render_template("attention/part.html", **facts() | values | page)


@dataclass(frozen=True)
class _Set:
    """What the charts are drawn from."""

    works: tuple[SetProgress, ...]
    money: SetMoney
    summary: Summary


@blueprint.get("/attention/charts")
def show_charts() -> Any:
    """Show the charts as a part of the page, which asks for it when somebody looks there."""
    wants, found, lang = wanted(), _found(wanted()), language()
    due = wants.standing.month_due
    works = [MonthProgress(one.month, one.progress, one.planned, one.reports)
             for one in found.works]  # fmt: skip
    paid = [MonthPaid(month, vnd) for month, vnd in found.money.paid]
    counts = {code: found.summary.by_schedule.get(code, 0) for code in codes(SCHEDULES)}
    outside = found.summary.projects - sum(counts.values())
    return _part(
        "_charts",
        works=progress_chart(works, lang, until=due) if works else None,
        money=disbursement_chart(paid, found.money.plan_vnd, lang) if paid else None,
        statuses=statuses_chart({**counts, OUTSIDE: outside}, lang),
        year=wants.standing.day.year,
        illustrative=found.summary.illustrative,
    )


# A resolved filter stands for one state of the data and for whoever sees the same.
@lru_cache(maxsize=64)
def _found(wants: Wanted) -> _Set:
    due = wants.standing.month_due
    months = months_between(add_months(due, 1 - MONTHS), due)
    return _Set(
        tuple(find_set_progress(session(), wants, months)),
        find_set_money(session(), wants),
        summarise(session(), wants),
    )
