"""The map page and its panels: what is wanted, counted, listed, one by one."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from flask import Blueprint, redirect, render_template, request

from geoapp.domain.filters import FILTER_NAMES, parse_text
from geoapp.maps.shell import render_shell
from geoapp.queries.facets import count_options
from geoapp.queries.listing import code_at, is_wanted, list_projects, place_of
from geoapp.queries.months import find_months
from geoapp.queries.spread import around, find_places
from geoapp.queries.summary import first_recorded, summarise
from geoapp.web.chosen import chosen
from geoapp.web.exports import menu, pack_url
from geoapp.web.landing import asks_for_landing, landing
from geoapp.web.links import changes_url, map_url, page_url
from geoapp.web.options import area_groups, area_labels, options
from geoapp.web.page import facts, visible_layers
from geoapp.web.params import (
    check_names,
    names_bare_areas,
    read_count,
    read_page_state,
    version,
    wanted,
)
from geoapp.web.shown import list_row, shown_project
from geoapp.web.state import clock, language, session

blueprint = Blueprint("map", __name__)

# The filters that choose projects; the others say of which day.
CHOOSING = tuple(name for name in FILTER_NAMES if name not in ("as_of", "month"))


@blueprint.get("/")
def index() -> Any:
    """Show the map; programs get the OGC API's landing document."""
    if asks_for_landing():
        return landing()
    if names_bare_areas():
        return redirect(page_url())
    state = read_page_state()
    return render_template(
        "map/index.html",
        shell=render_shell(language(), visible_layers()),
        wanted=wanted().filter,
        color=state.color,
        sort=state.sort,
        view=state.view,
        chosen=chosen(),
        exports=menu(),
        months=_months(version(), clock().today),
        pack_url=pack_url(),
        **facts(),
    )


@lru_cache(maxsize=4)
def _months(_version: str, today: date) -> tuple[date, date] | None:
    """Return the first and last month with reports; looked up once for each state of the data."""
    return find_months(session(), today)


@blueprint.get("/map/summary")
def summary() -> str:
    """Show the totals."""
    return render_template(
        "map/_summary.html",
        summary=summarise(session(), wanted()),
        as_of=wanted().filter.as_of,
        month=wanted().filter.month,
    )


@blueprint.get("/map/filters")
def filters() -> str:
    """Show the filters with what each option would leave."""
    facets = count_options(session(), wanted())
    return render_template(
        "map/_filters.html",
        wanted=wanted().filter,
        chosen=chosen(),
        facets=options(wanted(), facets),
        areas=area_labels(wanted().units),
        total=facets.projects,
        today=clock().today,
        changes_since=_changes_since(wanted().filter.as_of),
    )


def _changes_since(as_of: date | None) -> str | None:
    """Return where one reads what changed after a day that the page shows."""
    if as_of is None:
        return None
    since = min(as_of + timedelta(days=1), clock().today)
    return changes_url(to_now=True, since=since.isoformat())


@blueprint.get("/map/areas")
def areas() -> str:
    """Show the units one can choose: in force on `on`, and former ones by name."""
    return render_template(
        "map/_areas.html",
        groups=area_groups(
            wanted(),
            count_options(session(), wanted()).area,
            find=parse_text("find", request.args.get("find", "")),
            on=request.args.get("on"),
        ),
    )


@blueprint.get("/map/list", endpoint="list")
def listing() -> str:
    """Show a page of the list."""
    state = read_page_state()
    page = list_projects(session(), wanted(), sort=state.sort, number=state.page)
    page.rows[:] = [list_row(row, wanted()) for row in page.rows]
    return render_template(
        "map/_list.html",
        page=page,
        color=state.color,
        chosen=chosen(),
        first_day=_first_day_after(wanted().filter.as_of),
    )


def _first_day_after(as_of: date | None) -> date | None:
    """Return the day of the first data where the page asks for an earlier one."""
    first = first_recorded(session(), clock().zone) if as_of else None
    return first if as_of and first and as_of < first else None


@blueprint.get("/map/card/<code>")
def card(code: str) -> str:
    """Show one project in short, and whether the filter leaves it out."""
    return render_template(
        "map/_card.html",
        project=shown_project(wanted(), code),
        left_out=not is_wanted(session(), wanted(), code),
        without_filters=map_url(project=code, **dict.fromkeys(CHOOSING)),
    )


@blueprint.get("/map/slide")
def slide() -> str:
    """Show the n-th project of the list for the wall, or the place of `project` in it."""
    state, totals = read_page_state(), summarise(session(), wanted())
    sort = state.sort
    place = (
        read_count("n", 0, least=0, most=10_000_000)
        or place_of(session(), wanted(), state.project or "", sort=sort)
        or 1
    )
    place = max(1, min(place, totals.projects))
    code = code_at(session(), wanted(), sort=sort, place=place)
    return render_template(
        "map/_slide.html",
        project=shown_project(wanted(), code) if code else None,
        n=place if code else 0,
        total=totals.projects,
        summary=totals,
        chosen=chosen(),
        sort=sort,
        as_of_date=wanted().standing.day,
    )


@blueprint.get("/map/extent")
def extent() -> dict[str, Any]:
    """Answer how many projects match, the box they lie in, and each province's share of them."""
    check_names(*FILTER_NAMES, "lang")
    totals, places = summarise(session(), wanted()), find_places(session(), wanted())
    return {
        "numberMatched": totals.projects,
        "located": totals.located,
        "unlocated": totals.unlocated,
        "bbox": around(places),
        "places": [place.plain() for place in places],
    }
