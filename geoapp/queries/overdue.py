"""Obstacles and tasks of what is wanted: the overdue ones, and the worst of a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from geoapp.models import Obstacle
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted

SHOWN = ("kind", "description", "agency_id", "raised_on", "due", "escalated_to_id", "illustrative")


@dataclass(frozen=True)
class Overdue:
    """Overdue obstacles and tasks: how many of each kind, and the first of them.

    Each row has the columns of `SHOWN`, `project_id` and `days`, how long it is overdue.
    """

    by_kind: dict[str, int]
    first: Sequence[Any]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_kind.values())


def find_overdue(session: Session, wanted: Wanted, *, limit: int, offset: int = 0) -> Overdue:
    """Return what is overdue on the filter's day, the longest overdue first."""
    o, day = _obstacles(wanted), wanted.standing.day
    late = (
        select(o.c.id, o.c.project_id, *(o.c[name] for name in SHOWN))
        .join_from(o, wanted.p, wanted.p.c.id == o.c.project_id)
        .where(wanted.condition, overdue_on(o, day))
        .cte("overdue")
    )
    kinds = select(late.c.kind, func.count().label("count")).group_by(late.c.kind).subquery()
    by_kind = select(func.json_object_agg(kinds.c.kind, kinds.c.count)).scalar_subquery()
    page = (
        select(late, (day - late.c.due).label("days"), by_kind.label("by_kind"))
        .order_by(late.c.due, late.c.id)
        .limit(max(limit, 1))
        .offset(offset)
    )
    rows = session.execute(page).all()
    return Overdue(dict(rows[0].by_kind) if rows else {}, rows[:limit])


def find_worst(session: Session, wanted: Wanted, project_ids: Sequence[int]) -> dict[int, Any]:
    """Return the worst open obstacle of each project: the longest overdue or first due.

    Projects without one are left out.
    """
    o, day = _obstacles(wanted), wanted.standing.day
    c: Any = o.c
    rows = session.execute(
        select(c.project_id, *(c[name] for name in SHOWN))
        .where(c.project_id.in_(project_ids), open_on(o, day), c.kind != "task")
        .ext(distinct_on(c.project_id))
        .order_by(c.project_id, c.due.asc().nulls_last(), c.raised_on, c.id)
    )
    return {row.project_id: row for row in rows}


def open_on(o: FromClause, day: date) -> ColumnElement[bool]:
    """Tell whether an obstacle was raised by `day` and not resolved by its end."""
    return and_(o.c.raised_on <= day, or_(o.c.resolved_on.is_(None), o.c.resolved_on > day))


def overdue_on(o: FromClause, day: date) -> ColumnElement[bool]:
    """Tell whether an obstacle is open and its due date has passed."""
    return and_(open_on(o, day), o.c.due < day)


def _obstacles(wanted: Wanted) -> FromClause:
    return recorded(Obstacle.__table__, wanted.filter.as_of, wanted.zone)
