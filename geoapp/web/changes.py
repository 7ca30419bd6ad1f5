"""What changed since a day: the question of every meeting."""

from datetime import date, timedelta
from typing import Any

import orjson
from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.domain.months import add_months, first_of_month, parse_date
from geoapp.exports.file_names import file_name
from geoapp.exports.meeting import write_meeting
from geoapp.maps.shell import render_shell
from geoapp.queries.changes import GROUPS, Change, find_changes, find_drawn, resolve_since
from geoapp.queries.obstacles_since import count_obstacles_since
from geoapp.queries.summary import first_recorded
from geoapp.queries.wanted import Wanted
from geoapp.services.meeting import gather_meeting
from geoapp.web.chosen import chosen
from geoapp.web.exports import download, office, turn
from geoapp.web.links import address, page_url
from geoapp.web.page import facts, visible_layers
from geoapp.web.params import (
    check_names,
    filter_pairs,
    names_bare_areas,
    page_pairs,
    read_count,
    read_filter,
    wanted,
)
from geoapp.web.shown import asks_for_page
from geoapp.web.shown_revisions import say_redrawn
from geoapp.web.shown_uploads import shown_differences
from geoapp.web.state import clock, language, session

blueprint = Blueprint("changes", __name__)
# As many as one reads through; the map shows more.
PAGE = 200


@blueprint.get("/changes")
def show() -> Any:
    """Show every project that is not what it was on the eve of `since`."""
    return _page() if asks_for_page() else _answer()


def _answer() -> Response:
    check_names(*FILTER_NAMES, "since", "limit", "offset", "f", "lang")
    since = read_since()
    before, after = _days(since)
    changes = find_changes(
        session(),
        before,
        after,
        limit=read_count("limit", 1000, least=1, most=10_000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    shown = {
        "since": since.isoformat(),
        "until": _until(after).isoformat(),
        "numberMatched": changes.total,
        "numberReturned": len(changes.items),
        "counts": dict(changes.counts),
        "groups": dict(changes.groups),
        "obstacles": vars(count_obstacles_since(session(), after, since)),
        "becameLate": changes.became_late,
        "noLongerLate": changes.groups["no-longer-late"],
        "changes": [shown_change(change) for change in changes.items],
    }
    return Response(orjson.dumps(shown), content_type="application/json")


def _page() -> Any:
    first = first_recorded(session(), clock().zone)
    since = read_since() if request.args.get("since") else _some_weeks_ago(first)
    g.kept_pairs = [("since", since.isoformat())]
    if names_bare_areas():
        return redirect(page_url())
    before, after = _days(since)
    limit, offset = PAGE, read_count("offset", 0, least=0, most=10_000_000)
    changes = find_changes(session(), before, after, limit=limit, offset=offset)
    return render_template(
        "changes/index.html",
        shell=render_shell(language(), visible_layers()),
        print_url=address(url_for("changes.printed"), [*kept_pairs(), *g.kept_pairs]),
        obstacles=vars(count_obstacles_since(session(), after, since)),
        drawn_url=address(url_for("changes.drawn"), [*filter_pairs(), *g.kept_pairs]),
        since=since,
        one_day=timedelta(days=1),
        until=_until(after),
        today=clock().today,
        days={
            code: day for code, day in _usual_days(_until(after)).items() if day <= _until(after)
        },
        total=changes.total,
        counts=changes.counts,
        groups=changes.groups,
        changes={
            name: [shown_change(one) for one in changes.items if one.group == name]
            for name in GROUPS
        },
        first_day=first if first and since <= first else None,
        months=(add_months(first_of_month(since), -1), first_of_month(_until(after))),
        limit=limit,
        offset=offset,
        chosen=[one for one in chosen(url_for("changes.show")) if one["name"] != "as_of"],
        wanted=wanted().filter,
        **facts(),
    )


@blueprint.get("/changes.pdf")
def printed() -> Response:
    """Answer one page for the meeting: what changed, the obstacles, the map."""
    check_names(*FILTER_NAMES, "since", "color", "lang", "turn")
    since = read_since()
    with turn():
        meeting = gather_meeting(session(), *_days(since), since, office())
        session().rollback()
        written = write_meeting(meeting)
    content = meeting.content
    name = file_name(content.file_words, content.printed, "pdf", content.lang)
    return download(written, "application/pdf", name)


@blueprint.get("/changes.geojson")
def drawn() -> Response:
    """Answer where the differences lie: an anchor for each project, geometries where they moved."""
    check_names(*FILTER_NAMES, "since", "f", "lang")
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": row["code"],
                "name": row["name"],
                "kind": row["kind"],
                "group": row["group"],
                "role": role,
            },
            "geometry": orjson.Fragment(row[role]),
        }
        for row in find_drawn(session(), *_days(read_since()))
        for role in ("old", "new", "anchor")
        if row[role] is not None
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return Response(orjson.dumps(collection), content_type="application/geo+json")


def _days(since: date) -> tuple[Wanted, Wanted]:
    return resolve_since(session(), read_filter(), since, clock())


def kept_pairs() -> list[tuple[str, str]]:
    """Return what a printed page is asked with: filters and language."""
    return [pair for pair in page_pairs() if pair[0] in (*FILTER_NAMES, "lang")]


def _until(after: Wanted) -> date:
    return after.filter.as_of or clock().today


def _some_weeks_ago(first: date | None) -> date:
    """Return the usual day to compare from: none before there was anything to compare with."""
    until = _until(wanted())
    usual = until - timedelta(days=30)
    known = first + timedelta(days=1) if first else usual
    return max(usual, known) if known <= until else usual


def _usual_days(until: date) -> dict[str, date]:
    """Return the days that meetings ask from."""
    month = first_of_month(until)
    return {
        "week": until - timedelta(days=7),
        "month": month,
        "quarter": month.replace(month=3 * ((month.month - 1) // 3) + 1),
        "year": month.replace(month=1),
    }


def read_since() -> date:
    """Read the first day whose changes count; raises `BadParameter`."""
    text = request.args.get("since", "")
    day = parse_date("since", text)
    last = read_filter().as_of or clock().today
    if day > last or day == date.min:
        raise BadParameter("since", expected=message("a day up to {day}", day=last), got=text)
    return day


def shown_change(change: Change) -> dict[str, Any]:
    """Return one project's change, with the place it has or had."""
    state = change.state
    located = state["lon"] is not None
    return {
        "code": change.code,
        "name": (language() == "en" and state["name_en"]) or state["name"],
        "kind": change.kind,
        "group": change.group,
        "sector": state["sector"],
        "schedule_before": change.before and change.before["schedule"],
        "schedule_after": change.after and change.after["schedule"],
        "days_late": change.after and change.after["days_late"],
        "anchor": [state["lon"], state["lat"]] if located else None,
        "moved_m": change.moved_m,
        "redrawn_words": say_redrawn(change.moved_m) if change.redrawn else None,
        "fields": shown_differences(change.differences),
    }
