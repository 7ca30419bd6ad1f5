"""Where projects are read from: as they are now, were on a day, or stood in a month's reports."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    FromClause,
    column,
    func,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on

from geoapp.domain.schedule import Standing
from geoapp.models import ProgressReport, Project
from geoapp.queries.standstill import pace, unchanged_since

REPORTED = (
    "progress",
    "planned_progress",
    "days_behind",
    "disbursed_vnd",
    "report_month",
    "last_report",
)
TOLD_AS = {"report_month": "month", "last_report": "reported_on"}
# What the reports before it say together with it, named as the project's columns.
COMPARED = (unchanged_since, pace)


def project_rows(as_of: date | None, month: date | None, zone: str) -> FromClause:
    """Return something like a table with the columns of `Project`, published projects or not.

    `as_of` reads what was recorded at the end of that day in `zone`; `month` replaces the
    last report, and what it tells with those before it, by that month's accepted one.
    """
    rows = recorded(Project.__table__, as_of, zone)
    if month is None:
        return rows
    return _reported(rows, recorded(ProgressReport.__table__, as_of, zone), month)


def end_of_day(day: date, zone: str) -> datetime:
    """Return the instant at which `day` ends in `zone`, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def recorded(now: FromClause, as_of: date | None, zone: str) -> FromClause:
    """Return a table that keeps its history as it is, or as it stood at the end of `as_of`."""
    if as_of is None:
        return now
    end = end_of_day(as_of, zone)
    before = table(
        f"{now.description}_history",
        *(column(one.name, one.type) for one in now.c),
        column("superseded_at"),
    )
    return union_all(
        select(now).where(now.c.recorded_at < end),
        select(*(before.c[one.name] for one in now.c)).where(
            before.c.recorded_at < end, before.c.superseded_at >= end
        ),
    ).subquery("recorded")


def _reported(rows: FromClause, reports: FromClause, month: date) -> FromClause:
    r = reports.c
    report = (
        select(r.project_id, *(r[TOLD_AS.get(name, name)] for name in REPORTED))
        .where(r.month == month, r.accepted)
        .ext(distinct_on(r.project_id))
        .order_by(r.project_id, r.id.desc())
        .subquery("report")
    )
    told: dict[str, ColumnElement[Any]] = {
        name: report.c[TOLD_AS.get(name, name)] for name in REPORTED
    }
    told |= {compare.__name__: compare(reports, report, month) for compare in COMPARED}
    return (
        select(*(told.get(one.name, one).label(one.name) for one in rows.c))
        .select_from(rows.outerjoin(report, report.c.project_id == rows.c.id))
        .subquery("in_month")
    )


def schedule_of(p: FromClause, standing: Standing) -> ColumnElement[str | None]:
    """Return the schedule status of `p` for a day: the database's one rule."""
    c: Any = p.c
    return func.schedule_status(
        c.stage,
        c.progress,
        c.planned_progress,
        c.planned_finish,
        c.report_month,
        standing.day,
        standing.month_due,
        standing.points,
    )


def days_late_of(p: FromClause, standing: Standing) -> ColumnElement[int | None]:
    """Return by how many days `p` is late, null unless it is late."""
    return func.days_late(
        schedule_of(p, standing), p.c.days_behind, p.c.planned_finish, standing.day
    )
