"""How projects became what they are: states in the order they were written, with what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, hypot, radians
from typing import Any

from sqlalchemy import Select, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from geoapp.domain.differences import NAMES, Difference, compare
from geoapp.models import Project, ProjectHistory, Revision, Upload

DEGREE_M = 111_195
STATE = tuple(name for name in NAMES if name != "geometry")


@dataclass(frozen=True)
class RevisionNote:
    """Who wrote, when, why, from which file; `approved_by` where an upload needed it."""

    id: int
    at: datetime
    actor: str
    action: str
    reason: str
    file_name: str | None
    file_sha256: str | None
    undoes: int | None
    undone_by: int | None
    upload: int | None
    approved_by: str | None


@dataclass(frozen=True)
class Step:
    """One revision of one project; `kind` is added, changed, removed or restored.

    `moved_m` is how far the anchor moved, in metres, None where the geometry is as it was.
    """

    revision: RevisionNote
    code: str
    name: str
    kind: str
    differences: Sequence[Difference]
    moved_m: float | None


def select_states(*conditions: Any) -> Select[*tuple[Any, ...]]:
    """Select states of projects, now and before, in the order they were written."""
    now, then = Project.__table__, ProjectHistory.__table__
    halves = [
        select(
            *(table.c[name] for name in ("id", "code", "revision_id", *STATE)),
            func.md5(func.ST_AsBinary(table.c.geometry)).label("geometry"),
            func.ST_X(func.ST_Transform(table.c.anchor, 4326)).label("lon"),
            func.ST_Y(func.ST_Transform(table.c.anchor, 4326)).label("lat"),
            (table.c.superseded_by if table is then else literal_column("NULL::bigint")).label(
                "superseded_by"
            ),
            (table.c.operation if table is then else literal_column("NULL::text")).label(
                "operation"
            ),
        )
        for table in (now, then)
    ]
    states = union_all(*halves).subquery("states")
    # Within one revision the last state alone was ever seen.
    seen = func.coalesce(states.c.superseded_by != states.c.revision_id, True)
    return (
        select(states)
        .where(seen, *(condition(states.c) for condition in conditions))
        .order_by(states.c.id, states.c.revision_id)
    )


def find_steps(session: Session, code: str) -> list[Step]:
    """Return the history of a project, latest first; empty where none was ever published."""
    rows = session.execute(select_states(lambda c: c.code == code)).mappings().all()
    if not _was_public(rows):
        return []
    notes = find_notes(session, _revisions(rows))
    return list(reversed(steps_of([dict(row) for row in rows], notes)))


def find_steps_of(
    session: Session, note: RevisionNote, *, limit: int, offset: int = 0
) -> tuple[list[Step], int]:
    """Return what a revision did to projects, in the order of their codes, and to how many."""
    touched = (
        select(Project.id, Project.code)
        .where(Project.revision_id == note.id)
        .union(
            *(
                select(table.c.id, table.c.code).where(column == note.id)
                for table in (ProjectHistory.__table__,)
                for column in (table.c.revision_id, table.c.superseded_by)
            )
        )
        .subquery("touched")
    )
    total = session.scalar(select(func.count()).select_from(touched)) or 0
    page = select(touched.c.id).order_by(touched.c.code).limit(limit).offset(offset)
    ids = session.scalars(page).all()
    rows = session.execute(select_states(lambda c: c.id.in_(ids))).mappings().all()
    notes = find_notes(session, _revisions(rows))
    states = {key: [dict(row) for row in rows if row["id"] == key] for key in ids}
    steps = [
        step
        for key in ids
        if _was_public(states[key])
        for step in steps_of(states[key], notes)
        if step.revision.id == note.id
    ]
    return steps, total


def steps_of(rows: Sequence[Mapping[str, Any]], notes: Mapping[int, RevisionNote]) -> list[Step]:
    """Turn the states of one project into steps, a removal being a step of its own."""
    steps: list[Step] = []
    before: Mapping[str, Any] | None = None
    for row in rows:
        steps.append(step_between(before, row, notes[row["revision_id"]]))
        before = row
        if row["operation"] == "DELETE":
            steps.append(step_between(row, None, notes[row["superseded_by"]]))
            before = None
    return [step for step in steps if step.differences or step.kind != "changed"]


def step_between(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, note: RevisionNote
) -> Step:
    """Return the step from one state to the next; None is no project."""
    state = after or before or {}
    kind = "added" if before is None else "removed" if after is None else "changed"
    differences = compare(before, after) if before and after else []
    moved = any(one.field.name == "geometry" for one in differences)
    distance = _metres(before, after) if moved and before and after else None
    return Step(note, state["code"], state["name"], kind, differences, distance)


def find_notes(session: Session, ids: Sequence[int]) -> dict[int, RevisionNote]:
    """Return what is known of revisions, by number."""
    undoing = select(func.max(Revision.id)).where(Revision.undoes_id == literal_column("r.id"))
    r = Revision.__table__.alias("r")
    rows = session.execute(
        select(
            r.c.id,
            r.c.at,
            r.c.actor,
            r.c.action,
            r.c.reason,
            r.c.file_name,
            r.c.file_sha256,
            r.c.undoes_id,
            undoing.scalar_subquery(),
            Upload.id,
            Upload.approved_by,
        )
        .outerjoin(Upload, Upload.applied_revision == r.c.id)
        .where(r.c.id.in_(ids))
    )
    return {row[0]: RevisionNote(*row) for row in rows}


def _was_public(rows: Sequence[Any]) -> bool:
    return any(row["published"] for row in rows)


def _revisions(rows: Sequence[Any]) -> list[int]:
    written = {row["revision_id"] for row in rows}
    return sorted(written | {row["superseded_by"] for row in rows} - {None})


def _metres(before: Mapping[str, Any], after: Mapping[str, Any]) -> float | None:
    """Return how far apart two anchors are, to a thousandth of the distance."""
    if before["lon"] is None or after["lon"] is None:
        return None
    north = after["lat"] - before["lat"]
    east = (after["lon"] - before["lon"]) * cos(radians(after["lat"] + before["lat"]) / 2)
    return hypot(east, north) * DEGREE_M
