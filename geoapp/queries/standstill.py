"""Since when a percent stands still and at which pace it rose, as the reports to a month tell.

The database writes the same of the last accepted report into the project's own row.
"""

from datetime import date
from typing import Any

from sqlalchemy import REAL, ColumnElement, Date, FromClause, Subquery, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, distinct_on

from geoapp.domain.months import add_months

# How far back a standstill is looked for, and what a pace is taken from.
MONTHS_BACK, MONTHS_OF_PACE = 24, 3


def select_standstill(reports: FromClause, report: FromClause, month: date) -> Subquery:
    """Return a row for each project with a row in `report`, the accepted ones of `month`.

    Columns `project_id`, `unchanged_since` (first of a month) and `pace` (points a day); the
    newest accepted report of a month counts. Grouped by project: where nobody asks for its
    columns, the database leaves the join out.
    """
    r = reports.c
    told = (
        select(r.project_id, r.month, r.progress, r.reported_on)
        .where(r.accepted, r.month > _back(month, MONTHS_BACK), r.month <= month)
        .ext(distinct_on(r.month, r.project_id))
        .order_by(r.month, r.project_id, r.id.desc())
        .subquery("told")
    )
    t, now = told.c, report.c
    same = func.bool_and(t.progress == now.progress).over(
        partition_by=t.project_id, order_by=t.month.desc()
    )
    compared = (
        select(*t, same.label("same"), now.progress.label("now"), now.reported_on.label("now_on"))
        .join_from(told, report, now.project_id == t.project_id)
        .subquery("compared")
    )
    c = compared.c
    rise = func.max(c.now) - _earliest(compared, c.progress, month)
    days = func.max(c.now_on) - _earliest(compared, c.reported_on, month)
    return (
        select(
            c.project_id,
            cast(func.min(c.month).filter(c.same), Date).label("unchanged_since"),
            cast(rise / func.nullif(days, 0), REAL).label("pace"),
        )
        .group_by(c.project_id)
        .subquery("standstill")
    )


def _earliest(compared: Subquery, value: Any, month: date) -> ColumnElement[Any]:
    """Return what the earliest of the months said from which a pace is taken."""
    c = compared.c
    listed = func.array_agg(aggregate_order_by(value, c.month))
    before = c.month >= _back(month, MONTHS_OF_PACE)
    return listed.filter(before, c.month < month)[1]


def _back(month: date, count: int) -> date:
    """Return the month so many months before, the first of all where there is none."""
    return add_months(month, -min(count, (month.year - 1) * 12 + month.month - 1))
