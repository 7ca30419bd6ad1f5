"""What a planner or a program asks to be written, and how it is answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import orjson
from flask import Response, redirect, request, url_for

from geoapp.domain.errors import BadForm, BadParameter, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import may_change, require
from geoapp.queries.rights import find_place, needs_consent
from geoapp.services.following.holding import ChangedMeanwhile, Writing
from geoapp.services.project_edits import Doubts
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.accounts.viewer import viewer
from geoapp.web.params import wanted
from geoapp.web.shown import shown_project
from geoapp.web.state import clock, language, session

# Sent with every form, and no field of what is written.
FRAME = ("reason", "seen_revision", "revision", "confirmed", "csrf_token")
# No form here has more; a longer number is none.
MOST_DIGITS = 17


@dataclass
class FormState:
    """What was typed and not yet written, and why not; empty when a form is opened."""

    sent: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    problems: Sequence[Problem] = ()
    doubts: Sequence[Problem] = ()
    conflict: ChangedMeanwhile | None = None


def project_to_change(code: str) -> SimpleNamespace:
    """Return the project where the viewer may change it; raises `NotFound` and `Refused`.

    `asks_second` tells whether its plan changes with an approver alone.
    """
    project, place = shown_project(wanted(), code), find_place(session(), code)
    if place is None:
        raise missing_project(code)
    require(may_change(viewer(), place, None), viewer(), "change-project", code)
    project.asks_second = needs_consent(session(), viewer(), place.agency_id)
    return project


def sent_fields(*known: str) -> dict[str, Any]:
    """Return what the form or the JSON body holds; a program may send `known` and no others."""
    if not request.is_json:
        return dict(request.form.items())
    try:
        given = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise BadParameter("body", expected=message("a JSON object"), got="")
    for name in given:
        if name not in known and name not in FRAME:
            choices = ", ".join((*known, "reason", "revision"))
            raise BadParameter(name, expected=message("one of {choices}", choices=choices), got="")
    return given


def writing_of(given: Mapping[str, Any]) -> Writing:
    """Return who writes and why; programs look at doubts before they send."""
    confirmed = bool(request.is_json) or given.get("confirmed") == "1"
    reason = given.get("reason")
    return Writing(
        viewer(),
        reason if isinstance(reason, str) else "",
        clock().today,
        form_language(),
        seen_revision=_seen(given),
        confirmed=confirmed,
    )


def form_language() -> str | None:
    """Return how numbers of a form are written; None for a program's data."""
    return None if request.is_json else language()


def _seen(given: Mapping[str, Any]) -> int | None:
    """Return the revision that was seen: of If-Match, else of the form or the body."""
    tags = [tag.partition("-")[0] for tag in request.if_match]
    if tags and not request.if_match.star_tag:
        return _number(tags[0])
    text = str(given.get("seen_revision") or given.get("revision") or "")
    return _number(text) if text else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


def settled(
    code: str,
    given: Mapping[str, Any],
    write: Callable[[Writing], Mapping[str, Any]],
    page: Callable[[FormState], str],
    *,
    anchor: str,
    status: int = 200,
) -> Any:
    """Write, and answer: people with the project's page or their form again, programs with JSON."""
    by = writing_of(given)
    try:
        done = write(by)
    except (ChangedMeanwhile, BadForm) as refused:
        session().rollback()
        if request.is_json:
            raise
        return _again(given, by.reason, refused, page)
    if request.is_json:
        answer = {"code": code, **done}
        return Response(orjson.dumps(answer), status, content_type="application/json")
    return redirect(url_for("projects.show", code=code, _anchor=anchor), 303)


def _again(
    given: Mapping[str, Any],
    reason: str,
    refused: ChangedMeanwhile | BadForm,
    page: Callable[[FormState], str],
) -> tuple[str, int]:
    if isinstance(refused, ChangedMeanwhile):
        return page(FormState(given, reason, conflict=refused)), 412
    if isinstance(refused, Doubts):
        return page(FormState(given, reason, doubts=refused.problems)), 422
    return page(FormState(given, reason, refused.problems)), 422


def answer_data(value: Mapping[str, Any]) -> Response:
    """Answer what is there, as JSON."""
    return Response(orjson.dumps(value), content_type="application/json")
