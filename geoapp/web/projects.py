"""A project's page: everything known, with its source."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template

from geoapp.domain.rights import may_answer, may_change, may_plan
from geoapp.queries.rights import find_place, needs_consent
from geoapp.web.accounts.viewer import viewer
from geoapp.web.chosen import chosen
from geoapp.web.features import answer_project
from geoapp.web.links import page_url
from geoapp.web.page import facts
from geoapp.web.params import names_bare_areas, read_page_state, wanted
from geoapp.web.project_charts import money_chart, works_chart
from geoapp.web.shown import shown_project, wants_json
from geoapp.web.shown_following import shown_following
from geoapp.web.shown_revisions import shown_steps
from geoapp.web.state import session

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects/<code>")
def show(code: str) -> Any:
    """Show one project; programs get its feature."""
    if wants_json():
        return answer_project(code)
    if names_bare_areas():
        return redirect(page_url())
    project, steps = shown_project(wanted(), code), shown_steps(code)
    project.restated = _restated(steps)
    following = shown_following(wanted(), project)
    return render_template(
        "projects/show.html",
        project=project,
        steps=steps,
        works=works_chart(project, wanted()),
        money=money_chart(project, following, wanted()),
        **following,
        may_edit=_may_edit(code),
        asks_second=_asks_second(code),
        answerable=_answerable(code, following["obstacles"]),
        wanted=wanted().filter,
        chosen=chosen(),
        color=read_page_state().color,
        **facts(),
    )


def _restated(steps: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the step that last stated each field, where that was no undo; steps latest first."""
    found: dict[str, dict[str, Any]] = {}
    for step in reversed(steps):
        for one in step["fields"]:
            if step["undoes"]:
                found.pop(one["field"], None)
            else:
                found[one["field"]] = step
    return found


def _may_edit(code: str) -> bool:
    """Tell whether to offer the form; the past is looked at, not edited."""
    asker = viewer()
    if wanted().filter.as_of or not may_plan(asker):
        return False
    return bool(may_change(asker, find_place(session(), code), None))


def _asks_second(code: str) -> bool:
    """Tell whether the viewer changes the project's plan and facts with an approver alone."""
    place = find_place(session(), code)
    return place is not None and needs_consent(session(), viewer(), place.agency_id)


def _answerable(code: str, obstacles: Sequence[Any]) -> set[int]:
    """Return the obstacles that the viewer, or an agency of theirs that is asked, answers for."""
    asker, place = viewer(), find_place(session(), code)
    if wanted().filter.as_of or place is None or not may_plan(asker):
        return set()
    return {one.id for one in obstacles if may_answer(asker, place, one.asked)}
