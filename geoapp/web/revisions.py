"""Revisions: what each changed, its file, and undoing it; a project's history."""

from typing import Any

import orjson
from flask import Blueprint, Response, request, send_file, url_for

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message, say
from geoapp.domain.revisions import action_words
from geoapp.queries.history import RevisionNote, Step, find_notes, find_steps, find_steps_of
from geoapp.services.received_files import kept_file
from geoapp.services.undo import undo_revision
from geoapp.web.params import read_count
from geoapp.web.shown_uploads import shown_differences
from geoapp.web.state import language, session, shared
from geoapp.web.viewer import viewer

blueprint = Blueprint("revisions", __name__)


@blueprint.get("/revisions/<int:revision_id>")
def show(revision_id: int) -> Response:
    """Answer who wrote, when and why, and what changed in each project."""
    note = _note(revision_id)
    limit = read_count("limit", 100, least=1, most=1000)
    offset = read_count("offset", 0, least=0, most=10_000_000)
    steps, total = find_steps_of(session(), note, limit=limit, offset=offset)
    shown = {
        **shown_revision(note),
        "projects": total,
        "changes": [shown_step(step) for step in steps],
    }
    return Response(orjson.dumps(shown), content_type="application/json")


@blueprint.get("/revisions/<int:revision_id>/file")
def file(revision_id: int) -> Response:
    """Answer the file that a revision was made from, as it came."""
    viewer()
    note = _note(revision_id)
    path = note.file_sha256 and kept_file(shared().settings.files_dir, note.file_sha256)
    if not path or not path.exists():
        raise NotFound(message("No file is kept with revision {id}.", id=revision_id))
    return send_file(
        path,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=note.file_name,
        etag=note.file_sha256 or True,
    )


@blueprint.post("/revisions/<int:revision_id>/undo")
def undo(revision_id: int) -> Any:
    """Restore the state before; 409 with who changed what where later changes stand on it."""
    given = request.get_json(silent=True) if request.is_json else request.form
    reason = str((given or {}).get("reason", ""))
    undone = undo_revision(session(), revision_id, viewer(), reason=reason)
    response = Response(
        orjson.dumps(shown_revision(_note(undone.id))), 201, content_type="application/json"
    )
    response.headers["Location"] = url_for("revisions.show", revision_id=undone.id)
    return response


@blueprint.get("/projects/<code>/history")
def history(code: str) -> Response:
    """Answer a project's history, latest first."""
    steps = find_steps(session(), code)
    if not steps:
        raise NotFound(message("There is no project {code}.", code=code[:60]))
    shown = {"code": code, "changes": [shown_step(step) for step in steps]}
    return Response(orjson.dumps(shown), content_type="application/json")


def shown_revision(note: RevisionNote) -> dict[str, Any]:
    """Return who wrote, when, why and from which file."""
    has_file = note.file_sha256 is not None
    return {
        "revision": note.id,
        "at": note.at.isoformat(),
        "actor": note.actor,
        "action": note.action,
        "action_label": say(action_words(note.action), language()),
        "reason": note.reason,
        "file": note.file_name
        and {
            "name": note.file_name,
            "sha256": note.file_sha256,
            "href": url_for("revisions.file", revision_id=note.id) if has_file else None,
        },
        "undoes": note.undoes,
        "undone_by": note.undone_by,
        "upload": note.upload,
        "approved_by": note.approved_by,
    }


def shown_step(step: Step) -> dict[str, Any]:
    """Return one step of a project's history."""
    return {
        **shown_revision(step.revision),
        "code": step.code,
        "name": step.name,
        "kind": step.kind,
        "fields": shown_differences(step.differences),
        "moved_m": step.moved_m,
    }


def _note(revision_id: int) -> RevisionNote:
    found = find_notes(session(), [revision_id]).get(revision_id)
    if found is None:
        raise NotFound(message("There is no revision {id}.", id=revision_id))
    return found
