"""What moved between two months of reports: finished, started, slipped, rose, fell silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Session

from geoapp.domain.attention import MOVES
from geoapp.domain.choices import codes
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.months import end_of_month
from geoapp.domain.rights import NOBODY, Viewer
from geoapp.models import Milestone
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Clock, Wanted, resolve

ORDER = codes(MOVES)
NAMED = ("code", "name", "name_en", "short_name", "sector", "kind", "stage", "investment_vnd")
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
    counted = select(moves.c.move, func.count()).group_by(moves.c.move)
    counts = dict.fromkeys(ORDER, 0) | {row[0]: row[1] for row in session.execute(counted)}
    rank = func.array_position(literal(list(ORDER), ARRAY(TEXT)), moves.c.move)
    page = (
        select(moves)
        .where(*([moves.c.move == only] if only else []))
        .order_by(
            rank,
            (
                func.coalesce(moves.c.last_days_late, 0) - func.coalesce(moves.c.first_days_late, 0)
            ).desc(),
            (moves.c.last_progress - moves.c.first_progress).desc().nulls_last(),
            moves.c.code,
        )
        .limit(limit)
        .offset(offset)
    )
    return Moves(session.execute(page).all(), counts)


def find_move_places(session: Session, months: Months, *, limit: int) -> list[Any]:
    """Return code, name, move and place of what moved, the first groups first."""
    moves = select_moves(months).cte("moves")
    rank = func.array_position(literal(list(ORDER), ARRAY(TEXT)), moves.c.move)
    place = func.ST_Transform(moves.c.anchor, 4326)
    return list(
        session.execute(
            select(
                moves.c.code,
                moves.c.name,
                moves.c.name_en,
                moves.c.move,
                func.ST_X(place).label("lon"),
                func.ST_Y(place).label("lat"),
            )
            .where(moves.c.anchor.is_not(None), moves.c.move.not_in(("still", "silent")))
            .order_by(rank, moves.c.code)
            .limit(limit)
        )
    )


def select_moves(months: Months) -> Select[*tuple[Any, ...]]:
    """Select each comparable project with both reports and the group it stands in."""
    p = months.last.p
    first, last = _reported(months.first).alias("f"), _reported(months.last).alias("l")
    c: Any = p.c
    wanted = or_(first.c.wanted, last.c.wanted)
    return (
        select(
            c.id,
            *(c[name] for name in NAMED),
            c.lead_agency_id,
            c.illustrative,
            c.anchor,
            *(first.c[name].label(f"first_{name}") for name in REPORTED),
            *(last.c[name].label(f"last_{name}") for name in REPORTED),
            _move(months, first, last).label("move"),
        )
        .select_from(p.join(first, first.c.id == c.id).join(last, last.c.id == c.id))
        .where(wanted, or_(first.c.progress.is_not(None), last.c.progress.is_not(None)))
    )


def _reported(wanted: Wanted) -> Any:
    c: Any = wanted.p.c
    return (
        select(
            c.id,
            c.progress,
            c.planned_progress,
            c.actual_finish,
            wanted.days_late.label("days_late"),
            wanted.schedule.label("schedule"),
            wanted.condition.label("wanted"),
        )
        .where(wanted.visible)
        .subquery()
    )


def _move(months: Months, first: Any, last: Any) -> ColumnElement[str]:
    """Tell the group: the first condition that holds."""
    f, n = first.c, last.c
    begin, end = (end_of_month(one.filter.month or date.min) for one in (months.first, months.last))
    became_full = and_(n.progress >= 100, func.coalesce(f.progress, 0) < 100)
    finished = or_(became_full, and_(n.actual_finish > begin, n.actual_finish <= end))
    began = or_(and_(f.progress == 0, n.progress > 0), _broke_ground(months, last, begin, end))
    later = func.coalesce(n.days_late, 0) > func.coalesce(f.days_late, 0)
    not_late = n.schedule.is_distinct_from("late")
    return case(
        (finished, "finished"),
        (and_(n.schedule == "late", or_(f.schedule.is_distinct_from("late"), later)), "slipped"),
        (began, "started"),
        (and_(f.schedule == "late", n.progress.is_not(None), not_late), "caught_up"),
        (n.progress > f.progress, "moved"),
        (n.progress.is_(None), "silent"),
        else_="still",
    )


def _broke_ground(months: Months, last: Any, begin: date, end: date) -> ColumnElement[bool]:
    asked = months.last
    m = recorded(Milestone.__table__, asked.filter.as_of, asked.zone).alias("ground")
    c: Any = m.c
    return exists().where(
        c.project_id == last.c.id,
        c.kind == "groundbreaking",
        c.actual > begin,
        c.actual <= end,
    )
