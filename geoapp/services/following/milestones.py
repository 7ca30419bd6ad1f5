"""Milestones: planned, expected and done; several are changed as one revision.

What is expected and what happened the agency says alone; where it wants a second person, only
an approver changes what is planned.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from geoapp.domain.choices import MILESTONES, codes
from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.messages import Message, day_message, message
from geoapp.ingest.form_cells import FormCells
from geoapp.models import Baseline, Milestone, Project, Revision
from geoapp.queries.rights import needs_consent
from geoapp.services.following.holding import Writing, begin_following, check_given, hold_for

FIELDS = ("kind", "name", "planned", "planned_progress", "forecast", "actual")
PLANNED = ("kind", "name", "planned", "planned_progress")
NAMES = {one.code: one.vi for one in MILESTONES}
# Of these a project has one.
ONCE = ("groundbreaking", "land_handover", "completion")


@dataclass(frozen=True)
class MilestoneCells:
    """One row of the form: its number in the form, the milestone it changes, and what it says."""

    row: int
    id: int | None
    cells: Mapping[str, object]
    removed: bool = False


@dataclass(frozen=True)
class _Read:
    given: MilestoneCells
    values: Mapping[str, Any]


def change_milestones(
    session: Session,
    code: str,
    rows: Sequence[MilestoneCells],
    by: Writing,
) -> Revision:
    """Add, change and remove milestones as one revision, and commit.

    Raises like `hold_for`, and `BadForm` or `Doubts` with the field and row named, such as
    `planned-2`.
    """
    project = hold_for(session, code, by, "milestone", alone=True)
    cells = FormCells({f"{n}-{row.row}": v for row in rows for n, v in row.cells.items()}, by.lang)
    read = [_Read(row, {} if row.removed else _values(cells, row.row)) for row in rows]
    known = {one.id: one for one in session.scalars(_of(project))}
    cells.problems += _problems(read, known, by.today)
    if needs_consent(session, by.viewer, project.lead_agency_id):
        cells.problems += _unagreed(read, known)
    doubts = [*cells.doubts, *_doubts(read, session.scalar(_baseline_of(project)), by.today)]
    check_given(cells.problems, doubts, by, reasoned=True)
    if not any(_differs(one, known) for one in read):
        raise BadForm([Problem("", message("Nothing was changed."))])
    revision = begin_following(session, project, by, "milestones")
    expected = _expected_end(session, project)
    for one in read:
        _write(session, project, one, known)
    _state_finish(session, project, expected)
    session.flush()
    session.commit()
    return revision


def _expected_end(session: Session, project: Project) -> date | None:
    end = select(Milestone.forecast).where(Milestone.project_id == project.id)
    return session.scalar(end.where(Milestone.kind == "completion"))


def _state_finish(session: Session, project: Project, before: date | None) -> None:
    """Let the project know when its agency expects the end, where the pace tells nothing.

    What was stated elsewhere stays until a milestone says otherwise than `before`.
    """
    session.flush()
    expected = _expected_end(session, project)
    if expected != before:
        project.forecast_finish = expected
        project.illustrative_fields = [
            name for name in project.illustrative_fields if name != "forecast_finish"
        ]


def _of(project: Project) -> Select[Milestone]:
    return select(Milestone).where(Milestone.project_id == project.id)


def _baseline_of(project: Project) -> Select[Baseline]:
    return select(Baseline).where(Baseline.project_id == project.id)


def _values(cells: FormCells, row: int) -> dict[str, Any]:
    kind = cells.choice(f"kind-{row}", codes(MILESTONES))
    return {
        "kind": kind,
        "name": cells.words(f"name-{row}", needed=kind == "other") or NAMES.get(kind or ""),
        "planned": cells.day(f"planned-{row}", needed=True),
        "planned_progress": cells.percent(f"planned_progress-{row}"),
        "forecast": cells.day(f"forecast-{row}"),
        "actual": cells.day(f"actual-{row}"),
    }


def _problems(
    read: Sequence[_Read], known: Mapping[int, Milestone], today: date
) -> Iterator[Problem]:
    kinds = {one.kind for key, one in known.items() if key not in {r.given.id for r in read}}
    for one in read:
        row, values = one.given.row, one.values
        if one.given.id is not None and one.given.id not in known:
            yield Problem(f"kind-{row}", message("This milestone is there no more."))
        actual, kind = values.get("actual"), values.get("kind")
        if isinstance(actual, date) and actual > today:
            said = message("{day} lies in the future.", day=day_message(actual))
            yield Problem(f"actual-{row}", said)
        if kind in ONCE and kind in kinds:
            yield Problem(f"kind-{row}", message("There is such a milestone already."))
        kinds.add(str(kind))


def _unagreed(read: Sequence[_Read], known: Mapping[int, Milestone]) -> Iterator[Problem]:
    """Yield where the plan itself would change, which one person alone may not do here."""
    said = message("This agency’s plan needs a second person: ask an approver.")
    for one in read:
        milestone = known.get(one.given.id or 0)
        if one.given.removed or milestone is None:
            yield Problem(f"kind-{one.given.row}", said)
            continue
        for name in PLANNED:
            if getattr(milestone, name) != one.values[name]:
                yield Problem(f"{name}-{one.given.row}", said)


def _doubts(read: Sequence[_Read], baseline: Baseline | None, today: date) -> Iterator[Problem]:
    for one in read:
        row, values = one.given.row, one.values
        for name in ("planned", "forecast", "actual"):
            day = values.get(name)
            if baseline and isinstance(day, date) and day < baseline.start:
                yield Problem(f"{name}-{row}", _before(day, baseline.start))
        forecast = values.get("forecast")
        if isinstance(forecast, date) and forecast < today and not values.get("actual"):
            said = message("{day} has passed, and it has not happened.", day=day_message(forecast))
            yield Problem(f"forecast-{row}", said)
    yield from _falling(read)


def _before(day: date, start: date) -> Message:
    return message(
        "{day} lies before the baseline begins ({start}).",
        day=day_message(day),
        start=day_message(start),
    )


def _falling(read: Sequence[_Read]) -> Iterator[Problem]:
    """Yield where the planned percent falls from one milestone to the next."""
    bends = sorted(
        (one for one in read if one.values.get("planned_progress") is not None
         and one.values.get("planned")),
        key=lambda one: one.values["planned"],
    )  # fmt: skip
    for earlier, later in pairwise(bends):
        before, after = earlier.values["planned_progress"], later.values["planned_progress"]
        if after < before:
            said = message("The planned percent falls from {before}% to {after}%.",
                           before=before, after=after)  # fmt: skip
            yield Problem(f"planned_progress-{later.given.row}", said)


def _differs(one: _Read, known: Mapping[int, Milestone]) -> bool:
    milestone = known.get(one.given.id or 0)
    if milestone is None:
        return not one.given.removed
    return one.given.removed or any(
        getattr(milestone, name) != value for name, value in one.values.items()
    )


def _write(session: Session, project: Project, one: _Read, known: Mapping[int, Milestone]) -> None:
    milestone = known.get(one.given.id or 0)
    if one.given.removed:
        session.delete(milestone)
    elif milestone is None:
        session.add(Milestone(project_id=project.id, **one.values))
    elif _differs(one, known):
        for name, value in one.values.items():
            setattr(milestone, name, value)
        milestone.illustrative = False
