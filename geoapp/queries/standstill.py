"""Since when a percent stands still and at which pace it rose, as the reports to a month tell.

The database writes the same of the last accepted report into the project's own row. Both are
asked for each project apart: from an index they are read in microseconds, for those alone that
somebody asks for.
"""

from datetime import date
from typing import Any

from sqlalchemy import REAL, ColumnElement, Date, FromClause, cast, func, literal, select
from sqlalchemy.dialects.postgresql import distinct_on

from geoapp.domain.months import add_months

# How far back a standstill is looked for, and what a pace is taken from.
MONTHS_BACK, MONTHS_OF_PACE = 24, 3


def unchanged_since(reports: FromClause, report: FromClause, month: date) -> ColumnElement[date]:
    """Return the first month since which all say what `report` says; null where there is none.

    `report` is the accepted one of `month`; the newest accepted one of each month counts.
    """
    told, same = _newest(reports, report, month), reports.alias("same").c
    last_other = (
        select(told.c.month)
        .where(told.c.progress != report.c.progress)
        .order_by(told.c.month.desc())
        .limit(1)
        .correlate(report)
        .scalar_subquery()
    )
    begin = literal(_back(month, MONTHS_BACK), Date)
    return (
        select(func.min(same.month))
        .where(
            same.project_id == report.c.project_id,
            same.accepted,
            same.month > func.coalesce(last_other, begin),
            same.month <= month,
        )
        .correlate(report)
        .scalar_subquery()
    )


def pace(reports: FromClause, report: FromClause, month: date) -> ColumnElement[float]:
    """Return the points a day since the earliest of the last months, null without one."""
    r = reports.alias("earlier").c
    rise, days = report.c.progress - r.progress, report.c.reported_on - r.reported_on
    return (
        select(cast(rise / cast(func.nullif(days, 0), REAL), REAL))
        .where(
            r.project_id == report.c.project_id,
            r.accepted,
            r.month >= _back(month, MONTHS_OF_PACE),
            r.month < month,
        )
        .order_by(r.month, r.id.desc())
        .limit(1)
        .correlate(report)
        .scalar_subquery()
    )


def _newest(reports: FromClause, report: FromClause, month: date) -> Any:
    """Select what each month said last, the latest first: the first that differs ends it."""
    r = reports.alias("before").c
    return (
        select(r.month, r.progress)
        .where(
            r.project_id == report.c.project_id,
            r.accepted,
            r.month > _back(month, MONTHS_BACK),
            r.month < month,
        )
        .ext(distinct_on(r.month))
        .order_by(r.month.desc(), r.id.desc())
        .correlate(report)
        .subquery("told")
    )


def _back(month: date, count: int) -> date:
    """Return the month so many months before, the first of all where there is none."""
    return add_months(month, -min(count, (month.year - 1) * 12 + month.month - 1))
