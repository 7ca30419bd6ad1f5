"""What needs attention: one screen for people, one document for programs."""

from typing import Any

import orjson
from flask import Blueprint, Response, g, redirect, render_template, request

from geoapp.domain.attention import SECTIONS
from geoapp.domain.choices import codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.maps.shell import render_shell
from geoapp.web.attention.asked import Asked, gather
from geoapp.web.attention.choosing import selects
from geoapp.web.attention.document import document
from geoapp.web.attention.shown import shown
from geoapp.web.attention.trend import MONTHS, ROOM
from geoapp.web.chosen import chosen
from geoapp.web.links import page_url
from geoapp.web.page import facts, inert_json, visible_layers
from geoapp.web.params import check_names, names_bare_areas, read_count, read_page_state, wanted
from geoapp.web.shown import asks_for_page
from geoapp.web.state import language

blueprint = Blueprint("attention", __name__)
# How many lines of each list stand on the one screen, and on the page of one list.
ON_ONE_SCREEN = (
    ("late", 5),
    ("stalled", 3),
    ("obstacles", 3),
    ("not_reported", 3),
    ("disbursement", 3),
)
ON_ONE_LIST = 50
# As many as stand whole on a wall: names of two lines, who answers below.
ON_THE_WALL = 4
MOST_PLACES = 500


@blueprint.get("/attention")
def show() -> Any:
    """Show what needs attention: late, standing still, overdue, not reported, paying behind."""
    return _page() if asks_for_page() else _answer()


def _answer() -> Response:
    check_names(*FILTER_NAMES, "show", "limit", "offset", "f", "lang")
    limit = read_count("limit", 100, least=1, most=1_000)
    offset = read_count("offset", 0, least=0, most=10_000_000)
    sections = [read_section()] if request.args.get("show") else codes(SECTIONS)
    found = gather(Asked(tuple((name, limit) for name in sections), offset))
    return Response(orjson.dumps(document(found)), content_type="application/json")


def _page() -> Any:
    one = read_section() if request.args.get("show") else None
    offset = read_count("offset", 0, least=0, most=10_000_000) if one else 0
    g.kept_pairs = [("show", one)] if one else []
    if names_bare_areas():
        return redirect(page_url())
    wall = read_page_state().view == "present"
    found = gather(_asked(one, offset, wall=wall))
    view = shown(found)
    return render_template(
        "attention/index.html",
        shell=render_shell(language(), visible_layers()),
        one=one,
        found=view,
        selects=selects(),
        chosen=chosen("/attention"),
        wanted=wanted().filter,
        view="present" if wall else "map",
        places_json=inert_json(view.places),
        limit=ON_ONE_LIST,
        offset=offset,
        months=MONTHS,
        months_room=ROOM,
        **facts(home=not any(view.places.values())),
    )


def _asked(one: str | None, offset: int, *, wall: bool) -> Asked:
    """Return what the page needs: all lists shortly, one whole, or what a wall has room for."""
    if wall:
        return Asked(((one or "late", ON_THE_WALL),))
    return Asked(((one, ON_ONE_LIST),), offset) if one else Asked(ON_ONE_SCREEN, 0, MOST_PLACES)


def read_section() -> str:
    """Read which list is wanted alone; raises `BadParameter`."""
    text, known = request.args.get("show", ""), codes(SECTIONS)
    if text not in known:
        raise BadParameter(
            "show", expected=message("one of {choices}", choices=", ".join(known)), got=text
        )
    return text
