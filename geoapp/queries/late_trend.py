"""How many projects were late in each of some months: one reading of their reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from geoapp.domain.schedule import ScheduleRule, standing_in
from geoapp.models import ProgressReport
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class MonthCount:
    """A month, how many projects reported in it, and how many of them were late."""

    month: date
    reported: int
    late: int


def find_late_trend(
    session: Session, wanted: Wanted, months: Sequence[date], rule: ScheduleRule
) -> list[MonthCount]:
    """Count as `month=` would for each month; `months` are consecutive, earliest first."""
    found = {row.month: row for row in session.execute(select_late_trend(wanted, months, rule))}
    return [
        MonthCount(month, found[month].reported, found[month].late)
        if month in found
        else MonthCount(month, 0, 0)
        for month in months
    ]


def select_late_trend(
    wanted: Wanted, months: Sequence[date], rule: ScheduleRule
) -> Select[*tuple[Any, ...]]:
    """Select month, reported, late; the last accepted report of a month counts."""
    p: Any = wanted.p
    r = _reports(wanted, months)
    today = wanted.filter.as_of or wanted.standing.day
    ends = {month: standing_in(month, today, rule).day for month in months}
    status = func.schedule_status(
        p.c.stage,
        r.c.progress,
        r.c.planned_progress,
        p.c.planned_finish,
        r.c.month,
        case(ends, value=r.c.month),
        r.c.month,
        rule.points,
    )
    kept = {name: one for name, one in wanted.conditions_by_name.items() if name not in REPORTED}
    return (
        select(
            r.c.month,
            func.count().label("reported"),
            func.count().filter(status == "late").label("late"),
        )
        .join_from(r, p, p.c.id == r.c.project_id)
        .where(and_(wanted.visible, *kept.values()))
        .group_by(r.c.month)
    )


# Filters on what a report says hold for the filter's own day, not for each month before it.
REPORTED = ("schedule", "progress")


def _reports(wanted: Wanted, months: Sequence[date]) -> Any:
    rows = recorded(ProgressReport.__table__, wanted.filter.as_of, wanted.zone)
    c: Any = rows.c
    return (
        select(c.month, c.project_id, c.progress, c.planned_progress)
        .where(c.accepted, c.month >= months[0], c.month <= months[-1])
        .ext(distinct_on(c.month, c.project_id))
        .order_by(c.month, c.project_id, c.id.desc())
        .subquery("told")
    )
