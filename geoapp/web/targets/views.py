"""The addresses of target lists: all of them, one, its form, and the search for projects."""

from typing import Any

import orjson
from flask import Blueprint, Response, redirect, render_template, request, url_for

from geoapp.domain.errors import BadForm, NotFound
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.domain.rights import require
from geoapp.domain.target_drafts import may_keep, propose_code
from geoapp.queries.listing import list_projects
from geoapp.queries.revisions import find_notes
from geoapp.queries.target_states import KeptList, find_kept, find_revisions, without_hidden
from geoapp.queries.targets import ListView, find_list, find_lists
from geoapp.services.targets import WHAT, ListChangedSince, add_list, save_list
from geoapp.web.accounts.viewer import viewer
from geoapp.web.chosen import chosen
from geoapp.web.links import page_url
from geoapp.web.page import facts
from geoapp.web.params import check_names, names_bare_areas, wanted
from geoapp.web.shown import asks_for_page, list_row
from geoapp.web.state import clock, session
from geoapp.web.targets.form import TargetForm
from geoapp.web.targets.shown import shown_list, told_list
from geoapp.web.targets.typed import TypedList, draft_of, merged, sent, typed_of
from geoapp.web.uploads.addresses import here_url

blueprint = Blueprint("targets", __name__)
MOST_TOLD = 8
NEW = TypedList(dict.fromkeys(("name_en", "agency", "document", "note", "closed_on", "name"), "")
                | {"kind": "list"})  # fmt: skip


@blueprint.get("/targets")
def index() -> Any:
    """Show all lists with what has come of them."""
    if asks_for_page() and names_bare_areas():
        return redirect(page_url())
    lists = [shown_list(view, wanted()) for view in find_lists(session(), wanted())]
    if not asks_for_page():
        check_names(*FILTER_NAMES, "f", "lang")
        return _json({"lists": [told_list(one, rows=False) for one in lists]})
    return render_template(
        "targets/index.html",
        groups={kind: [one for one in lists if one.kind == kind] for kind in ("list", "programme")},
        may_add=bool(may_keep(viewer(), _own_agency())),
        chosen=chosen(url_for("targets.index")),
        wanted=wanted().filter,
        day=wanted().standing.day,
        **facts(),
    )


def _own_agency() -> int | None:
    """Return an agency in whose name the viewer may add a list, None for no agency."""
    own = viewer().agency_ids
    return min(own) if own else None


@blueprint.get("/targets/<code>")
def show(code: str) -> Any:
    """Show one list: each project with its target and what has come of it."""
    if asks_for_page() and names_bare_areas():
        return redirect(page_url())
    view = find_list(session(), wanted(), code)
    if view is None:
        raise _missing(code)
    shown = shown_list(view, wanted())
    if not asks_for_page():
        check_names(*FILTER_NAMES, "f", "lang")
        return _json(told_list(shown, rows=True))
    return render_template(
        "targets/show.html",
        list=shown,
        notes=_notes(view),
        may_edit=not wanted().filter.as_of and bool(may_keep(viewer(), view.head["agency_id"])),
        chosen=chosen(url_for("targets.show", code=code)),
        wanted=wanted().filter,
        day=wanted().standing.day,
        today=clock().today,
        **facts(),
    )


def _notes(view: ListView) -> list[Any]:
    """Return who wrote the list, when and why, the latest first."""
    numbers = find_revisions(session(), view.head["id"])[:MOST_TOLD]
    notes = find_notes(session(), numbers)
    return [notes[number] for number in numbers]


@blueprint.get("/targets/projects")
def projects() -> Response:
    """Answer the projects that say the words of `q`, with diacritics or without."""
    require(may_keep(viewer(), _own_agency()), viewer(), WHAT)
    page = list_projects(session(), wanted(), sort="name", number=1)
    rows = [list_row(row, wanted()) for row in page.rows]
    told = ("code", "name", "lead_agency", "planned_finish", "stage")
    found = [{name: row[name] for name in told} for row in rows]
    return _json({"projects": found, "numberMatched": page.total})


@blueprint.get("/targets/new")
def new() -> str:
    """Show an empty form."""
    require(may_keep(viewer(), _own_agency()), viewer(), WHAT)
    return _page(TargetForm(NEW, None))


@blueprint.post("/targets")
def add() -> Any:
    """Add a list."""
    require(may_keep(viewer(), _own_agency()), viewer(), WHAT)
    typed, reason = sent(), request.form.get("reason", "")
    code = request.form.get("code", "").strip() or propose_code(typed.fields["name"])
    try:
        add_list(session(), code, viewer(), draft_of(typed), reason=reason)
    except BadForm as wrong:
        session().rollback()
        return _page(TargetForm(typed, None, code, reason, wrong.problems)), 422
    return redirect(here_url("targets.show", code=code), 303)


@blueprint.get("/targets/<code>/edit")
def edit(code: str) -> str:
    """Show the form with what stands in the list."""
    known = _kept(code)
    return _page(TargetForm(typed_of(known.draft), known))


@blueprint.post("/targets/<code>")
def save(code: str) -> Any:
    """Write the list; 412 where somebody came between, with nothing lost."""
    known, typed, reason = _kept(code), sent(), request.form.get("reason", "")
    seen = _number(request.form.get("seen_revision", ""))
    try:
        save_list(session(), code, viewer(), draft_of(typed), reason=reason, seen_revision=seen)
    except ListChangedSince as conflict:
        session().rollback()
        return _page(_with_conflict(typed, reason, conflict)), 412
    except BadForm as wrong:
        session().rollback()
        # Still the version that was opened: correcting a mistake is not seeing another's work.
        opened = find_kept(session(), code, seen) or known
        return _page(TargetForm(typed, opened, code, reason, wrong.problems)), 422
    return redirect(here_url("targets.show", code=code), 303)


def _with_conflict(typed: TypedList, reason: str, conflict: ListChangedSince) -> TargetForm:
    now = typed_of(conflict.now.draft)
    seen = typed_of(conflict.seen.draft) if conflict.seen else now
    form = merged(typed, seen, now)
    return TargetForm(form, conflict.now, reason=reason, conflict=conflict, ours=typed)


def _kept(code: str) -> KeptList:
    known = find_kept(session(), code)
    if known is None:
        raise _missing(code)
    require(may_keep(viewer(), known.agency_id), viewer(), WHAT, code)
    return without_hidden(session(), viewer(), known)[0]


def _missing(code: str) -> NotFound:
    return NotFound(message("There is no list {code}.", code=code[:60]))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), content_type="application/json")


def _page(form: TargetForm) -> str:
    return render_template("targets/edit.html", **form.as_values(), **facts())
