"""The trail of an upload: who did what with it, when and why."""

from sqlalchemy.orm import Session

from geoapp.models import Upload, UploadEvent


def note_event(session: Session, upload: Upload, actor: str, action: str, note: str = "") -> None:
    """Add a line to the trail of an upload."""
    session.add(UploadEvent(upload_id=upload.id, actor=actor, action=action, note=note))
