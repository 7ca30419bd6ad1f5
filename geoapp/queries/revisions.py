"""Revisions as they are listed: who wrote, when, why, from which file, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlalchemy.orm import Session

from geoapp.models import Project, ProjectHistory, Revision, Upload, User


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


def list_revisions(
    session: Session, *, action: str | None = None, limit: int, offset: int = 0
) -> tuple[list[RevisionNote], int]:
    """Return a page of revisions, the latest first, and how many there are."""
    chosen = () if action is None else (Revision.action == action,)
    total = session.scalar(select(func.count()).select_from(Revision).where(*chosen)) or 0
    ids = select(Revision.id).where(*chosen).order_by(Revision.id.desc())
    page = session.scalars(ids.limit(limit).offset(offset)).all()
    notes = find_notes(session, page)
    return [notes[number] for number in page], total


def find_actions(session: Session) -> list[str]:
    """Return the actions there are revisions of."""
    return list(session.scalars(select(Revision.action).distinct().order_by(Revision.action)))


def count_projects(session: Session, ids: Sequence[int]) -> Mapping[int, int]:
    """Return how many projects each of these revisions touched."""
    touched = select_touched(ids).subquery("touched")
    counts = select(touched.c.revision, func.count()).group_by(touched.c.revision)
    return {row[0]: row[1] for row in session.execute(counts)}


def select_touched(ids: Sequence[int]) -> Any:
    """Select the projects that revisions wrote or took away: `revision, id, code`."""
    then = ProjectHistory.__table__
    return (
        select(Project.revision_id.label("revision"), Project.id, Project.code)
        .where(Project.revision_id.in_(ids))
        .union(
            *(
                select(column, then.c.id, then.c.code).where(column.in_(ids))
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
