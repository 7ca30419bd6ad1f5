"""Revisions as they are listed: who wrote, when, why, from which file, and what became of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Session

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import Hidden, Viewer
from geoapp.models import Project, ProjectHistory, Revision, Upload, User
from geoapp.queries.rights import theirs, visible


@dataclass(frozen=True)
class RevisionNote:
    """Who wrote, when, why, from which file; `approved_by` where an upload needed it.

    `full_name` is whose account it was, None for the shell and for accounts of former times.
    """

    id: int
    at: datetime
    actor: str
    full_name: str | None
    action: str
    reason: str
    file_name: str | None
    file_sha256: str | None
    undoes: int | None
    undone_by: int | None
    upload: int | None
    approved_by: str | None


def find_notes(session: Session, ids: Sequence[int]) -> dict[int, RevisionNote]:
    """Return what is known of revisions, by number."""
    notes = select_notes()
    rows = session.execute(notes.where(literal_column("r.id").in_(ids)))
    return {row[0]: RevisionNote(*row) for row in rows}


def get_revision(session: Session, number: int, viewer: Viewer) -> RevisionNote:
    """Return a revision; raises `NotFound` where there is none that the viewer may see."""
    found = find_notes(session, [number]).get(number)
    if found is None or not sees_revision(session, viewer, number):
        raise missing_revision(found is not None, number)
    return found


def sees_revision(session: Session, viewer: Viewer, number: int) -> bool:
    """Tell whether the viewer may see a revision that exists."""
    seen = select(Revision.id).where(Revision.id == number, revisions_seen_by(viewer))
    return session.scalar(seen) is not None


def missing_revision(exists: bool, number: int) -> NotFound:
    """Return the error for a revision that is not there, or not for whoever asks."""
    said = message("There is no revision {id}.", id=number)
    if not exists:
        return NotFound(said)
    return Hidden(said, "hidden-revision", "see-revision", str(number))


def revisions_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Revisions of the viewer's own, and all but those that touch nothing except hidden drafts."""
    if viewer.sees_drafts and not viewer.limited:
        return true()
    drafts = union(
        *(select(name).where(visible(viewer, name.table).is_not(true())) for name in NAMED)
    )
    shown = _touches(Revision.id, lambda table: visible(viewer, table))
    only_drafts = and_(Revision.id.in_(drafts), not_(shown))
    return or_(Revision.actor == (viewer.name or None), not_(only_drafts))


def find_foreign(session: Session, viewer: Viewer, number: int) -> bool:
    """Tell whether a revision touched a project that is not the viewer's to change."""
    if not viewer.limited:
        return False
    foreign = _touches(number, lambda table: theirs(viewer, table).is_not(true()))
    return session.scalar(select(foreign)) or False


# Where a revision is named: as what wrote a state, now or before, and as what ended one.
NAMED = (
    Project.__table__.c.revision_id,
    ProjectHistory.__table__.c.revision_id,
    ProjectHistory.__table__.c.superseded_by,
)


def _touches(number: Any, which: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """A revision wrote or ended a state that is so."""
    return or_(*(exists().where(name == number, which(name.table)) for name in NAMED))


def list_revisions(
    session: Session, viewer: Viewer, *, action: str | None = None, limit: int, offset: int = 0
) -> tuple[list[RevisionNote], int]:
    """Return a page of revisions, the latest first, and how many there are."""
    chosen = [revisions_seen_by(viewer)]
    if action is not None:
        chosen.append(Revision.action == action)
    total = session.scalar(select(func.count()).select_from(Revision).where(*chosen)) or 0
    ids = select(Revision.id).where(*chosen).order_by(Revision.id.desc())
    page = session.scalars(ids.limit(limit).offset(offset)).all()
    notes = find_notes(session, page)
    return [notes[number] for number in page], total


def find_actions(session: Session) -> list[str]:
    """Return the actions there are revisions of."""
    return list(session.scalars(select(Revision.action).distinct().order_by(Revision.action)))


def count_projects(session: Session, ids: Sequence[int], viewer: Viewer) -> Mapping[int, int]:
    """Return how many projects that the viewer may see each of these revisions touched."""
    touched = select_touched(ids, viewer).subquery("touched")
    counts = select(touched.c.revision, func.count()).group_by(touched.c.revision)
    return {row[0]: row[1] for row in session.execute(counts)}


def select_touched(ids: Sequence[int], viewer: Viewer) -> Any:
    """Select the projects that revisions wrote or took away: `revision, id, code`.

    States that the viewer may not see are none.
    """
    then = ProjectHistory.__table__
    return (
        select(Project.revision_id.label("revision"), Project.id, Project.code)
        .where(Project.revision_id.in_(ids), visible(viewer, Project.__table__))
        .union(
            *(
                select(column, then.c.id, then.c.code).where(column.in_(ids), visible(viewer, then))
                for column in (then.c.revision_id, then.c.superseded_by)
            )
        )
    )


def select_notes() -> Select[*tuple[Any, ...]]:
    """Select the columns of `RevisionNote`; the revision is `r`."""
    r = Revision.__table__.alias("r")
    undoing = select(func.max(Revision.id)).where(Revision.undoes_id == r.c.id)
    return (
        select(
            r.c.id,
            r.c.at,
            r.c.actor,
            User.full_name,
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
        .outerjoin(User, User.name == r.c.actor)
    )
