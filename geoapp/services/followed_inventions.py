"""Writing invented milestones, decisions, capital plans and obstacles, marked as illustrative."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from geoapp.domain.choices import MILESTONES
from geoapp.domain.months import end_of_month
from geoapp.ingest.sample_following import Followed, InventedMilestone, InventedObstacle
from geoapp.models import CapitalPlan, Milestone, Obstacle, PlanDecision
from geoapp.services.inventions import month_from

Row = dict[str, Any]
NAMES = {one.code: one.vi for one in MILESTONES}


def decided_fields(followed: Followed, day: date) -> Row:
    """Return what the last decisions made of a project's finish and cost."""
    values: Row = {}
    for decision in sorted(followed.decisions, key=lambda one: one.days):
        if decision.finish is not None:
            values["planned_finish"] = end_of_month(month_from(day, decision.finish))
        if decision.investment_vnd is not None:
            values["investment_vnd"] = decision.investment_vnd
    return values


def load_followed(
    session: Session,
    followed: Iterable[tuple[int, Followed]],
    agencies: Mapping[str, int],
    day: date,
) -> None:
    """Write what is followed of projects just added, by id, as it stands on `day`."""
    followed = list(followed)
    makers: dict[Any, Callable[[Followed], Iterable[Row]]] = {
        Milestone: lambda one: (_milestone(m, day) for m in one.milestones),
        PlanDecision: lambda one: _decisions(one, day),
        CapitalPlan: lambda one: _capital(one, day),
        Obstacle: lambda one: (_obstacle(o, agencies, day) for o in one.obstacles),
    }
    for model, rows_of in makers.items():
        rows = [
            row | {"project_id": project_id, "illustrative": True}
            for project_id, one in followed
            for row in rows_of(one)
        ]
        if rows:
            session.execute(insert(model), rows)


def _milestone(milestone: InventedMilestone, day: date) -> Row:
    first = month_from(day, milestone.planned)
    planned = first if milestone.kind == "groundbreaking" else end_of_month(first)
    happened = _after(planned, milestone.slip)
    return {
        "kind": milestone.kind,
        "name": milestone.name or NAMES[milestone.kind],
        "planned": planned,
        "planned_progress": milestone.planned_progress,
        "forecast": _after(planned, milestone.expected),
        "actual": happened if happened and happened <= day else None,
    }


def _decisions(followed: Followed, day: date) -> Iterator[Row]:
    for one in followed.decisions:
        yield {
            "number": one.number,
            "decided_on": _after(day, one.days),
            "reason": one.reason,
            "finish": None if one.finish is None else end_of_month(month_from(day, one.finish)),
            "investment_vnd": one.investment_vnd,
        }


def _capital(followed: Followed, day: date) -> Iterator[Row]:
    for one in followed.capital:
        yield {"year": day.year + one.year, "source": one.source, "amount_vnd": one.amount_vnd}


def _obstacle(obstacle: InventedObstacle, agencies: Mapping[str, int], day: date) -> Row:
    escalated_to = obstacle.escalated_to
    return {
        "kind": obstacle.kind,
        "description": obstacle.description,
        "place": obstacle.place,
        "agency_id": agencies[obstacle.agency],
        "raised_on": _after(day, obstacle.raised),
        "due": _after(day, obstacle.due),
        "escalated_on": _after(day, obstacle.escalated),
        "escalated_to_id": agencies[escalated_to] if escalated_to else None,
        "escalation": obstacle.escalation,
        "resolved_on": _after(day, obstacle.resolved),
        "resolution": obstacle.resolution,
    }


def _after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
