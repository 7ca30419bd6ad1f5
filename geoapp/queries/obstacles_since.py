"""What became of obstacles and tasks since a day: raised, resolved, overdue now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.models import Obstacle
from geoapp.queries.overdue import open_on, overdue_on
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class ObstaclesSince:
    """Numbers of obstacles and tasks of what is wanted, to the end of the filter's day."""

    raised: int
    resolved: int
    open: int
    overdue: int


def count_obstacles_since(session: Session, wanted: Wanted, since: date) -> ObstaclesSince:
    """Count them; `since` itself counts."""
    day = wanted.standing.day
    o = recorded(Obstacle.__table__, wanted.filter.as_of, wanted.zone)
    which = [
        o.c.raised_on.between(since, day),
        o.c.resolved_on.between(since, day),
        open_on(o, day),
        overdue_on(o, day),
    ]
    counts = (func.count().filter(one) for one in which)
    row: Any = session.execute(
        select(*counts)
        .select_from(o.join(wanted.p, wanted.p.c.id == o.c.project_id))
        .where(wanted.condition)
    ).one()
    return ObstaclesSince(*row)
