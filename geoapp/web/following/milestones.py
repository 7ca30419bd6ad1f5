"""The form of a project's milestones."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import render_template

from geoapp.domain.choices import MILESTONES
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.models import Milestone
from geoapp.services.following.milestones import FIELDS, MilestoneCells, change_milestones
from geoapp.web.following.asking import (
    FormState,
    answer_data,
    form_language,
    project_to_change,
    sent_fields,
    settled,
)
from geoapp.web.following.blueprint import blueprint
from geoapp.web.following.fields import FormField, as_text, choices_of, shown_fields, shown_state
from geoapp.web.page import facts
from geoapp.web.shown import asks_for_page
from geoapp.web.shown_following import milestone_name
from geoapp.web.state import session

TITLES = {
    "kind": message("Milestone"),
    "name": message("Name of an own milestone"),
    "planned": message("Planned"),
    "planned_progress": message("Planned percent"),
    "forecast": message("Forecast"),
    "actual": message("Happened on"),
}
KINDS = {
    "kind": "choice",
    "name": "text",
    "planned": "date",
    "planned_progress": "percent",
    "forecast": "date",
    "actual": "date",
}
# As many new ones as fit below those that are there.
BLANK = 2
MOST_ROWS = 60


@blueprint.get("/projects/<code>/milestones")
def milestones(code: str) -> Any:
    """Show the form with what is known."""
    project = project_to_change(code)
    if not asks_for_page():
        rows = [_data(one) for one in project.milestones]
        return answer_data({"code": code, "revision": project.revision, "milestones": rows})
    return _page(project, FormState())


@blueprint.post("/projects/<code>/milestones")
def save_milestones(code: str) -> Any:
    """Write what was changed."""
    project = project_to_change(code)
    given = sent_fields("milestones")
    rows = list(_sent_rows(given) if form_language() else _told_rows(given))

    def write(by: Any) -> Mapping[str, Any]:
        revision = change_milestones(session(), code, rows, by)
        return {"revision": revision.id}

    return settled(code, given, write, lambda state: _page(project, state), anchor="milestones")


def _sent_rows(given: Mapping[str, Any]) -> Iterator[MilestoneCells]:
    """Yield the rows of the form; a new one of which nothing was typed is none."""
    for row in range(MOST_ROWS):
        cells = {name: given.get(f"{name}-{row}", "") for name in FIELDS}
        number = given.get(f"id-{row}", "")
        known = int(number) if number.isascii() and number.isdigit() else None
        if known is None and not any(str(one).strip() for one in cells.values()):
            continue
        yield MilestoneCells(row, known, cells, removed=given.get(f"removed-{row}") == "1")


def _told_rows(given: Mapping[str, Any]) -> Iterator[MilestoneCells]:
    listed = given.get("milestones")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise BadParameter("milestones", expected=message("a list of objects"), got=str(listed))
    for row, one in enumerate(listed):
        if unknown := one.keys() - {*FIELDS, "id", "removed"}:
            choices = ", ".join((*FIELDS, "id", "removed"))
            name = f"milestones.{row}.{min(unknown)}"
            raise BadParameter(name, expected=message("one of {choices}", choices=choices), got="")
        known = one.get("id")
        number = known if isinstance(known, int) and not isinstance(known, bool) else None
        cells = {name: one.get(name) for name in FIELDS}
        yield MilestoneCells(row, number, cells, removed=one.get("removed") is True)


def _data(one: Milestone) -> dict[str, Any]:
    return {"id": one.id} | {name: getattr(one, name) for name in FIELDS}


def _page(project: Any, state: FormState) -> str:
    known: list[Milestone | None] = [*project.milestones, *[None] * BLANK]
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(known):
        fields = shown_fields(_fields(one, number), state)
        removed = state.sent.get(f"removed-{number}") == "1"
        rows.append(
            {
                "number": number,
                "id": one and one.id,
                "name": one and milestone_name(one),
                "fields": fields,
                "removed": removed,
            }
        )
    return render_template(
        "following/milestones.html",
        project=project,
        rows=rows,
        **shown_state(state, [field for row in rows for field in row["fields"]]),
        **facts(),
    )


def _fields(one: Milestone | None, number: int) -> Iterator[FormField]:
    for name in FIELDS:
        known = getattr(one, name) if one else None
        own = name != "name" or one is None or one.kind == "other"
        yield FormField(
            f"{name}-{number}",
            TITLES[name],
            KINDS[name],
            as_text(known) if own else "",
            choices_of(MILESTONES) if name == "kind" else (),
            needed=one is not None and name in ("kind", "planned"),
        )
