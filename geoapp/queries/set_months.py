"""How works and money of a set of projects went on: one reading of a year of their reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from geoapp.domain.months import first_of_month, months_between
from geoapp.models import ProgressReport
from geoapp.queries.figures import Figures
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class SetProgress:
    """Averages of a month, 0 to 100, over the `reports` of projects that have a plan."""

    month: date
    reports: int
    progress: float
    planned: float


@dataclass(frozen=True)
class SetMoney:
    """VND planned for the year and paid by the end of each month that anybody reported.

    Both are of the same projects: those whose plan of the year and payments are known.
    """

    plan_vnd: int
    paid: Sequence[tuple[date, int]]


def find_set_progress(
    session: Session, wanted: Wanted, months: Sequence[date]
) -> list[SetProgress]:
    """Return the months with a report; `months` are consecutive, earliest first."""
    return [
        SetProgress(row.month, row.reports, row.progress, row.planned)
        for row in session.execute(select_set_progress(wanted, months))
    ]


def select_set_progress(wanted: Wanted, months: Sequence[date]) -> Select[*tuple[Any, ...]]:
    """Select averages by month; the last accepted report of a month counts."""
    p: Any = wanted.p.c
    r = _told(wanted, months)
    return (
        select(
            r.c.month,
            func.count().label("reports"),
            func.avg(r.c.progress).label("progress"),
            func.avg(r.c.planned_progress).label("planned"),
        )
        .join_from(r, wanted.p, p.id == r.c.project_id)
        .where(wanted.condition, p.stage != "cancelled", r.c.planned_progress.is_not(None))
        .group_by(r.c.month)
        .order_by(r.c.month)
    )


def find_set_money(session: Session, wanted: Wanted) -> SetMoney:
    """Sum plan and payments of the year of the filter's day."""
    figures = Figures(wanted)
    plan = (
        select(func.coalesce(func.sum(figures.capital_vnd), 0))
        .select_from(figures.with_capital)
        .where(wanted.condition, figures.comparable)
    )
    steps = session.execute(select_payments(wanted)).all()
    paid = zip(
        (row.month for row in steps), accumulate(int(row.paid) for row in steps), strict=True
    )
    return SetMoney(int(session.scalar(plan) or 0), list(paid))


def select_payments(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select what each month added to the year's payments; a silent project adds nothing."""
    figures, day = Figures(wanted), wanted.standing.day
    chosen = (
        select(wanted.p.c.id)
        .select_from(figures.with_capital)
        .where(wanted.condition, figures.comparable)
        .subquery("chosen")
    )
    r = _told(wanted, months_between(date(day.year, 1, 1), first_of_month(day)))
    before = func.lag(r.c.disbursed_vnd).over(partition_by=r.c.project_id, order_by=r.c.month)
    steps = (
        select(r.c.month, (r.c.disbursed_vnd - func.coalesce(before, 0)).label("paid"))
        .join_from(r, chosen, chosen.c.id == r.c.project_id)
        .where(r.c.disbursed_vnd.is_not(None))
        .subquery("steps")
    )
    paid = func.sum(steps.c.paid).label("paid")
    return select(steps.c.month, paid).group_by(steps.c.month).order_by(steps.c.month)


def _told(wanted: Wanted, months: Sequence[date]) -> Any:
    rows = recorded(ProgressReport.__table__, wanted.filter.as_of, wanted.zone)
    c: Any = rows.c
    own = (c.month, c.project_id, c.progress, c.planned_progress, c.disbursed_vnd)
    return (
        select(*own)
        .where(c.accepted, c.month >= months[0], c.month <= months[-1])
        .ext(distinct_on(c.month, c.project_id))
        .order_by(c.month, c.project_id, c.id.desc())
        .subquery("told")
    )
