"""Undoing a revision: the state before it, as a new revision.

What the revision wrote must still stand: where a later change lies on it, nothing is undone
and the refusal says whose. New units and new monthly reports are no such change, except on a
project that the revision itself brought. Target lists and texts of reports go the same way.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, may_undo, require
from geoapp.models import Revision
from geoapp.queries.revisions import missing_revision, sees_revision
from geoapp.services.project_rights import held_to_rights
from geoapp.services.revisions import begin_revision, touch_projects
from geoapp.services.ties import tie_projects
from geoapp.services.undo_later import check_standing
from geoapp.services.undo_lists import check_agencies
from geoapp.services.undo_touched import find_touched, touched_projects
from geoapp.services.undo_writes import write_back

UNDOABLE: Final = (
    "upload",
    "edit",
    "retire",
    "report",
    "milestones",
    "decision",
    "baseline",
    "capital",
    "obstacle",
    "targets",
    "report-text",
    "undo",
)
NO_HURRY: Final = text("SELECT set_config('statement_timeout', '0', true)")


def undo_revision(
    session: Session, revision_id: int, viewer: Viewer, *, reason: str = ""
) -> Revision:
    """Restore the state before a revision and commit it as a new one, which can be undone too.

    Raises `NotFound`, `Forbidden`, `Conflict` where the revision cannot be undone at all or was
    undone before, and `LaterChanges`.
    """
    session.execute(NO_HURRY)
    revision = _undoable(session, revision_id, viewer)
    columns = find_touched(session, revision_id)
    check_agencies(session, viewer, str(revision_id))
    ids = touched_projects(session) if viewer.limited else []
    with held_to_rights(session, viewer, "undo-revision", ids, str(revision_id)):
        undoing = _undo(session, revision, viewer, reason, columns)
    session.commit()
    return undoing


def _undo(
    session: Session,
    revision: Revision,
    viewer: Viewer,
    reason: str,
    columns: Mapping[str, list[str]],
) -> Revision:
    check_standing(session, revision.id)
    undoing = begin_revision(
        session,
        actor=viewer.name,
        action="undo",
        reason=reason.strip() or revision.reason,
        undoes_id=revision.id,
    )
    write_back(session, columns)
    _tie_again(session)
    touch_projects(session, touched_projects(session))
    return undoing


def _undoable(session: Session, revision_id: int, viewer: Viewer) -> Revision:
    # One undo at a time: two of the same revision would both find it standing.
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('undo'))"))
    revision = session.get(Revision, revision_id)
    if revision is None or not sees_revision(session, viewer, revision_id):
        raise missing_revision(revision is not None, revision_id)
    verdict = may_undo(viewer, author=revision.actor)
    require(verdict, viewer, "undo-revision", str(revision_id))
    if revision.action not in UNDOABLE:
        raise Conflict(message("This kind of revision cannot be undone."))
    undone = select(func.max(Revision.id)).where(Revision.undoes_id == revision_id)
    if (by := session.scalar(undone)) is not None:
        raise Conflict(message("It was undone already, by revision {id}.", id=by))
    return revision


def _tie_again(session: Session) -> None:
    """Tie projects whose units were found anew since; the others have theirs back exactly."""
    ids = session.scalars(text("SELECT id FROM undo_project WHERE was AND NOT latest")).all()
    if ids:
        today = session.scalar(select(func.current_date()))
        tie_projects(session, today, ids)  # type: ignore[arg-type]
