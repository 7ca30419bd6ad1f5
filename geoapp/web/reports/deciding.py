"""Reports that wait: accepted or returned with a comment, several at once."""

from collections.abc import Sequence
from typing import Any

import orjson
from flask import Response, redirect, render_template, request

from geoapp.domain.errors import BadForm, BadParameter, Conflict, NotFound, Problem
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.messages import message
from geoapp.domain.rights import may_decide, require
from geoapp.queries.agencies import read_agencies
from geoapp.queries.report_waiting import Waiting, count_waiting_reports, find_waiting
from geoapp.queries.wanted import Wanted, resolve
from geoapp.services.report_decisions import Decision, decide_reports
from geoapp.web.accounts.viewer import viewer
from geoapp.web.page import facts
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.moves import read_sent
from geoapp.web.reports.photos import photos_by_report
from geoapp.web.state import clock, session
from geoapp.web.uploads.addresses import here_url

ROWS = 50
ACCEPT, RETURN = "accept", "return"


@blueprint.get("/reports/waiting")
def waiting() -> str:
    """Show what waits for the viewer's word."""
    require(may_decide(viewer()), viewer(), "decide-report")
    return _page()


@blueprint.post("/reports/decisions")
def decide() -> Any:
    """Take decisions by form or as JSON: all of them, or none."""
    require(may_decide(viewer()), viewer(), "decide-report")
    if request.is_json:
        decisions = _sent()
        revision = decide_reports(session(), viewer(), decisions)
        answer = {"revision": revision.id, "decided": len(decisions)}
        return Response(orjson.dumps(answer), content_type="application/json")
    decisions = _chosen()
    if not decisions:
        return _page([Problem("", message("Nothing was decided on yet."))]), 422
    try:
        revision = decide_reports(session(), viewer(), decisions)
    except BadForm as wrong:
        session().rollback()
        return _page(wrong.problems), 422
    except (Conflict, NotFound) as gone:
        session().rollback()
        return _page([Problem("", gone.detail)]), 409
    sent = {"sent": len(decisions), "revision": revision.id}
    return redirect(here_url("reports.waiting", **sent), 303)


def _chosen() -> list[Decision]:
    """Return what the form says of each report; `rest` accepts those without a word."""
    rest = request.form.get("rest") == ACCEPT
    found = []
    for text in request.form.getlist("report"):
        choice = request.form.get(f"decision-{text}", "") or (ACCEPT if rest else "")
        if choice in (ACCEPT, RETURN) and _is_number(text):
            comment = request.form.get(f"comment-{text}", "")
            found.append(Decision(int(text), choice == ACCEPT, comment))
    return found


def _sent() -> list[Decision]:
    """Return the decisions of a program; raises `BadParameter`."""
    try:
        given = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        given = None
    many = [given] if isinstance(given, dict) else given
    if not isinstance(many, list) or not many or not all(map(_is_decision, many)):
        expected = message("decisions with report, accept and comment")
        raise BadParameter("body", expected=expected, got="")
    return [Decision(one["report"], one["accept"], one.get("comment") or "") for one in many]


def _is_decision(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and type(one.get("report")) is int
        and abs(one["report"]) < 2**63
        and isinstance(one.get("accept"), bool)
        and isinstance(one.get("comment") or "", str)
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _page(problems: Sequence[Problem] = ()) -> str:
    rows = find_waiting(session(), viewer(), clock().today, limit=ROWS)
    agencies = read_agencies(session()).by_id
    return render_template(
        "reports/waiting.html",
        rows=[(row, agencies.get(row.project.lead_agency_id or 0), _is_own(row)) for row in rows],
        photos=photos_by_report([row.report.id for row in rows], _everything()),
        total=count_waiting_reports(session(), viewer(), own=True),
        problems={problem.field: problem.sentence for problem in problems},
        choices={text: request.form.get(f"decision-{text}", "") for text in _shown(rows)},
        comments={text: request.form.get(f"comment-{text}", "") for text in _shown(rows)},
        sent=read_sent(),
        **facts(),
    )


def _everything() -> Wanted:
    return resolve(session(), ProjectFilter(), clock(), viewer())


def _shown(rows: Sequence[Waiting]) -> list[str]:
    return [str(row.report.id) for row in rows]


def _is_own(row: Waiting) -> bool:
    return row.reported_by == viewer().name
