"""What changed since a day: the question of every meeting."""

from typing import Any

import orjson
from flask import Blueprint, Response, request

from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import message
from geoapp.domain.months import parse_date
from geoapp.queries.changes import Change, find_changes, resolve_since
from geoapp.web.params import check_names, read_count, read_filter
from geoapp.web.shown_uploads import shown_differences
from geoapp.web.state import clock, session

blueprint = Blueprint("changes", __name__)


@blueprint.get("/changes")
def show() -> Response:
    """Answer every project that is not what it was on the eve of `since`."""
    check_names(*FILTER_NAMES, "since", "limit", "offset", "f", "lang")
    since = read_since()
    before, after = resolve_since(session(), read_filter(), since, clock())
    changes = find_changes(
        session(),
        before,
        after,
        limit=read_count("limit", 1000, least=1, most=10_000),
        offset=read_count("offset", 0, least=0, most=10_000_000),
    )
    shown = {
        "since": since.isoformat(),
        "until": (after.filter.as_of or clock().today).isoformat(),
        "numberMatched": changes.total,
        "numberReturned": len(changes.items),
        "counts": dict(changes.counts),
        "becameLate": changes.became_late,
        "changes": [shown_change(change) for change in changes.items],
    }
    return Response(orjson.dumps(shown), content_type="application/json")


def read_since() -> Any:
    """Read the first day whose changes count; raises `BadParameter`."""
    text = request.args.get("since", "")
    day = parse_date("since", text)
    if day > clock().today:
        raise BadParameter(
            "since", expected=message("a day up to today ({today})", today=clock().today), got=text
        )
    return day


def shown_change(change: Change) -> dict[str, Any]:
    """Return one project's change, with the place it has or had."""
    state = change.state
    located = state["lon"] is not None
    return {
        "code": change.code,
        "name": state["name"],
        "kind": change.kind,
        "sector": state["sector"],
        "schedule_before": change.before and change.before["schedule"],
        "schedule_after": change.after and change.after["schedule"],
        "days_late": change.after and change.after["days_late"],
        "anchor": [state["lon"], state["lat"]] if located else None,
        "fields": shown_differences(change.differences),
    }
