"""Totals of what is wanted, and where the map begins."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from geoapp.domain.bbox import Bbox
from geoapp.models import Area, Project, Revision
from geoapp.queries.wanted import Wanted

VIETNAM = Bbox(102.1, 8.3, 109.6, 23.4)
# More revisions than can ever be open at one time.
RECENT = 1000
# Asked by every request, so put together once.
LATEST = select(func.max(Revision.id), func.max(Revision.at), func.count()).where(
    Revision.id > select(func.max(Revision.id)).scalar_subquery() - RECENT
)


@dataclass(frozen=True)
class Summary:
    """Totals; `progress` is weighted by investment over projects where both are known.

    `*_known` counts the projects a figure rests on; money in VND.
    """

    projects: int
    located: int
    investment_vnd: int | None
    investment_known: int
    progress: float | None
    progress_known: int
    by_schedule: dict[str, int]
    illustrative: bool

    @property
    def unlocated(self) -> int:
        """Projects without a place: listed and counted, not drawn."""
        return self.projects - self.located


def summarise(session: Session, wanted: Wanted) -> Summary:
    """Count and sum what is wanted, in one pass grouped by schedule status."""
    c: Any = wanted.p.c
    weighed = c.progress.is_not(None) & c.investment_vnd.is_not(None)
    rows = session.execute(
        select(
            wanted.schedule.label("schedule"),
            func.count().label("projects"),
            func.count().filter(c.position != "none").label("located"),
            func.sum(c.investment_vnd).label("investment"),
            func.count(c.investment_vnd).label("investment_known"),
            func.sum(c.investment_vnd * c.progress).filter(weighed).label("weighted"),
            func.sum(c.investment_vnd).filter(weighed).label("weight"),
            func.count().filter(weighed).label("weighed"),
            func.bool_or(c.illustrative).label("illustrative"),
        )
        .select_from(wanted.p)
        .where(wanted.condition)
        .group_by(wanted.schedule)
    ).all()
    total = {
        name: sum(getattr(row, name) or 0 for row in rows)
        for name in (
            "projects",
            "located",
            "investment",
            "investment_known",
            "weighted",
            "weight",
            "weighed",
        )
    }
    by_schedule = dict.fromkeys(("late", "not_reported", "on_time", "ahead", "outside"), 0)
    by_schedule |= {row.schedule or "outside": row.projects for row in rows}
    return Summary(
        int(total["projects"]),
        int(total["located"]),
        int(total["investment"]) if total["investment_known"] else None,
        int(total["investment_known"]),
        float(total["weighted"]) / float(total["weight"]) if total["weight"] else None,
        int(total["weighed"]),
        by_schedule,
        any(row.illustrative for row in rows),
    )


def _box(session: Session, geometry: Any, where: ColumnElement[bool]) -> Bbox | None:
    box = func.ST_Extent(geometry)
    edges = (func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    row = session.execute(select(*edges).where(where)).one()
    return None if row[0] is None else Bbox(*(float(edge) for edge in row))


def has_illustrative(session: Session) -> bool:
    """Tell whether illustrative figures are loaded anywhere."""
    return bool(session.scalar(select(select(Project.id).where(Project.illustrative).exists())))


def data_version(session: Session) -> str:
    """Return what no other state of any database has: the last revision's number and instant.

    The count of the latest revisions tells when an older one is committed after a younger.
    """
    number, at, count = session.execute(LATEST).one()
    return f"{number}-{at.timestamp():.6f}-{count}" if count else "0"


def first_recorded(session: Session, zone: str) -> date | None:
    """Return the day in `zone` on which the first data were recorded, None before."""
    at = session.scalar(select(func.min(Revision.at)))
    return at.astimezone(ZoneInfo(zone)).date() if at else None


def find_home(session: Session, today: date) -> Bbox:
    """Return the box of all projects, else of the provinces in force, else of Vietnam."""
    provinces = and_(Area.level == "province", Area.valid.contains(today))
    return (
        _box(session, Project.geometry, Project.published.is_(True))
        or _box(session, Area.geometry, provinces)
        or VIETNAM
    )
