"""Revisions: the frame in which every write to the data happens."""

from collections.abc import Iterable

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.models import Revision

# As a query of its own PostgreSQL asks it once for a statement, not once for each row.
CURRENT = "(SELECT current_revision())"


def stamp(row: str) -> str:
    """Return what each update of projects, called `row` in its SQL, sets beside the columns."""
    return f"revision_id = {CURRENT}, recorded_at = greatest(now(), {row}.recorded_at)"


def begin_revision(
    session: Session,
    *,
    actor: str,
    action: str,
    reason: str,
    file_name: str | None = None,
    file_sha256: str | None = None,
    undoes_id: int | None = None,
) -> Revision:
    """Open a revision for the rest of this transaction; the database stamps rows with it.

    `actor` is who acts (an account's name, or `shell:USER`), `action` a word like
    load-sample, `reason` a sentence, `undoes_id` the revision that is taken back. Without a
    revision the database refuses any write.
    """
    revision = Revision(
        actor=actor,
        action=action,
        reason=reason,
        file_name=file_name,
        file_sha256=file_sha256,
        undoes_id=undoes_id,
    )
    session.add(revision)
    session.flush()
    session.execute(select(func.set_config("geoapp.revision", str(revision.id), True)))
    return revision


TOUCH = f"""
UPDATE project p SET {stamp("p")}
WHERE p.id = ANY(:ids) AND p.revision_id <> current_revision()"""  # noqa: S608 - no values


def touch_projects(session: Session, ids: Iterable[int]) -> None:
    """Give projects the number of this revision, as something that belongs to them changed."""
    session.execute(text(TOUCH), {"ids": sorted(ids)})
