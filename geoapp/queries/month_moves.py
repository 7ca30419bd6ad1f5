"""What moved between two months of reports: finished, started, slipped, rose, fell silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Session

from geoapp.domain.attention import MOVES
from geoapp.domain.choices import codes
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.months import end_of_month
from geoapp.domain.rights import NOBODY, Viewer
from geoapp.models import Milestone, Project
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Clock, Wanted, resolve

ORDER = codes(MOVES)
NAMED = ("name", "name_en", "sector", "kind", "lead_agency_id")
# Filters that hold for a month's report, not for the project.
BY_REPORT = ("schedule", "progress")
REPORTED = ("progress", "planned_progress", "days_late", "schedule")


@dataclass(frozen=True)
class Months:
    """The filter as the reports of two months show it."""

    first: Wanted
    last: Wanted


@dataclass(frozen=True)
class Moves:
    """A page of what moved, group by group, and how many there are of each."""

    rows: Sequence[Any]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All projects that the months can be compared for."""
        return sum(self.counts.values())


def resolve_months(
    session: Session,
    asked: ProjectFilter,
    months: tuple[date, date],
    clock: Clock,
    viewer: Viewer = NOBODY,
) -> Months:
    """Return the filter resolved for both months, the earlier first."""
    first, last = (resolve(session, replace(asked, month=month), clock, viewer) for month in months)
    return Months(first, last)


def find_moves(
    session: Session, months: Months, *, only: str | None = None, limit: int, offset: int = 0
) -> Moves:
    """Return the projects that either month has a report of and the filter wants in either.

    Rows carry `first_*` and `last_*` for what was reported, and `move`.
    """
    moves = select_moves(months).cte("moves")
    m, named = moves.c, _projects(months).alias("named")
    kinds = select(m.move, func.count().label("count")).group_by(m.move).subquery()
    counts = select(func.json_object_agg(kinds.c.move, kinds.c.count)).scalar_subquery()
    grown = func.coalesce(m.last_days_late, 0) - func.coalesce(m.first_days_late, 0)
    rise = (m.last_progress - m.first_progress).desc().nulls_last()
    first = (
        select(moves)
        .where(*([m.move == only] if only else []))
        .order_by(_rank(m.move), grown.desc(), rise, m.code)
        .limit(limit)
        .offset(offset)
        .subquery("first")
    )
    # Numbered once they are few: to number them all the database would sort them all.
    page = select(first, func.row_number().over().label("place")).subquery("page")
    # What is shown is read for one page only, and the counts stand where the page has no row.
    told = (
        select(page, *(named.c[name] for name in NAMED), counts.label("counts"))
        .select_from(
            select(literal(1).label("one"))
            .subquery("once")
            .outerjoin(page.join(named, named.c.id == page.c.id), literal(1) == 1)
        )
        .order_by(page.c.place)
    )
    rows = session.execute(told).all()
    found = dict.fromkeys(ORDER, 0) | (rows[0].counts or {})
    return Moves([row for row in rows if row.id is not None], found)


def find_move_places(session: Session, months: Months, *, limit: int) -> list[Any]:
    """Return code, name, move and place of what moved, the first groups first."""
    moves, named = select_moves(months).cte("moves"), _projects(months).alias("named")
    m, place = moves.c, func.ST_Transform(moves.c.anchor, 4326)
    return list(
        session.execute(
            select(
                m.code,
                named.c.name,
                named.c.name_en,
                m.move,
                func.ST_X(place).label("lon"),
                func.ST_Y(place).label("lat"),
            )
            .join_from(moves, named, named.c.id == m.id)
            .where(m.anchor.is_not(None), m.move.not_in(("still", "silent")))
            .order_by(_rank(m.move), m.code)
            .limit(limit)
        )
    )


def _rank(move: Any) -> Any:
    return func.array_position(literal(list(ORDER), ARRAY(TEXT)), move)


def _projects(months: Months) -> FromClause:
    asked = months.last
    return recorded(Project.__table__, asked.filter.as_of, asked.zone)


def select_moves(months: Months) -> Select[*tuple[Any, ...]]:
    """Select each comparable project with both reports and the group it stands in.

    All columns but the group come from the narrow indexes of figures and of accepted reports.
    """
    first, last = _reported(months.first).alias("f"), _reported(months.last).alias("l")
    n: Any = last.c
    return (
        select(
            n.id,
            n.code,
            n.anchor,
            *(first.c[name].label(f"first_{name}") for name in REPORTED),
            *(n[name].label(f"last_{name}") for name in REPORTED),
            _move(months, first, last).label("move"),
        )
        .join_from(first, last, first.c.id == n.id)
        .where(
            or_(first.c.wanted, n.wanted),
            or_(first.c.progress.is_not(None), n.progress.is_not(None)),
        )
    )


def _reported(wanted: Wanted) -> Any:
    """Select what a month's reports say; what does not depend on them narrows at once."""
    c: Any = wanted.p.c
    by_report = [
        one for name, one in wanted.conditions_by_name.items() if name in ("schedule", "progress")
    ]
    always = [
        one
        for name, one in wanted.conditions_by_name.items()
        if name not in ("schedule", "progress")
    ]
    return (
        select(
            c.id,
            c.code,
            c.anchor,
            c.progress,
            c.planned_progress,
            wanted.days_late.label("days_late"),
            wanted.schedule.label("schedule"),
            func.coalesce(and_(true(), *by_report), False).label("wanted"),
        )
        .where(wanted.visible, *always)
        .subquery()
    )


def _move(months: Months, first: Any, last: Any) -> ColumnElement[str]:
    """Tell the group: the first condition that holds."""
    f, n = first.c, last.c
    began = or_(and_(f.progress == 0, n.progress > 0), _happened(months, last, "groundbreaking"))
    became_full = and_(n.progress >= 100, func.coalesce(f.progress, 0) < 100)
    later = func.coalesce(n.days_late, 0) > func.coalesce(f.days_late, 0)
    not_late = n.schedule.is_distinct_from("late")
    return case(
        (or_(became_full, n.id.in_(_finished(months))), "finished"),
        (and_(n.schedule == "late", or_(f.schedule.is_distinct_from("late"), later)), "slipped"),
        (began, "started"),
        (and_(f.schedule == "late", n.progress.is_not(None), not_late), "caught_up"),
        (n.progress > f.progress, "moved"),
        (n.progress.is_(None), "silent"),
        else_="still",
    )


def _between(months: Months) -> tuple[date, date]:
    first, last = (
        end_of_month(one.filter.month or date.min) for one in (months.first, months.last)
    )
    return first, last


def _finished(months: Months) -> Any:
    """Select projects that ended after the first month and by the end of the last."""
    begin, end = _between(months)
    p = _projects(months).alias("ended")
    return select(p.c.id).where(p.c.actual_finish > begin, p.c.actual_finish <= end)


def _happened(months: Months, last: Any, kind: str) -> ColumnElement[bool]:
    """Tell whether a milestone of this kind was reached between the ends of the months."""
    asked, (begin, end) = months.last, _between(months)
    m = recorded(Milestone.__table__, asked.filter.as_of, asked.zone).alias("reached")
    reached = select(m.c.project_id).where(m.c.kind == kind, m.c.actual > begin, m.c.actual <= end)
    found: ColumnElement[bool] = last.c.id.in_(reached)
    return found
