"""The plan: a baseline once, and dated decisions that adjust finish and cost after it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, Conflict, Problem
from geoapp.domain.messages import day_message, message
from geoapp.ingest.form_cells import FormCells
from geoapp.models import Baseline, PlanDecision, Project, Revision
from geoapp.services.following.holding import Writing, begin_following, check_given, hold_for

DECISION_FIELDS = ("number", "decided_on", "finish", "investment_vnd")
BASELINE_FIELDS = ("start", "finish", "investment_vnd", "decision")
# More than twice or less than half of the cost is looked at once more.
ODD_FACTOR = 2


def decide_plan(
    session: Session,
    code: str,
    given: Mapping[str, object],
    by: Writing,
) -> Revision:
    """Write a decision on finish or cost, and what the project follows from it; commit.

    The baseline stays. Of several decisions the one dated last is in force. Raises like
    `hold_for`, `BadForm` and `Doubts`; the writer's reason is the decision's own.
    """
    project = hold_for(session, code, by, "plan_decision")
    cells = FormCells(given, by.lang)
    values: dict[str, Any] = {
        "number": cells.words("number", needed=True),
        "decided_on": cells.day("decided_on", needed=True),
        "finish": cells.day("finish"),
        "investment_vnd": cells.money("investment_vnd"),
    }
    reason = FormCells({"reason": by.reason}, by.lang)
    values["reason"] = reason.words("reason", needed=True)
    baseline = _baseline(session, project)
    problems = [*cells.problems, *reason.problems]
    problems += _decision_problems(session, project, values, baseline, by.today)
    doubts = [*cells.doubts, *_decision_doubts(project, values)]
    check_given(problems, doubts, by, reasoned=False)
    latest = _latest_finish_and_cost(session, project)
    revision = begin_following(session, project, by, "decision")
    session.add(PlanDecision(project_id=project.id, **values))
    _follow(project, values, latest)
    session.flush()
    session.commit()
    return revision


def _baseline(session: Session, project: Project) -> Baseline | None:
    return session.scalars(select(Baseline).where(Baseline.project_id == project.id)).first()


def _decision_problems(
    session: Session,
    project: Project,
    values: Mapping[str, Any],
    baseline: Baseline | None,
    today: date,
) -> Iterator[Problem]:
    decided, finish = values["decided_on"], values["finish"]
    if isinstance(decided, date) and decided > today:
        said = message("{day} lies in the future.", day=day_message(decided))
        yield Problem("decided_on", said)
    if finish is None and values["investment_vnd"] is None:
        yield Problem("finish", message("A decision adjusts the finish, the cost, or both."))
    if baseline and isinstance(finish, date) and finish <= baseline.start:
        said = message(
            "{day} lies before the baseline begins ({start}).",
            day=day_message(finish),
            start=day_message(baseline.start),
        )
        yield Problem("finish", said)
    same = select(PlanDecision.id).where(
        PlanDecision.project_id == project.id, PlanDecision.number == values["number"]
    )
    if session.scalar(same) is not None:
        yield Problem("number", message("This decision is written down already."))


def _decision_doubts(project: Project, values: Mapping[str, Any]) -> Iterator[Problem]:
    decided, finish, cost = (values[name] for name in ("decided_on", "finish", "investment_vnd"))
    if isinstance(decided, date) and isinstance(finish, date) and finish < decided:
        yield Problem("finish", message("The new finish lies before the day of the decision."))
    now = project.investment_vnd
    if isinstance(cost, int) and now and not now / ODD_FACTOR <= cost <= now * ODD_FACTOR:
        said = message("The cost was {before} billion VND and would be {after}.",
                       before=now / 1e9, after=cost / 1e9)  # fmt: skip
        yield Problem("investment_vnd", said)


def _latest_finish_and_cost(session: Session, project: Project) -> dict[str, date]:
    """Return the day of the last decision on the finish, and on the cost."""
    found: dict[str, date] = {}
    for one in session.scalars(select(PlanDecision).where(PlanDecision.project_id == project.id)):
        for name in ("finish", "investment_vnd"):
            if getattr(one, name) is not None:
                found[name] = max(found.get(name, one.decided_on), one.decided_on)
    return found


def _follow(project: Project, values: Mapping[str, Any], latest: Mapping[str, date]) -> None:
    """Set what the decision says, unless one dated later says otherwise."""
    for name, column in (("finish", "planned_finish"), ("investment_vnd", "investment_vnd")):
        in_force = latest.get(name, date.min) <= values["decided_on"]
        if values[name] is not None and in_force:
            setattr(project, column, values[name])
            project.illustrative_fields = [
                field for field in project.illustrative_fields if field != column
            ]


def approve_baseline(
    session: Session,
    code: str,
    given: Mapping[str, object],
    by: Writing,
) -> Revision:
    """Write the dates and cost first approved, which nothing can change after; commit.

    Raises like `hold_for`, `Conflict` where a baseline is there, `BadForm` and `Doubts`.
    """
    project = hold_for(session, code, by, "baseline")
    if _baseline(session, project) is not None:
        raise Conflict(message("The baseline was approved and cannot be changed."))
    cells = FormCells(given, by.lang)
    values: dict[str, Any] = {
        "start": cells.day("start", finish=False, needed=True),
        "finish": cells.day("finish", needed=True),
        "investment_vnd": cells.money("investment_vnd"),
        "decision": cells.words("decision"),
    }
    start, finish = values["start"], values["finish"]
    if isinstance(start, date) and isinstance(finish, date) and finish <= start:
        cells.refuse("finish", message("The finish must lie after the start."))
    check_given(cells.problems, cells.doubts, by, reasoned=True)
    if project.baseline_start or project.baseline_finish:
        _check_agrees(project, values)
    revision = begin_following(session, project, by, "baseline")
    session.add(Baseline(project_id=project.id, **values))
    project.baseline_start, project.baseline_finish = start, finish
    project.planned_finish = project.planned_finish or finish
    project.investment_vnd = project.investment_vnd or values["investment_vnd"]
    session.flush()
    session.commit()
    return revision


def _check_agrees(project: Project, values: Mapping[str, Any]) -> None:
    """Raise `BadForm` where one of the two dates is known already and would be another."""
    wrong = [
        Problem(name, message("The project says {day}.", day=day_message(known)))
        for name, known in (("start", project.baseline_start), ("finish", project.baseline_finish))
        if known and known != values[name]
    ]
    if wrong:
        raise BadForm(wrong)
