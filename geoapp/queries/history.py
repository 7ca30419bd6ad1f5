"""How projects became what they are: states in the order they were written, with what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import cos, hypot, radians
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from geoapp.domain.differences import NAMES, Difference, compare
from geoapp.domain.rights import NOBODY, Viewer
from geoapp.models import Project, ProjectHistory
from geoapp.queries.followed_changes import FollowedChanges, find_followed_changes
from geoapp.queries.revisions import RevisionNote, find_notes, select_touched
from geoapp.queries.rights import visible

DEGREE_M = 111_195
STATE = tuple(name for name in NAMES if name != "geometry")
State = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One revision of one project; `kind` is added, changed, removed or restored.

    `moved_m` is how far the anchor moved, in metres, None where the geometry is as it was;
    `area_percent` and `length_percent` are of what was drawn before.
    """

    revision: RevisionNote
    code: str
    name: str
    kind: str
    differences: Sequence[Difference]
    moved_m: float | None = None
    area_percent: float | None = None
    length_percent: float | None = None

    @property
    def redrawn(self) -> bool:
        """Tell whether the geometry differs."""
        return any(one.field.name == "geometry" for one in self.differences)


@dataclass(frozen=True)
class Redrawn:
    """A project's geometry before and after a revision, as GeoJSON text; None where it had none."""

    code: str
    name: str
    old: str | None
    new: str | None


def select_states(viewer: Viewer, *conditions: Any) -> Select[*tuple[Any, ...]]:
    """Select states of projects, now and before, in the order they were written."""
    states = union_all(*(_half(table, viewer) for table in TABLES)).subquery("states")
    # Within one revision the last state alone was ever seen.
    seen = func.coalesce(states.c.superseded_by != states.c.revision_id, True)
    return (
        select(states)
        .where(seen, *(condition(states.c) for condition in conditions))
        .order_by(states.c.id, states.c.revision_id)
    )


TABLES = (Project.__table__, ProjectHistory.__table__)


def _half(table: Any, viewer: Viewer) -> Select[*tuple[Any, ...]]:
    c, is_past = table.c, table is ProjectHistory.__table__
    return select(
        *(c[name] for name in ("id", "code", "revision_id", *STATE)),
        func.md5(func.ST_AsBinary(c.geometry)).label("geometry"),
        func.ST_X(func.ST_Transform(c.anchor, 4326)).label("lon"),
        func.ST_Y(func.ST_Transform(c.anchor, 4326)).label("lat"),
        *_sizes(c.geometry),
        visible(viewer, table).label("visible"),
        (c.superseded_by if is_past else literal_column("NULL::bigint")).label("superseded_by"),
        (c.operation if is_past else literal_column("NULL::text")).label("operation"),
    )


def _sizes(geometry: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return square metres of an area and metres of a line; null for other kinds."""
    on_earth, kind = func.geography(geometry), func.ST_Dimension(geometry)
    return (
        case((kind == 2, func.ST_Area(on_earth))).label("area_m2"),
        case((kind == 1, func.ST_Length(on_earth))).label("line_m"),
    )


def find_steps(
    session: Session, code: str, viewer: Viewer = NOBODY, *, until: datetime | None = None
) -> list[Step]:
    """Return the history of a project, latest first; empty where the viewer may see none of it.

    `until` leaves out what was recorded at that instant or later.
    """
    rows = session.execute(select_states(viewer, lambda c: c.code == code)).mappings().all()
    notes = find_notes(session, _revisions(rows))
    followed = find_followed_changes(session, {row["id"] for row in rows})
    steps = steps_of([dict(row) for row in rows], notes, followed)
    return [one for one in reversed(steps) if until is None or one.revision.at < until]


def find_steps_of(
    session: Session, note: RevisionNote, viewer: Viewer = NOBODY, *, limit: int, offset: int = 0
) -> tuple[list[Step], int]:
    """Return what a revision did to projects, in the order of their codes, and to how many."""
    touched = select_touched([note.id], viewer).subquery("touched")
    total = session.scalar(select(func.count()).select_from(touched)) or 0
    page = select(touched.c.id).order_by(touched.c.code).limit(limit).offset(offset)
    ids = session.scalars(page).all()
    rows = session.execute(select_states(viewer, lambda c: c.id.in_(ids))).mappings().all()
    notes = find_notes(session, _revisions(rows))
    states = {key: [dict(row) for row in rows if row["id"] == key] for key in ids}
    followed = find_followed_changes(session, ids)
    steps = (step for key in ids for step in steps_of(states[key], notes, followed))
    return [step for step in steps if step.revision.id == note.id], total


def find_redrawn(
    session: Session, revision_id: int, viewer: Viewer = NOBODY, *, code: str | None = None
) -> list[Redrawn]:
    """Return the geometries that a revision changed, at most as many as a map can show."""
    now, then = (_drawn_after(table, revision_id) for table in TABLES)
    after = union_all(now, then).subquery("after")
    past = ProjectHistory.__table__
    before = (
        select(past)
        .where(past.c.superseded_by == revision_id, past.c.revision_id != revision_id)
        .subquery("before")
    )
    old = case((visible(viewer, before), before.c.geometry))
    new = case((visible(viewer, after), after.c.geometry))
    chosen = func.coalesce(after.c.code, before.c.code)
    rows = session.execute(
        select(
            chosen,
            func.coalesce(after.c.name, before.c.name),
            func.ST_AsGeoJSON(old, 7),
            func.ST_AsGeoJSON(new, 7),
        )
        .select_from(before.outerjoin(after, after.c.id == before.c.id, full=True))
        .where(
            func.ST_AsBinary(old).is_distinct_from(func.ST_AsBinary(new)),
            *(() if code is None else (chosen == code,)),
        )
        .order_by(chosen)
        .limit(MOST_DRAWN)
    )
    return [Redrawn(*row) for row in rows]


MOST_DRAWN = 2_000


def _drawn_after(table: Any, revision_id: int) -> Select[*tuple[Any, ...]]:
    names = ("id", "code", "name", "published", "lead_agency_id", "tie_set_id", "geometry")
    left = select(*(table.c[name] for name in names)).where(table.c.revision_id == revision_id)
    if table is ProjectHistory.__table__:
        left = left.where(table.c.superseded_by != revision_id)
    return left


def steps_of(
    rows: Sequence[State],
    notes: Mapping[int, RevisionNote],
    followed: FollowedChanges = MappingProxyType({}),
) -> list[Step]:
    """Turn the states of one project into steps; a state that may not be seen is none.

    What a revision changed of what is followed of the project stands behind its own fields.
    """
    steps: list[Step] = []
    before: State | None = None
    for row in rows:
        after = row if row["visible"] else None
        if before or after:
            step = step_between(before, after, notes[row["revision_id"]])
            if step.kind == "changed":
                more = followed.get((row["id"], row["revision_id"]), [])
                step = replace(step, differences=[*step.differences, *more])
            came_back = steps and step.kind == "added"
            steps.append(replace(step, kind="restored") if came_back else step)
        before = after
        if before and row["operation"] == "DELETE":
            steps.append(step_between(before, None, notes[row["superseded_by"]]))
            before = None
    return [step for step in steps if step.differences or step.kind != "changed"]


def step_between(before: State | None, after: State | None, note: RevisionNote) -> Step:
    """Return the step from one state to the next; None is no project."""
    state = after or before or {}
    if before is None or after is None:
        return Step(note, state["code"], state["name"], "removed" if before else "added", [])
    kind = _kind(before["retired_on"], after["retired_on"])
    step = Step(note, state["code"], state["name"], kind, compare(before, after))
    if not step.redrawn:
        return step
    return replace(
        step,
        moved_m=metres_between(before, after),
        area_percent=_percent(before["area_m2"], after["area_m2"]),
        length_percent=_percent(before["line_m"], after["line_m"]),
    )


def _kind(before: date | None, after: date | None) -> str:
    if bool(before) == bool(after):
        return "changed"
    return "removed" if after else "restored"


def _revisions(rows: Sequence[Any]) -> list[int]:
    written = {row["revision_id"] for row in rows}
    return sorted(written | {row["superseded_by"] for row in rows} - {None})


def metres_between(before: State, after: State) -> float | None:
    """Return how far apart two anchors are, to a thousandth of the distance."""
    if before["lon"] is None or after["lon"] is None:
        return None
    north = after["lat"] - before["lat"]
    east = (after["lon"] - before["lon"]) * cos(radians(after["lat"] + before["lat"]) / 2)
    return hypot(east, north) * DEGREE_M


def _percent(before: float | None, after: float | None) -> float | None:
    return (after / before - 1) * 100 if before and after is not None else None
