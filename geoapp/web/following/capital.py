"""The form of a year's capital plan by source of money."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from geoapp.domain.choices import CAPITAL_SOURCES
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import Message, message
from geoapp.models import CapitalPlan
from geoapp.queries.followed import get_followed
from geoapp.services.following.capital import SOURCES, YEARS_AHEAD, YEARS_BACK, plan_capital
from geoapp.web.following.asking import (
    FormState,
    answer_data,
    form_language,
    project_to_change,
    sent_fields,
    settled,
)
from geoapp.web.following.blueprint import blueprint
from geoapp.web.following.fields import FormField, as_text, shown_fields, shown_state
from geoapp.web.page import facts
from geoapp.web.params import wanted
from geoapp.web.shown import asks_for_page
from geoapp.web.state import clock, language, session


@blueprint.get("/projects/<code>/capital")
def capital(code: str) -> Any:
    """Show the form of a year, this one unless another is asked for."""
    project = project_to_change(code)
    if not asks_for_page():
        names = ("year", "source", "amount_vnd")
        rows = [{name: getattr(one, name) for name in names} for one in _plans(project)]
        return answer_data({"code": code, "revision": project.revision, "capital": rows})
    return _page(project, _year(request.args.get("year")), FormState())


@blueprint.post("/projects/<code>/capital")
def save_capital(code: str) -> Any:
    """Write the plan of a year as a whole."""
    project = project_to_change(code)
    given = sent_fields("year", "sources")
    year = _year(given.get("year"))

    def write(by: Any) -> Mapping[str, Any]:
        revision = plan_capital(session(), code, year, _amounts(given), by)
        return {"revision": revision.id}

    return settled(code, given, write, lambda state: _page(project, year, state),
                   anchor="capital")  # fmt: skip


def _amounts(given: Mapping[str, Any]) -> Mapping[str, Any]:
    if form_language():
        return {source: given.get(source, "") for source in SOURCES}
    told = given.get("sources")
    if not isinstance(told, dict):
        raise BadParameter("sources", expected=message("amounts in VND by source"), got=str(told))
    return told


def _year(given: object) -> int:
    """Return the year asked for; raises `BadParameter`."""
    today = clock().today
    if given is None or given == "":
        return today.year
    text, first, last = str(given), today.year - YEARS_BACK, today.year + YEARS_AHEAD
    if (
        text.isascii()
        and text.isdigit()
        and len(text) == len("2026")
        and first <= int(text) <= last
    ):
        return int(text)
    expected = message("a year from {first} to {last}", first=first, last=last)
    raise BadParameter("year", expected=expected, got=text)


def _plans(project: Any) -> list[CapitalPlan]:
    return list(get_followed(session(), wanted(), project.id).capital)


def _page(project: Any, year: int, state: FormState) -> str:
    known = {one.source: one.amount_vnd for one in _plans(project) if one.year == year}
    fields = shown_fields(
        [
            FormField(one.code, Message(one.label(language())), "money",
                      as_text(known.get(one.code), money=True))
            for one in CAPITAL_SOURCES
        ],
        state,
    )  # fmt: skip
    today = clock().today
    return render_template(
        "following/capital.html",
        project=project,
        year=year,
        years=range(today.year + 2, today.year - 5, -1),
        fields=fields,
        **shown_state(state, fields),
        **facts(),
    )
