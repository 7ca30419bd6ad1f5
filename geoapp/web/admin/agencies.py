"""Agencies: their dates, who followed them, whether a second person approves."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from geoapp.domain.agencies import AgencyProfile
from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.messages import message, say
from geoapp.queries.agency_profiles import get_agency, list_agencies, read_agency_profile
from geoapp.services.agencies import add_agency, change_agency
from geoapp.web.accounts.viewer import viewer
from geoapp.web.admin.desk import blueprint, by_field, day, text, texts
from geoapp.web.state import language, session


@blueprint.get("/agencies")
def agencies() -> Any:
    """Show every agency."""
    return render_template("admin/agencies.html", agencies=list_agencies(session()))


@blueprint.get("/agencies/new")
def new_agency() -> Any:
    """Show the form of a new agency."""
    return _page("", AgencyProfile(name=""), new=True)


@blueprint.post("/agencies/new")
def save_new_agency() -> Any:
    """Add an agency."""
    code = text("code").upper()
    profile, problems = read_agency_form()
    try:
        if problems:
            raise BadForm(problems)
        add_agency(session(), viewer(), code, profile)
    except BadForm as wrong:
        return _page(code, profile, new=True, problems=by_field(wrong.problems)), 422
    return _saved(code)


@blueprint.get("/agencies/<code>")
def agency(code: str) -> Any:
    """Show one agency."""
    return _page(code, read_agency_profile(session(), get_agency(session(), code)))


@blueprint.post("/agencies/<code>")
def save_agency(code: str) -> Any:
    """Change an agency."""
    profile, problems = read_agency_form()
    try:
        if problems:
            raise BadForm(problems)
        change_agency(session(), viewer(), code, profile)
    except BadForm as wrong:
        return _page(code, profile, problems=by_field(wrong.problems)), 422
    return _saved(code)


def read_agency_form() -> tuple[AgencyProfile, list[Problem]]:
    """Read an agency as the form describes it, and the days that are none."""
    problems: list[Problem] = []
    profile = AgencyProfile(
        name=text("name"),
        name_en=text("name_en") or None,
        valid_from=day("valid_from", problems),
        valid_to=day("valid_to", problems),
        successors=tuple(sorted(set(texts("successors")))),
        needs_approval="needs_approval" in request.form,
    )
    return profile, problems


def _saved(code: str) -> Any:
    flash(say(message("The agency {code} is saved.", code=code), language()))
    return redirect(url_for("admin.agency", code=code), 303)


def _page(code: str, profile: AgencyProfile, *, new: bool = False, **shown: Any) -> str:
    others = [one for one, _ in list_agencies(session()) if one.code != code]
    return render_template(
        "admin/agency.html",
        code=code,
        profile=profile,
        new=new,
        others=sorted(others, key=lambda one: one.code not in profile.successors),
        **{"problems": {}} | shown,
    )
