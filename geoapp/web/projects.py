"""A project's page: everything known, with its source."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from geoapp.web.chosen import chosen
from geoapp.web.page import facts
from geoapp.web.params import read_page_state, wanted
from geoapp.web.shown import shown_project, wants_json

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects/<code>")
def show(code: str) -> Any:
    """Show one project; programs are sent to its feature."""
    if wants_json():
        return redirect(url_for("features.project", code=code))
    return render_template(
        "projects/show.html",
        project=shown_project(wanted(), code),
        wanted=wanted().filter,
        chosen=chosen(),
        color=read_page_state().color,
        **facts(),
    )
