"""A project's page: everything known, with its source."""

from typing import Any

from flask import Blueprint, redirect, render_template

from geoapp.web.chosen import chosen
from geoapp.web.features import answer_project
from geoapp.web.links import page_url
from geoapp.web.page import facts
from geoapp.web.params import names_bare_areas, read_page_state, wanted
from geoapp.web.shown import shown_project, wants_json
from geoapp.web.shown_revisions import shown_steps

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects/<code>")
def show(code: str) -> Any:
    """Show one project; programs get its feature."""
    if wants_json():
        return answer_project(code)
    if names_bare_areas():
        return redirect(page_url())
    return render_template(
        "projects/show.html",
        project=shown_project(wanted(), code),
        steps=shown_steps(code),
        wanted=wanted().filter,
        chosen=chosen(),
        color=read_page_state().color,
        **facts(),
    )
