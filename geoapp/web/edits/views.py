"""The addresses at which projects are added, edited and taken off the map."""

from typing import Any

import orjson
import shapely
from flask import Blueprint, Response, redirect, render_template, request, url_for

from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.rights import may_change, may_plan, may_see_draft, require
from geoapp.ingest.limits import Limits
from geoapp.ingest.typed_places import write_places
from geoapp.ingest.values.texts import read_code
from geoapp.ingest.values.unfit import Unfit
from geoapp.maps.shell import render_shell
from geoapp.models import Revision
from geoapp.queries.editable import Editable, find_editable
from geoapp.queries.rights import find_place
from geoapp.services.project_edits import ChangedSince, Doubts, add_project, edit_project
from geoapp.services.projects import retire_project
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.accounts.viewer import viewer
from geoapp.web.edits.data import edit_of_data, sent_data
from geoapp.web.edits.form import FormView
from geoapp.web.edits.typed import (
    BLANK,
    Texts,
    edit_of,
    sent_texts,
    sentence_of,
    system_of,
    texts_of,
    typed_geometry,
)
from geoapp.web.page import facts, visible_layers
from geoapp.web.state import clock, language, session

blueprint = Blueprint("edits", __name__)


@blueprint.get("/projects/new")
def new() -> str:
    """Show an empty form."""
    require(may_plan(viewer()), viewer(), "change-project", "")
    shown = texts_of(None)
    return _page(FormView(shown, shown, None))


@blueprint.post("/projects")
def add() -> Any:
    """Add a project, by form or as JSON."""
    require(may_plan(viewer()), viewer(), "change-project", "")
    if request.is_json:
        return _add_data(sent_data())
    sent, reason = sent_texts(), request.form.get("reason", "")
    typed = request.form.get("code", "").strip()
    try:
        code = _code(typed)
        add_project(
            session(), code, viewer(), edit_of(sent, BLANK),
            reason=reason, today=clock().today, confirmed=_confirmed(),
        )  # fmt: skip
    except BadForm as wrong:
        session().rollback()
        return _page(_marked(FormView(sent, BLANK, None, reason), wrong), code=typed), 422
    return redirect(url_for("projects.show", code=code), 303)


def _add_data(given: dict[str, Any]) -> Response:
    code = _code(str(given.get("code", "")))
    revision = add_project(
        session(), code, viewer(), edit_of_data(given),
        reason=str(given.get("reason", "")), today=clock().today,
    )  # fmt: skip
    return _told(code, revision, 201)


def _code(text: str) -> str:
    try:
        return read_code(text, Limits())
    except Unfit as unfit:
        raise BadForm([Problem("code", sentence_of(unfit))]) from None


@blueprint.get("/projects/<code>/edit")
def form(code: str) -> str:
    """Show the form with what is known."""
    known = _editable(code)
    shown = texts_of(known)
    return _page(FormView(shown, shown, known))


@blueprint.post("/projects/<code>")
def save(code: str) -> Any:
    """Write what was changed, by form or as JSON; 412 where somebody came between."""
    known = _editable(code)
    return _save_data(code, known) if request.is_json else _save_form(code, known)


def _save_data(code: str, known: Editable) -> Response:
    given = sent_data()
    revision = edit_project(
        session(), code, viewer(), edit_of_data(given),
        reason=str(given.get("reason", "")), today=clock().today,
        seen_revision=_seen(str(given.get("revision", "")) or None, known),
    )  # fmt: skip
    return _told(code, revision, 200)


def _save_form(code: str, known: Editable) -> Any:
    sent, reason = sent_texts(), request.form.get("reason", "")
    number = _seen(request.form.get("seen_revision"), known)
    seen_state = find_editable(session(), code, number) or known
    seen = texts_of(seen_state)
    try:
        edit_project(
            session(), code, viewer(), edit_of(sent, seen),
            reason=reason, today=clock().today, seen_revision=number, confirmed=_confirmed(),
        )  # fmt: skip
    except ChangedSince as conflict:
        session().rollback()
        return _page(_merged(sent, seen, reason, conflict)), 412
    except BadForm as wrong:
        session().rollback()
        return _page(_marked(FormView(sent, seen, seen_state, reason), wrong)), 422
    return redirect(url_for("projects.show", code=code, _anchor="history"), 303)


def _merged(sent: Texts, seen: Texts, reason: str, conflict: ChangedSince) -> FormView:
    """Keep what was typed, and show the present where nothing was."""
    now = texts_of(conflict.now)
    ours = {name: sent[name] for name in now if sent.get(name, "") != seen.get(name, "")}
    place = {name: ours[name] for name in ("form", "places", "crs") if name in ours}
    if place:
        ours["geometry"] = "drawn"
    return FormView(now | ours, now, conflict.now, reason, conflict=conflict, ours=ours)


def _marked(view: FormView, wrong: BadForm) -> FormView:
    if isinstance(wrong, Doubts):
        view.doubts = wrong.problems
    else:
        view.problems = wrong.problems
    return view


@blueprint.post("/projects/<code>/retire")
def retire(code: str) -> Any:
    """Take a project off the map; its history stays."""
    known = _editable(code)
    given = sent_data() if request.is_json else request.form
    revision = retire_project(
        session(), code, viewer(),
        reason=str(given.get("reason", "")), today=clock().today,
        seen_revision=_seen(given.get("seen_revision"), known) if request.if_match else None,
    )  # fmt: skip
    if request.is_json:
        return _told(code, revision, 200)
    return redirect(url_for("revisions.history", code=code), 303)


@blueprint.get("/projects/place")
def place() -> Response:
    """Answer typed positions as a GeoJSON geometry, and as text in the system `to`."""
    require(may_plan(viewer()), viewer(), "change-project", "")
    given = {name: request.args.get(name, "") for name in ("form", "places", "crs")}
    geometry = typed_geometry(given)
    drawn = None if geometry is None else orjson.Fragment(shapely.to_geojson(geometry))
    _, text = write_places(geometry, system_of(request.args.get("to", given["crs"])))
    return Response(
        orjson.dumps({"geometry": drawn, "text": text}), content_type="application/json"
    )


def _editable(code: str) -> Editable:
    """Return a project that the viewer may change; raises `NotFound` and `Refused`."""
    known, where, asker = find_editable(session(), code), find_place(session(), code), viewer()
    if known is None or where is None:
        raise missing_project(code)
    if not known.published and not may_see_draft(asker, where):
        raise missing_project(code)
    require(may_change(asker, where, None), asker, "change-project", code)
    return known


def _seen(text: str | None, known: Editable) -> int | None:
    """Return the revision that the editor saw: of the form, the body, or If-Match."""
    tags = [tag.partition("-")[0] for tag in request.if_match]
    if tags and not request.if_match.star_tag:
        return known.revision if str(known.revision) in tags else _number(tags[0])
    return _number(text) if text else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _confirmed() -> bool:
    return request.form.get("confirmed") == "1"


def _told(code: str, revision: Revision, status: int) -> Response:
    answer = {"code": code, "revision": revision.id}
    response = Response(orjson.dumps(answer), status, content_type="application/json")
    response.headers["Location"] = url_for("projects.show", code=code)
    return response


def _page(view: FormView, code: str = "") -> str:
    return render_template(
        "projects/edit.html",
        shell=render_shell(language(), visible_layers()),
        code=view.known.code if view.known else code,
        **view.as_values(),
        **facts(),
    )
