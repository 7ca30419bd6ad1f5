"""Rows of a periodic report, as the filter's day and month see them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from geoapp.models import Milestone, Obstacle, ProgressReport
from geoapp.queries.figures import Figures
from geoapp.queries.listing import order
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted

OWN = (
    "id",
    "code",
    "name",
    "name_en",
    "sector",
    "stage",
    "lead_agency_id",
    "progress",
    "planned_progress",
    "planned_finish",
    "investment_vnd",
    "last_report",
    "illustrative",
)
COMPUTED = ("forecast_finish", "stalled", "capital_vnd", "paid_vnd", "paid_percent",
            "disbursement_behind")  # fmt: skip
Rows = Sequence[Any]


def find_rows(session: Session, wanted: Wanted) -> Rows:
    """Return the projects with their computed figures, worst first."""
    figures = Figures(wanted)
    return session.execute(
        select(
            *(figures.c[name] for name in OWN),
            *(getattr(figures, name).label(name) for name in COMPUTED),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
        )
        .select_from(figures.with_capital)
        .where(wanted.condition)
        .order_by(*order(wanted, "worst"))
    ).all()


def find_open_obstacles(session: Session, wanted: Wanted) -> Rows:
    """Return obstacles and tasks open at the end of the day, the longest overdue first."""
    o: Any = recorded(Obstacle.__table__, wanted.filter.as_of, wanted.zone).alias("o")
    p: Any = wanted.p
    day = wanted.standing.day
    is_open = or_(o.c.resolved_on.is_(None), o.c.resolved_on > day)
    columns = ("project_id", "kind", "description", "agency_id", "due", "escalated_to_id")
    return session.execute(
        select(*(o.c[name] for name in columns), p.c.code, p.c.name, p.c.name_en)
        .join_from(o, p, p.c.id == o.c.project_id)
        .where(wanted.condition, o.c.raised_on <= day, is_open)
        .order_by(o.c.due.asc().nulls_last(), p.c.code, o.c.id)
    ).all()


def find_stated_reasons(session: Session, wanted: Wanted) -> dict[int, str]:
    """Return the reason that the last accepted report of each project gives, where it does."""
    p: Any = wanted.p
    r: Any = recorded(ProgressReport.__table__, wanted.filter.as_of, wanted.zone).alias("r").c
    # Looked up for each project that is wanted: five years of all others are not read.
    last = (
        select(r.reason)
        .where(r.project_id == p.c.id, r.accepted, r.month <= wanted.standing.day)
        .order_by(r.month.desc(), r.id.desc())
        .limit(1)
        .lateral("last")
    )
    rows = session.execute(
        select(p.c.id.label("project_id"), last.c.reason)
        .join_from(p, last, true())
        .where(wanted.condition, last.c.reason.is_not(None))
    )
    return {row.project_id: row.reason for row in rows}


def find_reached(session: Session, wanted: Wanted, kind: str, first: date, last: date) -> Rows:
    """Return the projects that reached a kind of milestone within two days, both inclusive.

    A finish counts as the milestone's actual day, else as the project's own.
    """
    m: Any = recorded(Milestone.__table__, wanted.filter.as_of, wanted.zone).alias("m")
    p: Any = wanted.p
    reached = (
        select(m.c.project_id, func.max(m.c.actual).label("actual"))
        .where(m.c.kind == kind)
        .group_by(m.c.project_id)
        .subquery("reached")
    )
    own = p.c.actual_finish if kind == "completion" else None
    day = reached.c.actual if own is None else func.coalesce(reached.c.actual, own)
    return session.execute(
        select(p.c.code, p.c.name, p.c.name_en, p.c.lead_agency_id, day.label("day"))
        .select_from(p.outerjoin(reached, reached.c.project_id == p.c.id))
        .where(and_(wanted.condition, day.between(first, last)))
        .order_by(day, p.c.code)
    ).all()
