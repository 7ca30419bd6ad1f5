"""What is followed of one project beside its reports: decisions, capital, obstacles and tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, select
from sqlalchemy.orm import Session, aliased

from geoapp.models import Base, Baseline, CapitalPlan, Obstacle, PlanDecision
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class Followed:
    """Decisions and capital latest first; obstacles overdue first, those resolved last."""

    baseline: Baseline | None
    decisions: Sequence[PlanDecision]
    capital: Sequence[CapitalPlan]
    obstacles: Sequence[Obstacle]


def get_followed(session: Session, wanted: Wanted, project_id: int) -> Followed:
    """Return what is followed of a project, as it was recorded on the filter's day."""

    def then(model: type[Base]) -> Any:
        return aliased(model, recorded(model.__table__, wanted.filter.as_of, wanted.zone))

    decision, capital, obstacle = map(then, (PlanDecision, CapitalPlan, Obstacle))
    statements = (
        select(decision).order_by(decision.decided_on.desc(), decision.id.desc()),
        select(capital).order_by(capital.year.desc(), capital.amount_vnd.desc()),
        select(obstacle).order_by(*worst_obstacles_first(obstacle)),
    )
    models = (decision, capital, obstacle)
    baseline = then(Baseline)
    return Followed(
        session.scalars(select(baseline).where(baseline.project_id == project_id)).first(),
        *(
            session.scalars(statement.where(model.project_id == project_id)).all()
            for statement, model in zip(statements, models, strict=True)
        ),
    )


def worst_obstacles_first(obstacle: Any) -> list[ColumnElement[Any]]:
    """Return the one order of obstacles: open before resolved, by the day they were due."""
    is_open = obstacle.resolved_on.is_(None)
    return [
        case((is_open, 0), else_=1),
        case((is_open, obstacle.due)).asc().nulls_last(),
        obstacle.resolved_on.desc(),
        obstacle.raised_on,
        obstacle.id,
    ]


def overdue(obstacle: Any, day: Any) -> ColumnElement[bool]:
    """Tell whether an obstacle is not resolved on a day later than it was due."""
    return and_(obstacle.resolved_on.is_(None), obstacle.due < day)
