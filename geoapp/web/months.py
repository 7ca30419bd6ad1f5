"""What moved between two months of reports: a page, a map, and JSON for programs."""

from datetime import date
from typing import Any

import orjson
from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from geoapp.domain.attention import MOVES
from geoapp.domain.choices import codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.domain.months import add_months, last_month_due, months_between, parse_month
from geoapp.maps.shell import render_shell
from geoapp.queries.month_moves import Months, find_move_places, find_moves, resolve_months
from geoapp.queries.months import find_months
from geoapp.web.accounts.viewer import viewer
from geoapp.web.chosen import chosen
from geoapp.web.links import address, page_url
from geoapp.web.page import facts, visible_layers
from geoapp.web.params import (
    check_names,
    filter_pairs,
    names_bare_areas,
    read_count,
    read_filter,
    wanted,
)
from geoapp.web.shown import asks_for_page
from geoapp.web.shown_moves import move_document, shown_move
from geoapp.web.state import clock, language, session

blueprint = Blueprint("months", __name__)
PAGE = 100
# No report is older; far years would make the list of months to choose from endless.
EARLIEST = date(1990, 1, 1)
MOST_DRAWN = 2_000


@blueprint.get("/months")
def show() -> Any:
    """Show how projects stood in two months, and what came between."""
    return _page() if asks_for_page() else _answer()


def _answer() -> Response:
    check_names(*FILTER_NAMES, "from", "to", "move", "limit", "offset", "f", "lang")
    first, last = read_months()
    found = find_moves(
        session(),
        _months(first, last),
        only=read_move(),
        limit=read_count("limit", 1000, least=1, most=10_000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    told = {
        "from": f"{first:%Y-%m}",
        "to": f"{last:%Y-%m}",
        "numberMatched": found.total,
        "numberReturned": len(found.rows),
        "counts": dict(found.counts),
        "projects": [move_document(row) for row in found.rows],
    }
    return Response(orjson.dumps(told), content_type="application/json")


def _page() -> Any:
    first, last = read_months()
    only, offset = read_move(), read_count("offset", 0, least=0, most=10_000_000)
    pairs = [("from", f"{first:%Y-%m}"), ("to", f"{last:%Y-%m}")]
    g.kept_pairs = [*pairs, *([("move", only)] if only else [])]
    if names_bare_areas():
        return redirect(page_url())
    found = find_moves(session(), _months(first, last), only=only, limit=PAGE, offset=offset)
    listed = [shown_move(row, wanted().agencies) for row in found.rows]
    return render_template(
        "months/index.html",
        shell=render_shell(language(), visible_layers()),
        drawn_url=address(url_for("months.drawn"), [*filter_pairs(), *pairs]),
        first=first,
        last=last,
        only=only,
        counts=found.counts,
        total=found.counts[only] if only else found.total,
        moves={code: [one for one in listed if one.move == code] for code in codes(MOVES)},
        choices=_choices(first, last),
        offset=offset,
        limit=PAGE,
        chosen=[one for one in chosen(url_for("months.show")) if one["name"] != "month"],
        wanted=wanted().filter,
        **facts(),
    )


@blueprint.get("/months.geojson")
def drawn() -> Response:
    """Answer where projects lie that moved: a point for each."""
    check_names(*FILTER_NAMES, "from", "to", "f", "lang")
    rows = find_move_places(session(), _months(*read_months()), limit=MOST_DRAWN)
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": row.code,
                "name": (language() == "en" and row.name_en) or row.name,
                "group": row.move,
                "role": "anchor",
            },
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
        }
        for row in rows
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return Response(orjson.dumps(collection), content_type="application/geo+json")


def _months(first: date, last: date) -> Months:
    return resolve_months(session(), read_filter(), (first, last), clock(), viewer())


def read_months() -> tuple[date, date]:
    """Read the two months, by default the last one due and that before; raises `BadParameter`."""
    today = read_filter().as_of or clock().today
    given = request.args
    last = (
        parse_month("to", given["to"])
        if given.get("to")
        else last_month_due(today, clock().rule.due_day)
    )
    if last > today or last <= EARLIEST:
        raise BadParameter("to", expected=message("a month up to today’s"), got=given["to"])
    first = parse_month("from", given["from"]) if given.get("from") else add_months(last, -1)
    if not EARLIEST <= first < last:
        expected = message("a month before {month}", month=f"{last:%Y-%m}")
        raise BadParameter("from", expected=expected, got=f"{first:%Y-%m}")
    return first, last


def _choices(first: date, last: date) -> list[date]:
    """Return the months to choose from, the latest first: those with reports, and the chosen."""
    begin, end = find_months(session(), clock().today) or (first, last)
    return months_between(min(begin, first), max(end, last))[::-1]


def read_move() -> str | None:
    """Read which group alone is wanted; raises `BadParameter`."""
    text, known = request.args.get("move", ""), codes(MOVES)
    if text and text not in known:
        raise BadParameter(
            "move", expected=message("one of {choices}", choices=", ".join(known)), got=text
        )
    return text or None
