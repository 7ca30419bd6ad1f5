"""People and what they may do."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from geoapp.domain.accounts import Profile
from geoapp.domain.errors import BadForm, Conflict
from geoapp.domain.messages import Message, message, say
from geoapp.domain.rights import ROLES
from geoapp.queries.agencies import read_agencies
from geoapp.queries.areas import select_units, to_unit
from geoapp.queries.users import get_account, list_accounts
from geoapp.services.accounts import (
    change_user,
    create_user,
    read_profile,
    remove_second_factor,
    set_password,
)
from geoapp.services.passwords import make_password
from geoapp.web.accounts.account import unkept
from geoapp.web.accounts.viewer import viewer
from geoapp.web.admin.desk import blueprint, by_field, text, texts
from geoapp.web.options import area_label
from geoapp.web.state import clock, language, session

NEW = Profile(full_name="", roles=frozenset({"planner"}))


@blueprint.get("/people")
def people() -> Any:
    """Show every account."""
    return render_template("admin/people.html", accounts=list_accounts(session()))


@blueprint.get("/people/new")
def new_person() -> Any:
    """Show the form of a new account."""
    return _page("", NEW, new=True)


@blueprint.post("/people/new")
def add_person() -> Any:
    """Make an account and show its first password, this once."""
    name, profile = text("name").lower(), read_profile_form()
    password = None if request.form.get("sign_in") == "office" else make_password()
    try:
        create_user(
            session(),
            viewer(),
            name,
            profile,
            password=password,
            must_change=True,
            today=clock().today,
        )
    except BadForm as wrong:
        return _page(name, profile, new=True, problems=by_field(wrong.problems)), 422
    return unkept(_page(name, profile, password=password, done=message("The account is made.")))


@blueprint.get("/people/<name>")
def person(name: str) -> Any:
    """Show one account."""
    return _page(name, read_profile(get_account(session(), name)))


@blueprint.post("/people/<name>")
def save_person(name: str) -> Any:
    """Change an account."""
    profile = read_profile_form()
    try:
        change_user(session(), viewer(), name, profile, today=clock().today)
    except BadForm as wrong:
        return _page(name, profile, problems=by_field(wrong.problems)), 422
    except Conflict as wrong:
        return _page(name, profile, done=wrong.detail), 409
    flash(_say(message("The account {name} is changed.", name=name)))
    return redirect(url_for("admin.person", name=name), 303)


@blueprint.post("/people/<name>/password")
def new_password(name: str) -> Any:
    """Give somebody a new password and show it, this once."""
    password = make_password()
    set_password(session(), viewer(), name, password, must_change=True)
    profile = read_profile(get_account(session(), name))
    return unkept(_page(name, profile, password=password))


@blueprint.post("/people/<name>/second-step")
def without_second_step(name: str) -> Any:
    """Let somebody sign in without the second step, as after losing the telephone."""
    remove_second_factor(session(), viewer(), name)
    flash(_say(message("The second step of {name} is off.", name=name)))
    return redirect(url_for("admin.person", name=name), 303)


def read_profile_form() -> Profile:
    """Read an account as the form describes it; checks come later."""
    return Profile(
        full_name=text("full_name"),
        email=text("email").lower() or None,
        roles=frozenset(texts("roles")),
        agencies=texts("agencies"),
        areas=texts("areas"),
        every_agency="every_agency" in request.form,
        every_area="every_area" in request.form,
        active="active" in request.form,
    )


def _page(name: str, profile: Profile, *, new: bool = False, **shown: Any) -> str:
    units = [to_unit(row) for row in session().execute(select_units())]
    agencies = list(read_agencies(session()).by_id.values())
    account = None if new else get_account(session(), name)
    return render_template(
        "admin/person.html",
        name=name,
        profile=profile,
        new=new,
        user=account.user if account else None,
        roles=ROLES,
        agencies=sorted(agencies, key=lambda one: one.code not in profile.agencies),
        areas=[
            area_label(unit)
            for unit in sorted(units, key=lambda one: str(one.ref) not in profile.areas)
            if not unit.former(clock().today) or str(unit.ref) in profile.areas
        ],
        former=[area_label(unit) for unit in units if unit.former(clock().today)],
        **{"problems": {}, "password": None, "done": None} | shown,
    )


def _say(sentence: Message) -> str:
    return say(sentence, language())
