"""What people do with uploads: choose, decide, hand over, consent, write."""

import json
import time
from collections.abc import Callable
from typing import Any, cast

import orjson
from flask import Response, redirect, request

from geoapp.domain.errors import BadParameter, Conflict
from geoapp.domain.messages import Message, message, stored_message
from geoapp.domain.uploads import WORKING
from geoapp.models import Upload
from geoapp.queries.upload_rows import conflicting_codes, repairable_rows, same_name_matches
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.web.state import session
from geoapp.web.uploads.addresses import here_url
from geoapp.web.uploads.desk import AT_ONCE_BYTES, answer, blueprint, view, workshop
from geoapp.web.uploads.forms import read_choices, read_decisions
from geoapp.web.uploads.refusing import sent_by_page, staying_on_page
from geoapp.web.viewer import viewer

AT_ONCE_ROWS = 2_000
APPLIED_WITHIN_S = 20


@blueprint.post("/uploads/<int:upload_id>/choices")
@staying_on_page
def choose(upload_id: int) -> Response:
    """Set position, columns, matches and repairs; the rows are checked anew."""
    if not sent_by_page():
        return _act(upload_id, uploads.choose, _body())
    given = read_choices(
        view(upload_id).upload,
        lambda: repairable_rows(session(), upload_id),
        lambda: same_name_matches(session(), upload_id),
    )
    return _act(upload_id, uploads.choose, given)


@blueprint.post("/uploads/<int:upload_id>/conflicts")
@staying_on_page
def resolve(upload_id: int) -> Response:
    """Decide rows that somebody else changed meanwhile: {code: "ours" | "theirs"}."""
    if sent_by_page():
        view(upload_id)
        decisions: dict[str, Any] = read_decisions(conflicting_codes(session(), upload_id))
    else:
        decisions = _body()
    for decision in decisions.values():
        if decision not in ("ours", "theirs"):
            raise BadParameter("decision", expected=message("ours or theirs"), got=str(decision))
    return _act(upload_id, uploads.resolve, decisions)


@blueprint.post("/uploads/<int:upload_id>/submit")
@staying_on_page
def submit(upload_id: int) -> Response:
    """Hand over for approval."""
    return _act(upload_id, uploads.submit, note=_note())


@blueprint.post("/uploads/<int:upload_id>/approve")
@staying_on_page
def approve(upload_id: int) -> Response:
    """Consent, as a second person."""
    return _act(upload_id, uploads.approve, note=_note())


@blueprint.post("/uploads/<int:upload_id>/return")
@staying_on_page
def return_(upload_id: int) -> Response:
    """Give back with a reason."""
    return _act(upload_id, uploads.return_, note=_note())


@blueprint.post("/uploads/<int:upload_id>/cancel")
@staying_on_page
def cancel(upload_id: int) -> Response:
    """End without any change."""
    return _act(upload_id, uploads.cancel)


@blueprint.post("/uploads/<int:upload_id>/apply")
@staying_on_page
def apply(upload_id: int) -> Response:
    """Write the changes: 200 once written, 202 while a worker is at it, 409 in conflict."""
    upload = uploads.apply(session(), upload_id, viewer(), seen_version=_seen_version())
    summary = upload.summary or {}
    if summary.get("added", 0) + summary.get("changed", 0) <= AT_ONCE_ROWS:
        advance(workshop(), upload_id)
    # A person watches on the page, a program waits for the answer.
    state = _wait_while_applying(upload_id, 0 if sent_by_page() else APPLIED_WITHIN_S)
    if state == "ready":
        raise Conflict(_why_not_applied(upload_id))
    return _done(upload_id, 202 if state == "applying" else 200)


def _why_not_applied(upload_id: int) -> Message:
    problem = session().get_one(Upload, upload_id).problem
    return stored_message(problem["message"]) if problem else uploads.CONFLICTS


def _act(upload_id: int, act: Callable[..., Upload], *given: Any, **named: Any) -> Response:
    upload = act(session(), upload_id, viewer(), *given, seen_version=_seen_version(), **named)
    if upload.state in (*WORKING, "ready") and upload.file_bytes <= AT_ONCE_BYTES:
        advance(workshop(), upload_id)
    return _done(upload_id)


def _done(upload_id: int, status: int = 200) -> Response:
    """Answer a program with the state; lead a person back to the page."""
    if not sent_by_page():
        return answer(upload_id, status)
    return cast(Response, redirect(here_url("uploads.show", upload_id=upload_id), 303))


def _wait_while_applying(upload_id: int, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while True:
        session().rollback()
        state = session().get_one(Upload, upload_id).state
        if state != "applying" or time.monotonic() > deadline:
            return state
        time.sleep(0.1)


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
    """Return the version that the page or If-Match names; writes never require it."""
    if request.form.get("version", "").isdigit():
        return int(request.form["version"])
    tags = request.if_match
    named = [tag for tag in tags if tag.isdigit()] if not tags.star_tag else []
    if tags and not tags.star_tag and not named:
        return 0
    return int(named[0]) if named else None
