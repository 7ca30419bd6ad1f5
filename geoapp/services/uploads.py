"""What people do with uploads: each act is one transaction, with the job it leads to inside."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter, Conflict, PreconditionFailed
from geoapp.domain.messages import message
from geoapp.domain.rights import Refused, Viewer, may_plan, require
from geoapp.domain.upload_rights import HANDS_ON, OWN_ACTS, Stake, may_act
from geoapp.domain.uploads import check_act
from geoapp.ingest.limits import Limits
from geoapp.models import Agency, Upload, UploadEvent
from geoapp.queries.agencies import read_agencies
from geoapp.queries.uploads import missing_upload, sees_upload
from geoapp.services.queue import enqueue
from geoapp.services.received_files import keep_file
from geoapp.services.upload_choices import merged_choices
from geoapp.services.upload_events import note_event
from geoapp.services.upload_rights import rows_verdict

ADVANCE = "advance-upload"
CONFLICTS = message("Somebody changed projects since they were compared; decide these rows first.")
# The agencies whose projects an upload touches, before or after, and the one it came from.
NEEDS_APPROVAL = text("""
SELECT EXISTS (SELECT FROM (
  SELECT agency_id FROM upload WHERE id = :upload
  UNION ALL SELECT CAST(u.values ->> 'lead_agency_id' AS integer) FROM upload_row u
    WHERE u.upload_id = :upload AND u.outcome IN ('added', 'changed')
  UNION ALL SELECT p.lead_agency_id FROM upload_row u JOIN project p ON p.code = u.code
    WHERE u.upload_id = :upload AND u.outcome = 'changed') AS touched
WHERE agency_id = ANY(:wanting))""")
UNRESOLVED = text("""
SELECT EXISTS (SELECT FROM upload_row WHERE upload_id = :upload AND conflict IS NOT NULL)""")
TAKE_OURS = text("""
UPDATE upload_row SET outcome = 'changed', conflict = NULL,
  seen_revision = CAST(conflict ->> 'revision' AS bigint)
WHERE upload_id = :upload AND code = ANY(:codes) AND NOT CAST(conflict ->> 'gone' AS boolean)""")
LEAVE_THEIRS = text("""
UPDATE upload_row SET outcome = 'left', conflict = NULL
WHERE upload_id = :upload AND code = ANY(:codes) AND conflict IS NOT NULL""")


def receive(
    session: Session,
    files_dir: Path,
    source: BinaryIO,
    limits: Limits,
    viewer: Viewer,
    *,
    file_name: str,
    agency: str | None = None,
    note: str = "",
) -> Upload:
    """Keep the file, start an upload and queue its reading; `agency` is the code it speaks for."""
    require(may_plan(viewer), viewer, "upload", file_name)
    agency_id = None if agency is None else _spoken_for(session, viewer, agency)
    sha256, size = keep_file(files_dir, source, limits)
    name = Path(file_name.replace("\\", "/")).name[:200] or "upload"
    upload = Upload(
        actor=viewer.name,
        agency_id=agency_id,
        note=note.strip() or name,
        file_name=name,
        file_sha256=sha256,
        file_bytes=size,
    )
    session.add(upload)
    session.flush()
    note_event(session, upload, viewer.name, "receive")
    enqueue(session, ADVANCE, upload_id=upload.id)
    session.commit()
    return upload


def choose(
    session: Session,
    upload_id: int,
    viewer: Viewer,
    choices: Mapping[str, Any],
    *,
    seen_version: int | None = None,
) -> Upload:
    """Set position, columns, matches or repairs, and check again with all choices made so far."""
    with _act(session, upload_id, "choose", viewer, seen_version, then_advance=True) as upload:
        upload.choices = merged_choices(upload, choices)
        upload.state, upload.submitted_by, upload.approved_by = "checking", None, None
        upload.problem = None
    return upload


def resolve(
    session: Session,
    upload_id: int,
    viewer: Viewer,
    decisions: Mapping[str, str],
    *,
    seen_version: int | None = None,
) -> Upload:
    """Decide rows in conflict by code: `ours` overwrites what came between, `theirs` leaves it.

    What was approved before is approved no more.
    """
    with _act(session, upload_id, "resolve", viewer, seen_version, then_advance=True) as upload:
        for choice, statement in (("ours", TAKE_OURS), ("theirs", LEAVE_THEIRS)):
            codes = [code for code, decision in decisions.items() if decision == choice]
            session.execute(statement, {"upload": upload_id, "codes": codes})
        upload.state, upload.submitted_by, upload.approved_by = "ready", None, None
        upload.tied_at_revision = None
    return upload


def submit(
    session: Session,
    upload_id: int,
    viewer: Viewer,
    *,
    note: str = "",
    seen_version: int | None = None,
) -> Upload:
    """Hand an upload over for approval; raises `Conflict` where nothing would change."""
    with _act(session, upload_id, "submit", viewer, seen_version, note) as upload:
        _check_worth(session, upload)
        upload.note = note.strip() or upload.note
        upload.state, upload.submitted_by = "submitted", viewer.name
    return upload


def approve(
    session: Session,
    upload_id: int,
    viewer: Viewer,
    *,
    note: str = "",
    seen_version: int | None = None,
) -> Upload:
    """Consent to an upload; nobody consents to their own."""
    with _act(session, upload_id, "approve", viewer, seen_version, note) as upload:
        _check_worth(session, upload)
        upload.state, upload.approved_by = "approved", viewer.name
    return upload


def return_(
    session: Session, upload_id: int, viewer: Viewer, *, note: str, seen_version: int | None = None
) -> Upload:
    """Give an upload back to its planner with the reason."""
    if not note.strip():
        raise BadParameter("note", expected=message("the reason, for the planner"), got="")
    with _act(session, upload_id, "return", viewer, seen_version, note) as upload:
        upload.state, upload.approved_by = "returned", None
    return upload


def apply(
    session: Session, upload_id: int, viewer: Viewer, *, seen_version: int | None = None
) -> Upload:
    """Queue the writing of an upload; raises `Conflict` where approval is required and missing."""
    with _act(session, upload_id, "apply", viewer, seen_version, then_advance=True) as upload:
        _check_worth(session, upload)
        if upload.state != "approved" and needs_approval(session, upload_id):
            raise Conflict(message("This upload needs the approval of a second person first."))
        upload.state = "applying"
    return upload


def cancel(
    session: Session, upload_id: int, viewer: Viewer, *, seen_version: int | None = None
) -> Upload:
    """End an upload without any change; its file stays."""
    with _act(session, upload_id, "cancel", viewer, seen_version) as upload:
        upload.state = "cancelled"
    return upload


def needs_approval(session: Session, upload_id: int) -> bool:
    """Tell whether any agency that the upload touches asks for a second person."""
    wanting = read_agencies(session).wanting_approval()
    return bool(
        wanting and session.scalar(NEEDS_APPROVAL, {"upload": upload_id, "wanting": wanting})
    )


@contextmanager
def _act(
    session: Session,
    upload_id: int,
    act: str,
    viewer: Viewer,
    seen_version: int | None,
    note: str = "",
    *,
    then_advance: bool = False,
) -> Iterator[Upload]:
    """One act on an upload: held and allowed before, written down and committed after."""
    upload = _taken(session, upload_id, act, viewer, seen_version)
    yield upload
    note_event(session, upload, viewer.name, act, note)
    if then_advance:
        enqueue(session, ADVANCE, upload_id=upload.id)
    session.commit()


def _taken(
    session: Session,
    upload_id: int,
    act: str,
    viewer: Viewer,
    seen_version: int | None,
) -> Upload:
    """Return the upload, held for this act; raises what forbids it."""
    statement = select(Upload).where(Upload.id == upload_id).with_for_update()
    upload = session.scalars(statement.execution_options(populate_existing=True)).first()
    if upload is None or not sees_upload(session, viewer, upload_id):
        raise missing_upload(upload, upload_id)
    stake, what = _stake(session, upload, viewer), f"{act}-upload"
    require(may_act(viewer, act, stake), viewer, what, str(upload_id))
    if seen_version is not None and seen_version != upload.version:
        raise PreconditionFailed(message("The upload has changed since you looked."))
    check_act(act, upload.state)
    if act not in OWN_ACTS:
        require(rows_verdict(session, upload, viewer), viewer, what, str(upload_id))
    upload.version += 1
    return upload


def _stake(session: Session, upload: Upload, viewer: Viewer) -> Stake:
    """Return what the viewer is to the upload; its rows are asked for apart."""
    hands = select(UploadEvent.id).where(
        UploadEvent.upload_id == upload.id,
        UploadEvent.actor == viewer.name,
        UploadEvent.action.in_(HANDS_ON),
    )
    return Stake(
        upload.state,
        uploaded=upload.actor == viewer.name,
        had_a_hand=session.scalar(hands.limit(1)) is not None,
    )


def _check_worth(session: Session, upload: Upload) -> None:
    summary = upload.summary or {}
    if not summary.get("added", 0) + summary.get("changed", 0):
        raise Conflict(message("The upload changes nothing."))
    if session.scalar(UNRESOLVED, {"upload": upload.id}):
        raise Conflict(CONFLICTS)


def _spoken_for(session: Session, viewer: Viewer, code: str) -> int:
    found = session.scalar(select(Agency.id).where(Agency.code == code))
    if found is None:
        raise BadParameter("agency", expected=message("the code of an agency"), got=code)
    if viewer.agency_ids is not None and found not in viewer.agency_ids:
        raise Refused("speaks-for", "upload", code)
    return found
