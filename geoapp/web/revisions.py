"""Revisions: what each changed, its file, and undoing it; a project's history."""

from typing import Any

import orjson
from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for

from geoapp.domain.errors import BadParameter, NotFound, NotSignedIn
from geoapp.domain.messages import message, say
from geoapp.domain.revisions import ACTIONS, action_words
from geoapp.domain.rights import Hidden
from geoapp.queries.history import find_redrawn, find_steps_of
from geoapp.queries.revisions import (
    RevisionNote,
    count_projects,
    find_actions,
    get_revision,
    list_revisions,
)
from geoapp.queries.uploads import sees_upload
from geoapp.services.received_files import kept_file
from geoapp.services.undo import undo_revision
from geoapp.services.undo_later import Later, LaterChanges
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.accounts.viewer import asks_by_token
from geoapp.web.accounts.viewer import viewer as asker
from geoapp.web.errors import wants_page
from geoapp.web.page import facts
from geoapp.web.params import check_names, read_count
from geoapp.web.shown import asks_for_page
from geoapp.web.shown_revisions import shown_revision, shown_step, shown_steps
from geoapp.web.state import language, session, shared
from geoapp.web.viewer import viewer

blueprint = Blueprint("revisions", __name__)
PAGE = 50


@blueprint.get("/revisions")
def index() -> Any:
    """List what was written, the latest first, for people who have an account."""
    if not asker().signed_in:
        raise NotSignedIn
    limit = read_count("limit", PAGE, least=1, most=1000)
    offset = read_count("offset", 0, least=0, most=10_000_000)
    notes, total = list_revisions(session(), asker(), action=_action(), limit=limit, offset=offset)
    counts = count_projects(session(), [note.id for note in notes], asker())
    shown = [shown_revision(note) | {"projects": counts.get(note.id, 0)} for note in notes]
    if not asks_for_page():
        return _json({"numberMatched": total, "revisions": shown})
    return render_template(
        "revisions/index.html",
        revisions=shown,
        total=total,
        limit=limit,
        offset=offset,
        action=_action(),
        actions={code: say(action_words(code), language()) for code in find_actions(session())},
        **facts(),
    )


def _action() -> str | None:
    action = request.args.get("action") or None
    if action is not None and action not in ACTIONS and action not in find_actions(session()):
        expected = message("one of {choices}", choices=", ".join(ACTIONS))
        raise BadParameter("action", expected=expected, got=action)
    return action


@blueprint.get("/revisions/<int:revision_id>")
def show(revision_id: int) -> Any:
    """Show who wrote, when and why, and what changed in each project."""
    shown = _shown(_note(revision_id))
    return _page(shown) if asks_for_page() else _json(shown)


def _shown(note: RevisionNote) -> dict[str, Any]:
    limit = read_count("limit", 100, least=1, most=1000)
    offset = read_count("offset", 0, least=0, most=10_000_000)
    steps, total = find_steps_of(session(), note, asker(), limit=limit, offset=offset)
    return {
        **shown_revision(note),
        "projects": total,
        "changes": [shown_step(step) for step in steps],
        "limit": limit,
        "offset": offset,
    }


def _page(shown: dict[str, Any], later: tuple[Later, ...] = (), reason: str = "") -> str:
    return render_template(
        "revisions/show.html", revision=shown, later=later, reason=reason, **facts()
    )


@blueprint.get("/revisions/<int:revision_id>/map.geojson")
def map_(revision_id: int) -> Response:
    """Answer the geometries that a revision changed, each `role` old and new; `project` narrows."""
    check_names("project", "lang", "f")
    _note(revision_id)
    found = find_redrawn(session(), revision_id, asker(), code=request.args.get("project"))
    features = [
        {
            "type": "Feature",
            "properties": {"code": one.code, "name": one.name, "role": role},
            "geometry": orjson.Fragment(geometry),
        }
        for one in found
        for role, geometry in (("old", one.old), ("new", one.new))
        if geometry is not None
    ]
    answer = _json({"type": "FeatureCollection", "features": features})
    answer.content_type = "application/geo+json"
    return answer


@blueprint.get("/revisions/<int:revision_id>/file")
def file(revision_id: int) -> Response:
    """Answer the file that a revision was made from, as it came."""
    viewer()
    note = _note(revision_id)
    missing = message("No file is kept with revision {id}.", id=revision_id)
    if note.upload and not sees_upload(session(), viewer(), note.upload):
        raise Hidden(missing, "hidden-upload", "see-file", str(revision_id))
    path = note.file_sha256 and kept_file(shared().settings.files_dir, note.file_sha256)
    if not path or not path.exists():
        raise NotFound(missing)
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
    person = wants_page() and not asks_by_token()
    try:
        undone = undo_revision(session(), revision_id, viewer(), reason=reason)
    except LaterChanges as refused:
        if not person:
            raise
        session().rollback()
        return _page(_shown(_note(revision_id)), tuple(refused.later), reason), 409
    address = url_for("revisions.show", revision_id=undone.id)
    if person:
        return redirect(address, 303)
    return _json(shown_revision(_note(undone.id)), 201, Location=address)


@blueprint.get("/projects/<code>/history")
def history(code: str) -> Any:
    """Show a project's history, latest first; also of one that is on the map no more."""
    steps = shown_steps(code)
    if not steps:
        raise missing_project(code)
    if not asks_for_page():
        return _json({"code": code, "changes": steps})
    return render_template(
        "projects/history.html", code=code, name=steps[0]["name"], steps=steps, **facts()
    )


def _json(value: Any, status: int = 200, **headers: str) -> Response:
    return Response(orjson.dumps(value), status, headers, content_type="application/json")


def _note(revision_id: int) -> RevisionNote:
    return get_revision(session(), revision_id, asker())
