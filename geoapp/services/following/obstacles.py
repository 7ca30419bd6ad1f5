"""Obstacles and tasks: raised, changed, escalated to another agency, resolved, opened again.

Whoever may change the project does all of it, alone: what blocks a project must be sayable at
once, also where figures of its agency wait for an approver. The agency that is to resolve one, and
the one it was escalated to, answer for themselves: they resolve it, pass it on and open it again.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.choices import OBSTACLE_KINDS, codes
from geoapp.domain.errors import Conflict, NotFound
from geoapp.domain.messages import day_message, message
from geoapp.domain.rights import may_answer, may_change
from geoapp.ingest.form_cells import FormCells
from geoapp.models import Agency, Obstacle, Project, Revision
from geoapp.queries.rights import read_place
from geoapp.services.following.holding import (
    Writing,
    begin_following,
    check_given,
    check_seen,
    hold_for,
)
from geoapp.services.projects import hold_project

OBSTACLE_FIELDS = ("kind", "description", "place", "agency", "raised_on", "due")
ESCALATION_FIELDS = ("escalated_to", "escalated_on", "escalation")
RESOLUTION_FIELDS = ("resolved_on", "resolution")
Given = Mapping[str, object]
Values = dict[str, Any]


def raise_obstacle(session: Session, code: str, given: Given, by: Writing) -> Obstacle:
    """Write down what blocks a project, or what a meeting asked for, and commit.

    Without a reason of its own the revision says the description. Raises like `hold_for`,
    `BadForm` and `Doubts`.
    """
    project = hold_for(session, code, by, "obstacle", row=0, alone=True)
    cells = FormCells({"raised_on": by.today.isoformat()} | dict(given), by.lang)
    values = _told(session, cells, by.today)
    check_given(cells.problems, cells.doubts, by, reasoned=False)
    begin_following(session, project, _because(by, values["description"]), "obstacle")
    obstacle = Obstacle(project_id=project.id, **values)
    session.add(obstacle)
    session.flush()
    session.commit()
    return obstacle


def change_obstacle(
    session: Session, code: str, obstacle_id: int, given: Given, by: Writing
) -> Revision:
    """Change what was written of an obstacle, and commit; raises like `raise_obstacle`."""
    project = hold_for(session, code, by, "obstacle", row=obstacle_id, alone=True)
    obstacle = _obstacle_of(session, project, obstacle_id)
    cells = FormCells(given, by.lang)
    values = _told(session, cells, by.today)
    check_given(cells.problems, cells.doubts, by, reasoned=True)
    return _set(session, project, obstacle, values, by)


def escalate_obstacle(
    session: Session, code: str, obstacle_id: int, given: Given, by: Writing
) -> Revision:
    """Pass an open obstacle on to another agency, and commit.

    Raises like `raise_obstacle`, and `Conflict` where it is resolved.
    """

    def escalate(cells: FormCells, obstacle: Obstacle) -> Values:
        _check_open(obstacle)
        values: Values = {
            "escalated_on": cells.day("escalated_on", needed=True),
            "escalated_to_id": _agency(session, cells, "escalated_to", needed=True),
            "escalation": cells.words("escalation"),
        }
        _check_day(cells, "escalated_on", values["escalated_on"], obstacle.raised_on, by.today)
        if values["escalated_to_id"] == obstacle.agency_id and obstacle.agency_id:
            cells.refuse("escalated_to", message("This agency has it already."))
        return values

    given = {"escalated_on": by.today.isoformat()} | dict(given)
    return _answered(session, code, obstacle_id, given, by, escalate)


def resolve_obstacle(
    session: Session, code: str, obstacle_id: int, given: Given, by: Writing
) -> Revision:
    """Say how an open obstacle was resolved, and commit; raises like `escalate_obstacle`."""

    def resolve(cells: FormCells, obstacle: Obstacle) -> Values:
        _check_open(obstacle)
        values: Values = {
            "resolved_on": cells.day("resolved_on", needed=True),
            "resolution": cells.words("resolution", needed=True),
        }
        _check_day(cells, "resolved_on", values["resolved_on"], obstacle.raised_on, by.today)
        return values

    given = {"resolved_on": by.today.isoformat()} | dict(given)
    return _answered(session, code, obstacle_id, given, by, resolve)


def reopen_obstacle(session: Session, code: str, obstacle_id: int, by: Writing) -> Revision:
    """Open a resolved obstacle again, and commit; raises `Conflict` where it is open."""

    def reopen(_: FormCells, obstacle: Obstacle) -> Values:
        if obstacle.resolved_on is None:
            raise Conflict(message("This obstacle is open."))
        return {"resolved_on": None, "resolution": None}

    return _answered(session, code, obstacle_id, {}, by, reopen, reasoned=True)


def _answered(
    session: Session,
    code: str,
    obstacle_id: int,
    given: Given,
    by: Writing,
    answer: Callable[[FormCells, Obstacle], Values],
    *,
    reasoned: bool = False,
) -> Revision:
    """Write what one of the agencies asked, or the project's people, say of an obstacle."""
    project = hold_project(session, code, None)
    obstacle = session.get(Obstacle, obstacle_id)
    if not (obstacle and _asks(session, project, obstacle, by)):
        hold_for(session, code, by, "obstacle", row=obstacle_id, alone=True)
    check_seen(session, project, "obstacle", obstacle_id, by)
    obstacle = _obstacle_of(session, project, obstacle_id)
    cells = FormCells(given, by.lang)
    values = answer(cells, obstacle)
    check_given(cells.problems, cells.doubts, by, reasoned=reasoned)
    words = values.get("escalation") or values.get("resolution") or obstacle.description
    return _set(session, project, obstacle, values, _because(by, words))


def _asks(session: Session, project: Project, obstacle: Obstacle, by: Writing) -> bool:
    """Tell whether an agency of the writer's is asked, in a project that is not theirs to change.

    Drafts are nobody else's; an agency that answers for itself needs no consent of the lead's.
    """
    if obstacle.project_id != project.id or not project.published:
        return False
    place = read_place(session, project.lead_agency_id, project.tie_set_id)
    asked = (obstacle.agency_id, obstacle.escalated_to_id)
    return not may_change(by.viewer, place, None) and bool(may_answer(by.viewer, place, asked))


def _set(
    session: Session, project: Project, obstacle: Obstacle, values: Values, by: Writing
) -> Revision:
    revision = begin_following(session, project, by, "obstacle")
    for name, value in values.items():
        setattr(obstacle, name, value)
    obstacle.illustrative = False
    session.flush()
    session.commit()
    return revision


def _obstacle_of(session: Session, project: Project, obstacle_id: int) -> Obstacle:
    found = session.get(Obstacle, obstacle_id)
    if found is None or found.project_id != project.id:
        raise NotFound(message("There is no such obstacle of {code}.", code=project.code))
    return found


def _told(session: Session, cells: FormCells, today: date) -> Values:
    values: Values = {
        "kind": cells.choice("kind", codes(OBSTACLE_KINDS)),
        "description": cells.words("description", needed=True),
        "place": cells.words("place"),
        "agency_id": _agency(session, cells, "agency"),
        "raised_on": cells.day("raised_on", needed=True),
        "due": cells.day("due"),
    }
    raised, due = values["raised_on"], values["due"]
    if raised and raised > today:
        cells.refuse("raised_on", message("{day} lies in the future.", day=day_message(raised)))
    if raised and due and due < raised:
        cells.refuse("due", message("The due date lies before the day it was raised."))
    return values


def _agency(session: Session, cells: FormCells, name: str, *, needed: bool = False) -> int | None:
    code = cells.words(name, needed=needed)
    if code is None:
        return None
    found = session.scalar(select(Agency.id).where(Agency.code == code))
    if found is None:
        cells.refuse(name, message("There is no agency {code}.", code=code[:40]))
    return found


def _check_day(cells: FormCells, name: str, day: date | None, raised: date, today: date) -> None:
    if day is None:
        return
    if day > today:
        cells.refuse(name, message("{day} lies in the future.", day=day_message(day)))
    elif day < raised:
        said = message("{day} lies before the day it was raised ({raised}).",
                       day=day_message(day), raised=day_message(raised))  # fmt: skip
        cells.refuse(name, said)


def _check_open(obstacle: Obstacle) -> None:
    if obstacle.resolved_on is not None:
        raise Conflict(message("This obstacle is resolved already."))


def _because(by: Writing, words: str) -> Writing:
    return by if by.reason.strip() else replace(by, reason=words)
