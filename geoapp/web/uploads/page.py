"""The page of one upload: its state, its steps, and what they came to."""

from typing import Any, Final

from flask import render_template

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message, say
from geoapp.domain.uploads import WORKING
from geoapp.queries.revisions import find_notes
from geoapp.queries.upload_map import has_places
from geoapp.queries.upload_rows import find_rows
from geoapp.queries.uploads import UploadView
from geoapp.queries.workers import has_worker
from geoapp.services import uploads
from geoapp.web.page import facts
from geoapp.web.params import forget_filters
from geoapp.web.shown_revisions import may_undo
from geoapp.web.shown_uploads import shown_upload
from geoapp.web.state import language, session
from geoapp.web.uploads import issues
from geoapp.web.uploads.desk import AT_ONCE_BYTES
from geoapp.web.uploads.doubts import shown_doubts
from geoapp.web.uploads.positions import shown_frame, shown_positions
from geoapp.web.uploads.reading import field_choices, shown_columns, shown_file, units_of, zones
from geoapp.web.uploads.rows import shown_rows
from geoapp.web.uploads.steps import HEADINGS, steps_of
from geoapp.web.viewer import viewer

EVENT_WORDS: Final = {
    "receive": message("sent the file"),
    "choose": message("said how to read it"),
    "resolve": message("decided rows in conflict"),
    "submit": message("handed it over for approval"),
    "approve": message("approved it"),
    "return": message("returned it"),
    "apply": message("applied it"),
    "cancel": message("cancelled it"),
    "conflict": message("found rows that somebody changed meanwhile; nothing was written"),
    "failed": message("could not go on"),
    "needs-columns": message("could not go on"),
    "ready": message("could not go on"),
}


def show_page(found: UploadView, refused: GeoappError | None = None) -> str:
    """Render the page; `refused` is why the last act was not done."""
    forget_filters()
    upload = found.upload
    shown = shown_upload(found, uploads.needs_approval(session(), upload.id), viewer())
    columns = shown_columns(upload.reading, upload.choices)
    return render_template(
        "uploads/show.html",
        upload=shown,
        received_at=upload.received_at,
        events=[(event, _event_words(event.action)) for event in found.events],
        heading=say(HEADINGS[upload.state], language()),
        steps=steps_of(shown),
        file=shown_file(upload.reading),
        columns=columns,
        field_choices=field_choices(columns),
        units_of=units_of,
        positions=shown_positions(upload.reading, upload.choices),
        frame=shown_frame(upload.choices),
        zones=zones(),
        first_code=_only_code(found),
        **_undoing(found),
        **shown_rows(found),
        has_places=has_places(session(), upload.id),
        **issues.shown(found),
        **shown_doubts(found),
        working=upload.state in WORKING,
        stalled=is_stalled(found),
        refused=refused and say(refused.detail, language()),
        **facts(),
    )


def _undoing(found: UploadView) -> dict[str, Any]:
    """Return whether undoing the upload's revision is offered, or which one undid it."""
    revision = found.upload.applied_revision
    note = find_notes(session(), [revision]).get(revision) if revision else None
    return {
        "may_undo": note is not None and may_undo(note),
        "undone_by": note.undone_by if note else None,
    }


def _only_code(found: UploadView) -> str | None:
    """Return the project that the map shows where the upload wrote one alone."""
    if found.rows["added"] + found.rows["changed"] != 1:
        return None
    rows = find_rows(session(), found.upload.id, viewer(), outcomes=("added", "changed"), limit=1)
    return rows[0].code if rows else None


def is_stalled(found: UploadView) -> bool:
    """Tell whether the upload waits for a worker and there is none."""
    waits = found.upload.state in WORKING and found.upload.file_bytes > AT_ONCE_BYTES
    return waits and not has_worker(session())


def _event_words(action: str) -> str:
    return say(EVENT_WORDS.get(action, Message(action)), language())
