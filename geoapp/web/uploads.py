"""Uploads: received, chosen for, looked at, and brought to the projects."""

import json
import time
from collections.abc import Callable
from typing import Any, BinaryIO, cast

import orjson
from flask import Blueprint, Response, request, url_for

from geoapp.domain.errors import BadParameter, Conflict, NotFound
from geoapp.domain.messages import message
from geoapp.domain.uploads import WORKING
from geoapp.models import Upload
from geoapp.queries.uploads import OUTCOMES, UploadView, find_issues, find_rows, get_upload
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.services.workshop import Workshop, open_workshop
from geoapp.web.params import read_count
from geoapp.web.shown_uploads import shown_issue, shown_row, shown_upload
from geoapp.web.state import session, shared
from geoapp.web.viewer import viewer

blueprint = Blueprint("uploads", __name__)
# A file of this size is read while the sender waits; larger ones are left to a worker.
AT_ONCE_BYTES = 2_000_000
AT_ONCE_ROWS = 2_000
APPLIED_WITHIN_S = 20


@blueprint.post("/uploads")
def receive() -> Response:
    """Take a file, as a form's `file` or as the body itself, and start reading it."""
    asker = viewer()
    source, name = _file()
    given = request.form if request.files else request.args
    upload = uploads.receive(
        session(),
        workshop().files_dir,
        source,
        workshop().limits,
        asker,
        file_name=name,
        agency=given.get("agency") or None,
        note=given.get("note", ""),
    )
    if upload.file_bytes <= AT_ONCE_BYTES:
        advance(workshop(), upload.id)
    response = _answer(upload.id, 201)
    response.headers["Location"] = url_for("uploads.show", upload_id=upload.id)
    return response


@blueprint.get("/uploads/<int:upload_id>")
def show(upload_id: int) -> Response:
    """Answer the state of an upload."""
    return _answer(upload_id)


@blueprint.get("/uploads/<int:upload_id>/rows")
def rows(upload_id: int) -> Response:
    """Answer rows with old and new values; `outcome` (repeatable) and `code` narrow them."""
    _view(upload_id)
    asked = request.args.getlist("outcome")
    for outcome in asked:
        if outcome not in OUTCOMES:
            expected = message("one of {choices}", choices=", ".join(OUTCOMES))
            raise BadParameter("outcome", expected=expected, got=outcome)
    found = find_rows(
        session(),
        upload_id,
        outcomes=asked,
        code=request.args.get("code"),
        limit=read_count("limit", 100, least=1, most=1000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    return _json({"rows": [shown_row(row) for row in found]})


@blueprint.get("/uploads/<int:upload_id>/issues")
def issues(upload_id: int) -> Response:
    """Answer everything that is wrong with the file."""
    _view(upload_id)
    return _json({"issues": [shown_issue(issue) for issue in find_issues(session(), upload_id)]})


@blueprint.post("/uploads/<int:upload_id>/choices")
def choose(upload_id: int) -> Response:
    """Set position, columns, matches and repairs; the rows are checked anew."""
    return _act(upload_id, uploads.choose, _body())


@blueprint.post("/uploads/<int:upload_id>/conflicts")
def resolve(upload_id: int) -> Response:
    """Decide rows that somebody else changed meanwhile: {code: "ours" | "theirs"}."""
    decisions = _body()
    for decision in decisions.values():
        if decision not in ("ours", "theirs"):
            raise BadParameter("decision", expected=message("ours or theirs"), got=str(decision))
    return _act(upload_id, uploads.resolve, decisions)


@blueprint.post("/uploads/<int:upload_id>/submit")
def submit(upload_id: int) -> Response:
    """Hand over for approval."""
    return _act(upload_id, uploads.submit, note=_note())


@blueprint.post("/uploads/<int:upload_id>/approve")
def approve(upload_id: int) -> Response:
    """Consent, as a second person."""
    return _act(upload_id, uploads.approve, note=_note())


@blueprint.post("/uploads/<int:upload_id>/return")
def return_(upload_id: int) -> Response:
    """Give back with a reason."""
    return _act(upload_id, uploads.return_, note=_note())


@blueprint.post("/uploads/<int:upload_id>/cancel")
def cancel(upload_id: int) -> Response:
    """End without any change."""
    return _act(upload_id, uploads.cancel)


@blueprint.post("/uploads/<int:upload_id>/apply")
def apply(upload_id: int) -> Response:
    """Write the changes: 200 once written, 202 while a worker is at it, 409 in conflict."""
    upload = uploads.apply(session(), upload_id, viewer(), seen_version=_seen_version())
    summary = upload.summary or {}
    if summary.get("added", 0) + summary.get("changed", 0) <= AT_ONCE_ROWS:
        advance(workshop(), upload_id)
    state = _wait_while_applying(upload_id)
    if state == "ready":
        raise Conflict(uploads.CONFLICTS)
    return _answer(upload_id, 202 if state == "applying" else 200)


def workshop() -> Workshop:
    """Return what advancing uploads needs."""
    return open_workshop(shared().settings, shared().engine)


def _act(upload_id: int, act: Callable[..., Upload], *given: Any, **named: Any) -> Response:
    upload = act(session(), upload_id, viewer(), *given, seen_version=_seen_version(), **named)
    if upload.state in WORKING and upload.file_bytes <= AT_ONCE_BYTES:
        advance(workshop(), upload_id)
    return _answer(upload_id)


def _wait_while_applying(upload_id: int) -> str:
    deadline = time.monotonic() + APPLIED_WITHIN_S
    while True:
        session().rollback()
        state = session().get_one(Upload, upload_id).state
        if state != "applying" or time.monotonic() > deadline:
            return state
        time.sleep(0.1)


def _view(upload_id: int) -> UploadView:
    viewer()
    found = get_upload(session(), upload_id)
    if found is None:
        raise NotFound(message("There is no upload {id}.", id=upload_id))
    return found


def _answer(upload_id: int, status: int = 200) -> Response:
    session().rollback()
    view = _view(upload_id)
    response = _json(shown_upload(view, uploads.needs_approval(session(), upload_id), viewer()))
    response.status_code = status
    response.set_etag(str(view.upload.version))
    response.headers["Cache-Control"] = "no-store"
    return response


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), content_type="application/json")


def _file() -> tuple[BinaryIO, str]:
    if request.files:
        part = next(iter(request.files.values()))
        return cast(BinaryIO, part.stream), part.filename or "upload"
    if request.mimetype == "multipart/form-data":
        raise BadParameter("file", expected=message("a file"), got="")
    return cast(BinaryIO, request.stream), request.args.get("name", "upload")


def _body() -> dict[str, Any]:
    try:
        given = orjson.loads(request.get_data() or b"{}")
    except json.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise BadParameter("body", expected=message("a JSON object"), got="")
    return given


def _note() -> str:
    if request.is_json:
        return str(_body().get("note", ""))
    return request.form.get("note", "") or request.args.get("note", "")


def _seen_version() -> int | None:
    """Return the version that If-Match names; writes never require it."""
    tags = request.if_match
    named = [tag for tag in tags if tag.isdigit()] if not tags.star_tag else []
    if tags and not tags.star_tag and not named:
        return 0
    return int(named[0]) if named else None
