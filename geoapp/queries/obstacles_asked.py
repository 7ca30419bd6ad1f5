"""Open obstacles and tasks that agencies are asked to resolve, whoever leads the projects."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ARRAY, Integer, any_, func, literal, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.models import Obstacle, Project
from geoapp.queries.rights import on_map

P: Any = Project.__table__
OBSTACLE: Any = Obstacle.__table__
SHOWN = ("id", "kind", "description", "raised_on", "due", "illustrative")


def find_asked(
    session: Session, viewer: Viewer, agency_ids: Collection[int], *, limit: int
) -> Sequence[Any]:
    """Return them with `code`, `name` and `name_en` of the project, those due first at the top.

    `total` of each row is how many there are beyond `limit` too.
    """
    keys = literal(sorted(agency_ids), ARRAY(Integer))
    return session.execute(
        select(
            *(OBSTACLE.c[name] for name in SHOWN),
            *(P.c[name] for name in ("code", "name", "name_en")),
            func.count().over().label("total"),
        )
        .join_from(OBSTACLE, P, P.c.id == OBSTACLE.c.project_id)
        .where(
            OBSTACLE.c.resolved_on.is_(None),
            or_(OBSTACLE.c.agency_id == any_(keys), OBSTACLE.c.escalated_to_id == any_(keys)),
            on_map(viewer, P),
        )
        .order_by(OBSTACLE.c.due.asc().nulls_last(), OBSTACLE.c.raised_on, OBSTACLE.c.id)
        .limit(limit)
    ).all()
