"""Uploads as their planners and approvers see them: state, trail, and what rows came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import Hidden, Viewer
from geoapp.domain.upload_rights import HANDS_ON, Stake, acts_now
from geoapp.models import (
    Agency,
    Upload,
    UploadEvent,
    UploadIssue,
    UploadRow,
)
from geoapp.queries.rights import uploads_seen_by
from geoapp.queries.upload_rows import IN_CONFLICT, OUTCOMES, count_rows

SEVERITIES = ("error", "warning")


@dataclass(frozen=True)
class UploadView:
    """An upload with the agency it speaks for, its trail, and how many rows came to what.

    `rows` counts by outcome, `issues` by severity; `conflicts` counts rows to be decided.
    """

    upload: Upload
    agency: Agency | None
    events: Sequence[UploadEvent]
    rows: Mapping[str, int]
    issues: Mapping[str, int]
    conflicts: int

    def acts_now(self, viewer: Viewer, *, needs_approval: bool) -> list[str]:
        """Return what the viewer, who may see the upload, may do with it this moment."""
        own = self.upload.actor == viewer.name
        hands = any(
            event.actor == viewer.name and event.action in HANDS_ON for event in self.events
        )
        return acts_now(
            viewer,
            Stake(self.upload.state, own, hands),
            changes=self.rows["added"] + self.rows["changed"],
            conflicts=self.conflicts,
            needs_approval=needs_approval,
        )


def get_upload(session: Session, upload_id: int, viewer: Viewer) -> UploadView:
    """Return one upload; raises `NotFound` where there is none that the viewer may see."""
    upload = session.get(Upload, upload_id, populate_existing=True)
    if upload is None or not sees_upload(session, viewer, upload_id):
        raise missing_upload(upload, upload_id)
    events = select(UploadEvent).where(UploadEvent.upload_id == upload_id).order_by(UploadEvent.id)
    return UploadView(
        upload,
        session.get(Agency, upload.agency_id) if upload.agency_id else None,
        session.scalars(events).all(),
        _row_counts(session, upload),
        _counts(session, UploadIssue, UploadIssue.severity, upload_id, SEVERITIES),
        count_rows(session, upload_id, *IN_CONFLICT),
    )


def sees_upload(session: Session, viewer: Viewer, upload_id: int) -> bool:
    """Tell whether the viewer may see an upload that exists."""
    seen = select(Upload.id).where(Upload.id == upload_id, uploads_seen_by(viewer))
    return session.scalar(seen) is not None


def missing_upload(upload: Upload | None, upload_id: int) -> NotFound:
    """Return the error for an upload that is not there, or not for whoever asks."""
    said = message("There is no upload {id}.", id=upload_id)
    return (
        NotFound(said)
        if upload is None
        else Hidden(said, "hidden-upload", "see-upload", str(upload_id))
    )


def find_uploads(
    session: Session, *conditions: Any, limit: int, offset: int = 0
) -> Sequence[Upload]:
    """Return uploads, the latest first."""
    statement = select(Upload).where(*conditions).order_by(Upload.id.desc())
    return session.scalars(statement.limit(limit).offset(offset)).all()


def count_waiting(session: Session, viewer: Viewer) -> int:
    """Count the uploads that wait for this person's consent; nobody consents to their own."""
    if not viewer.is_any("approver", "admin"):
        return 0
    waiting = select(func.count()).where(
        Upload.state == "submitted",
        Upload.actor != viewer.name,
        Upload.submitted_by != viewer.name,
        uploads_seen_by(viewer),
    )
    return session.scalar(waiting) or 0


def _row_counts(session: Session, upload: Upload) -> dict[str, int]:
    """Count rows by outcome; of an upload whose rows were removed, as they were counted then."""
    counts = _counts(session, UploadRow, UploadRow.outcome, upload.id, OUTCOMES)
    if any(counts.values()) or not upload.summary:
        return counts
    return {name: upload.summary.get(name, 0) for name in OUTCOMES}


def _counts(
    session: Session, table: Any, column: Any, upload_id: int, names: Sequence[str]
) -> dict[str, int]:
    rows = session.execute(
        select(column, func.count()).where(table.upload_id == upload_id).group_by(column)
    )
    return dict.fromkeys(names, 0) | {row[0]: row[1] for row in rows}
