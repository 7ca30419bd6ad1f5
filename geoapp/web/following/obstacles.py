"""The forms of obstacles and tasks: raised, changed, escalated, resolved, opened again."""

from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask import render_template

from geoapp.domain.choices import OBSTACLE_KINDS
from geoapp.domain.errors import BadParameter, NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import NOWHERE, may_answer, may_change, require
from geoapp.models import Obstacle
from geoapp.queries.followed import get_followed
from geoapp.queries.rights import find_place
from geoapp.services.following import obstacles as services
from geoapp.web.accounts.viewer import viewer
from geoapp.web.following.asking import (
    FormState,
    answer_data,
    form_language,
    project_to_change,
    sent_fields,
    settled,
)
from geoapp.web.following.blueprint import blueprint
from geoapp.web.following.fields import (
    FormField,
    agency_options,
    as_text,
    choices_of,
    shown_fields,
    shown_state,
)
from geoapp.web.page import facts
from geoapp.web.params import wanted
from geoapp.web.shown import asks_for_page, shown_agency, shown_project
from geoapp.web.shown_following import shown_obstacle
from geoapp.web.state import clock, session

ACTS: Mapping[str, Callable[..., Any]] = {
    "change": services.change_obstacle,
    "escalate": services.escalate_obstacle,
    "resolve": services.resolve_obstacle,
    "reopen": services.reopen_obstacle,
}
FIELDS = {
    "change": services.OBSTACLE_FIELDS,
    "escalate": services.ESCALATION_FIELDS,
    "resolve": services.RESOLUTION_FIELDS,
    "reopen": (),
}


@blueprint.get("/projects/<code>/obstacles")
def obstacles(code: str) -> Any:
    """Show the form of a new obstacle or task."""
    project = project_to_change(code)
    if not asks_for_page():
        rows = [_data(one) for one in _found(project)]
        return answer_data({"code": code, "revision": project.revision, "obstacles": rows})
    return _page(project, None, "change", FormState())


@blueprint.post("/projects/<code>/obstacles")
def save_obstacle(code: str) -> Any:
    """Write down a new obstacle or task."""
    project = project_to_change(code)
    given = sent_fields(*services.OBSTACLE_FIELDS)

    def write(by: Any) -> Mapping[str, Any]:
        raised = services.raise_obstacle(session(), code, _only(given, "change"), by)
        return {"obstacle": raised.id, "revision": raised.revision_id}

    return settled(code, given, write, lambda state: _page(project, None, "change", state),
                   anchor="obstacles", status=201)  # fmt: skip


@blueprint.get("/projects/<code>/obstacles/<int:number>")
def obstacle(code: str, number: int) -> Any:
    """Show what can be done about an obstacle."""
    project, found = _to_answer(code, number)
    if not asks_for_page():
        return answer_data({"code": code, "revision": project.revision} | _data(found))
    return _page(project, found, "", FormState())


@blueprint.post("/projects/<code>/obstacles/<int:number>")
def act_on_obstacle(code: str, number: int) -> Any:
    """Change, escalate, resolve or open an obstacle again, as `act` says."""
    project, found = _to_answer(code, number)
    given = sent_fields("act", *(name for names in FIELDS.values() for name in names))
    act = str(given.get("act", "change"))
    if act not in ACTS:
        expected = message("one of {choices}", choices=", ".join(ACTS))
        raise BadParameter("act", expected=expected, got=act)

    def write(by: Any) -> Mapping[str, Any]:
        return {"obstacle": number, "revision": _act(act, code, found, given, by).id}

    return settled(code, given, write, lambda state: _page(project, found, act, state),
                   anchor=f"obstacle-{number}")  # fmt: skip


def _act(act: str, code: str, found: Obstacle, given: Mapping[str, Any], by: Any) -> Any:
    if act == "reopen":
        return services.reopen_obstacle(session(), code, found.id, by)
    told = _only(given, act)
    if act == "change" and not form_language():
        told = {name: _data(found)[name] for name in FIELDS["change"]} | told
    return ACTS[act](session(), code, found.id, told, by)


def _only(given: Mapping[str, Any], act: str) -> dict[str, Any]:
    return {name: given[name] for name in FIELDS[act] if name in given}


def _found(project: Any) -> list[Obstacle]:
    return list(get_followed(session(), wanted(), project.id).obstacles)


def _to_answer(code: str, number: int) -> tuple[SimpleNamespace, Obstacle]:
    """Return a project and an obstacle of it that is the viewer's to answer for.

    Raises `NotFound` and `Refused`.
    """
    project, place = shown_project(wanted(), code), find_place(session(), code)
    found = next((one for one in _found(project) if one.id == number), None)
    asked = (found.agency_id, found.escalated_to_id) if found else ()
    require(may_answer(viewer(), place or NOWHERE, asked), viewer(), "change-project", code)
    if found is None:
        raise NotFound(message("There is no such obstacle of {code}.", code=code))
    return project, found


def _agency_code(key: int | None) -> str | None:
    found = shown_agency(wanted(), key)
    return found.code if found else None


def _data(one: Obstacle) -> dict[str, Any]:
    plain = ("id", "kind", "description", "place", "raised_on", "due", "escalated_on",
             "escalation", "resolved_on", "resolution")  # fmt: skip
    values = {name: getattr(one, name) for name in plain}
    return {
        **{name: str(v) if isinstance(v, date) else v for name, v in values.items()},
        "agency": _agency_code(one.agency_id),
        "escalated_to": _agency_code(one.escalated_to_id),
    }


def _page(project: Any, one: Obstacle | None, act: str, state: FormState) -> str:
    """Show the forms; what was typed stands in the one of `act`."""
    groups = {
        name: shown_fields(fields, state if name == act else FormState())
        for name, fields in _groups(one).items()
    }
    return render_template(
        "following/obstacle.html",
        project=project,
        obstacle=one and shown_obstacle(wanted(), one, clock().today),
        groups=groups,
        act=act,
        changes=bool(may_change(viewer(), find_place(session(), project.code), None)),
        **shown_state(state, groups.get(act, [])),
        **facts(),
    )


def _groups(one: Obstacle | None) -> dict[str, list[FormField]]:
    today = as_text(clock().today)
    if one is None:
        return {"change": _change_fields(None)}
    return {
        "escalate": [
            FormField("escalated_to", message("To which agency"), "choice",
                      options=agency_options(), needed=True),
            FormField("escalated_on", message("On"), "date", today, needed=True),
            FormField("escalation", message("What is asked of it"), "long"),
        ],
        "resolve": [
            FormField("resolved_on", message("Resolved on"), "date", today, needed=True),
            FormField("resolution", message("How it was resolved"), "long", needed=True),
        ],
        "change": _change_fields(one),
        "reopen": [],
    }  # fmt: skip


def _change_fields(one: Obstacle | None) -> list[FormField]:
    agency = _agency_code(one.agency_id) if one else None

    def now(name: str) -> str:
        return as_text(getattr(one, name)) if one else ""

    raised = now("raised_on") or as_text(clock().today)
    return [
        FormField("kind", message("Kind"), "choice", now("kind"), choices_of(OBSTACLE_KINDS),
                  needed=True),
        FormField("agency", message("Agency to resolve it"), "choice", agency or "",
                  agency_options(agency)),
        FormField("description", message("What it is about"), "long", now("description"),
                  needed=True),
        FormField("place", message("Place"), "text", now("place")),
        FormField("raised_on", message("Raised on"), "date", raised, needed=True),
        FormField("due", message("Due date"), "date", now("due")),
    ]  # fmt: skip
