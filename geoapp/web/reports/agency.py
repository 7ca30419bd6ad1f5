"""An agency's page: what is due, what is missing, and a grid to fill all of it at once."""

from collections.abc import Sequence
from typing import Any

import orjson
from flask import Response, abort, redirect, render_template, request

from geoapp.domain.messages import Message
from geoapp.domain.report_sheet import MOST_ROWS
from geoapp.domain.reports import FIELDS, MOST_LETTERS, BadReports, ReportedMeanwhile
from geoapp.domain.rights import may_plan, require
from geoapp.ingest.report_cells import CELLS
from geoapp.queries.obstacles_asked import find_asked
from geoapp.queries.report_desk import DeskRow, find_desk_rows, find_outside
from geoapp.services.reports import check_reports, submit_reports
from geoapp.web.accounts.viewer import viewer
from geoapp.web.page import facts
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.desks import Desk, read_desk
from geoapp.web.reports.grid import (
    GridRow,
    retyped_rows,
    sent_codes,
    sent_entries,
    shown_rows,
)
from geoapp.web.reports.moves import month_url, months_around, read_sent
from geoapp.web.reports.named import of_rows
from geoapp.web.state import clock, session

# Rows of one sheet of the grid; larger agencies turn pages.
ROWS = 100
MOST_OUTSIDE = 50
MOST_ASKED = 20


@blueprint.get("/agencies/<code>/reports")
def agency(code: str) -> str:
    """Show the agency's month."""
    desk, page = read_desk(code), _page_number()
    rows = find_desk_rows(
        session(), viewer(), desk.month, clock().today,
        agency_ids=desk.ids, limit=ROWS, offset=ROWS * (page - 1),
    )  # fmt: skip
    return show_page(desk, shown_rows(rows))


@blueprint.post("/agencies/<code>/reports")
def fill(code: str) -> Any:
    """Take the rows that were filled in: all of them, or none and everything that is wrong."""
    desk = read_desk(code)
    require(may_plan(viewer()), viewer(), "submit-report", code)
    codes = _few(sent_codes())
    entries = sent_entries(codes, desk.month)
    if not entries:
        return show_page(desk, shown_rows(_rows(desk, codes)), nothing=True), 422
    try:
        submitted = submit_reports(session(), viewer(), entries, today=clock().today)
    except (BadReports, ReportedMeanwhile) as wrong:
        session().rollback()
        rows = retyped_rows(_rows(desk, codes), entries, wrong.issues)
        status = 412 if isinstance(wrong, ReportedMeanwhile) else 422
        return show_page(desk, rows, issues=of_rows(_places(rows), wrong.issues)), status
    sent = {"sent": len(submitted.reports), "revision": submitted.revision}
    return redirect(month_url("reports.agency", desk.month, code=code, **sent), 303)


@blueprint.post("/agencies/<code>/reports/check")
def check(code: str) -> Response:
    """Answer what is wrong with the rows so far, and store nothing."""
    desk = read_desk(code)
    require(may_plan(viewer()), viewer(), "submit-report", code)
    codes = _few(sent_codes())
    entries = sent_entries(codes, desk.month)
    issues = check_reports(session(), viewer(), entries, today=clock().today)
    rows = shown_rows(_rows(desk, codes))
    answer = {"changed": len(entries), "issues": of_rows(_places(rows), issues)}
    return Response(orjson.dumps(answer), content_type="application/json")


def _asked(desk: Desk) -> Sequence[Any]:
    """Return what the agency is to resolve, in its own projects and in others'."""
    return find_asked(session(), viewer(), desk.ids, limit=MOST_ASKED)


def _places(rows: list[GridRow]) -> dict[str, int]:
    return {row.code: number for number, row in enumerate(rows, 1)}


def _few(codes: list[str]) -> list[str]:
    if len(codes) > MOST_ROWS:
        abort(413)
    return codes


def _rows(desk: Desk, codes: list[str]) -> list[DeskRow]:
    """Return the rows of the form in the order in which it had them."""
    found = find_desk_rows(
        session(), viewer(), desk.month, clock().today,
        agency_ids=desk.ids, codes=codes, outside=True, limit=MOST_ROWS,
    )  # fmt: skip
    return sorted(found, key=lambda row: codes.index(row.project.code))


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 else 1


def show_page(
    desk: Desk,
    rows: list[GridRow],
    *,
    issues: list[dict[str, Any]] | None = None,
    nothing: bool = False,
    refused: Message | None = None,
    preview: dict[str, Any] | None = None,
) -> str:
    """Return the page with these rows; `preview` tells of the file they came from."""
    count = desk.count()
    return render_template(
        "reports/agency.html",
        desk=desk,
        agency=desk.agency,
        month=desk.month,
        months=months_around(desk.month),
        sent=read_sent(),
        count=count,
        rows=rows,
        columns=[(name, FIELDS[name]) for name in CELLS],
        most=MOST_LETTERS,
        issues=issues or [],
        nothing=nothing,
        refused=refused,
        preview=preview,
        fills=bool(may_plan(viewer())),
        asked=_asked(desk),
        today=clock().today,
        outside=find_outside(session(), viewer(), desk.ids, limit=MOST_OUTSIDE),
        page=_page_number(),
        pages=max(1, -(-count.due // ROWS)),
        **facts(),
    )
