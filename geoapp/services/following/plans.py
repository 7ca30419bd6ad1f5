"""The plan: a baseline once, and dated decisions that adjust finish and cost after it.

A baseline made up for showing was approved by nobody: the real one takes its place.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, text
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
GIVE_WAY = text("SELECT withdraw_invented_baseline(:project)")


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
    """Return the day of the last real decision on the finish, and on the cost."""
    found: dict[str, date] = {}
    taken = (PlanDecision.project_id == project.id, PlanDecision.illustrative.is_(False))
    for one in session.scalars(select(PlanDecision).where(*taken)):
        for name in ("finish", "investment_vnd"):
            if getattr(one, name) is not None:
                found[name] = max(found.get(name, one.decided_on), one.decided_on)
    return found


def _follow(project: Project, values: Mapping[str, Any], latest: Mapping[str, date]) -> None:
    """Set what the decision says, unless one dated later says otherwise."""
    for name, column in (("finish", "planned_finish"), ("investment_vnd", "investment_vnd")):
        in_force = latest.get(name, date.min) <= values["decided_on"]
        if values[name] is not None and in_force:
            _set_real(project, column, values[name])


def _set_real(project: Project, column: str, value: Any) -> None:
    """Set what is known, which is invented no longer."""
    setattr(project, column, value)
    project.illustrative_fields = [one for one in project.illustrative_fields if one != column]


def approve_baseline(
    session: Session,
    code: str,
    given: Mapping[str, object],
    by: Writing,
) -> Revision:
    """Write the dates and cost first approved, which nothing can change after; commit.

    Raises like `hold_for`, `Conflict` where one was approved before, `BadForm` and `Doubts`.
    """
    project = hold_for(session, code, by, "baseline")
    known = _baseline(session, project)
    if known is not None and not known.illustrative:
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
    _check_agrees(project, values)
    revision = begin_following(session, project, by, "baseline")
    session.execute(GIVE_WAY, {"project": project.id})
    session.add(Baseline(project_id=project.id, **values))
    _begin_plan(project, values)
    session.flush()
    session.commit()
    return revision


def _begin_plan(project: Project, values: Mapping[str, Any]) -> None:
    """Let the project know its baseline, and follow it where nothing real is known yet."""
    columns = {
        "baseline_start": values["start"],
        "baseline_finish": values["finish"],
        "planned_finish": values["finish"],
        "investment_vnd": values["investment_vnd"],
    }
    for column, value in columns.items():
        unknown = getattr(project, column) is None or column in project.illustrative_fields
        if value is not None and unknown:
            _set_real(project, column, value)


def _check_agrees(project: Project, values: Mapping[str, Any]) -> None:
    """Raise `BadForm` where one of the two dates is known already and would be another."""
    known = {name: getattr(project, f"baseline_{name}") for name in ("start", "finish")}
    wrong = [
        Problem(name, message("The project says {day}.", day=day_message(day)))
        for name, day in known.items()
        if day and day != values[name] and f"baseline_{name}" not in project.illustrative_fields
    ]
    if wrong:
        raise BadForm(wrong)
