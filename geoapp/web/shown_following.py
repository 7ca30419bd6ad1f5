"""What is followed of a project as its page shows it, and how each figure was computed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from geoapp.domain.choices import CAPITAL_SOURCES, MILESTONES, OBSTACLE_KINDS
from geoapp.domain.errors import NotFound
from geoapp.domain.figures import ProjectFigures
from geoapp.domain.messages import message
from geoapp.models import CapitalPlan, Milestone, Obstacle
from geoapp.queries.followed import get_followed
from geoapp.queries.project_figures import get_figures
from geoapp.queries.wanted import Wanted
from geoapp.web.shown import shown_agency
from geoapp.web.state import language, session

KIND_NAMES = {one.code: one for one in OBSTACLE_KINDS}
SOURCE_NAMES = {one.code: one for one in CAPITAL_SOURCES}
MILESTONE_NAMES = {one.code: one for one in MILESTONES}


def shown_following(wanted: Wanted, project: SimpleNamespace) -> dict[str, Any]:
    """Return figures with their words, milestones, decisions, capital by year, and obstacles."""
    figures = get_figures(session(), wanted, project.code)
    if figures is None:
        raise NotFound(message("There is no project {code}.", code=project.code))
    followed = get_followed(session(), wanted, project.id)
    day = wanted.standing.day
    return {
        "figures": figures,
        "how": dict(figures.explained()),
        "baseline": followed.baseline,
        "milestones": list(shown_milestones(project, figures, day)),
        "decisions": followed.decisions,
        "capital": list(_years(followed.capital)),
        "obstacles": [shown_obstacle(wanted, one, day) for one in followed.obstacles],
    }


def shown_milestones(
    project: SimpleNamespace, figures: ProjectFigures, day: date
) -> Iterator[SimpleNamespace]:
    """Yield milestones in the order of their plan, the baseline's own two ends among them."""
    shown = [_milestone(one, figures, day) for one in project.milestones]
    kinds = {one.kind for one in project.milestones}
    ends = (("groundbreaking", project.baseline_start), ("completion", project.baseline_finish))
    for kind, planned in ends:
        if planned and kind not in kinds:
            name = MILESTONE_NAMES[kind].vi
            end = Milestone(kind=kind, name=name, planned=planned, illustrative=False)
            shown.append(_milestone(end, figures, day))
    yield from sorted(shown, key=lambda one: one.planned)


def _milestone(one: Milestone, figures: ProjectFigures, day: date) -> SimpleNamespace:
    is_end = one.kind == "completion"
    computed = figures.forecast_finish if is_end and figures.forecast_by_pace else None
    actual = one.actual or (figures.actual_finish if is_end else None)
    forecast = None if actual else one.forecast or computed
    return SimpleNamespace(
        name=milestone_name(one),
        kind=one.kind,
        planned=one.planned,
        planned_progress=one.planned_progress,
        forecast=forecast,
        forecast_days=_days(forecast, one.planned),
        computed=forecast is not None and one.forecast is None,
        actual=actual,
        actual_days=_days(actual, one.planned),
        days_over=max(0, (day - one.planned).days) if not actual else 0,
        illustrative=one.illustrative,
    )


def milestone_name(one: Milestone) -> str:
    """Return what a milestone is called: own ones by their name, others in the page's language."""
    known = MILESTONE_NAMES.get(one.kind)
    return one.name if known is None or one.kind == "other" else known.label(language())


def _days(then: date | None, planned: date) -> int:
    return (then - planned).days if then else 0


def _years(rows: Sequence[CapitalPlan]) -> Iterator[SimpleNamespace]:
    """Yield each year's capital, the latest first, its sources the largest first."""
    for year, of_year in groupby(rows, key=lambda row: row.year):
        sources = list(of_year)
        yield SimpleNamespace(
            year=year,
            total=sum(row.amount_vnd for row in sources),
            sources=[
                SimpleNamespace(
                    name=SOURCE_NAMES[row.source].label(language()), amount_vnd=row.amount_vnd
                )
                for row in sources
            ],
            illustrative=any(row.illustrative for row in sources),
        )


def shown_obstacle(wanted: Wanted, one: Obstacle, day: date) -> SimpleNamespace:
    """Return an obstacle with its words, who resolves it, and by how many days it is overdue."""
    is_open = one.resolved_on is None
    late = is_open and one.due is not None and one.due < day
    return SimpleNamespace(
        id=one.id,
        kind=one.kind,
        kind_name=KIND_NAMES[one.kind].label(language()),
        description=one.description,
        place=one.place,
        agency=shown_agency(wanted, one.agency_id),
        raised_on=one.raised_on,
        due=one.due,
        days_over=(day - one.due).days if late and one.due else 0,
        escalated_on=one.escalated_on,
        escalated_to=shown_agency(wanted, one.escalated_to_id),
        escalation=one.escalation,
        resolved_on=one.resolved_on,
        resolution=one.resolution,
        is_open=is_open,
        asked=(one.agency_id, one.escalated_to_id),
        illustrative=one.illustrative,
    )
