"""Handing in reports: what a program sends, photos among it."""

from typing import Any

import orjson
from flask import Response, request, url_for

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.months import first_of_month
from geoapp.domain.reports import ReportEntry
from geoapp.domain.rights import may_plan, require
from geoapp.queries.report_desk import find_desk_rows
from geoapp.services.reports import Submitted, submit_reports
from geoapp.web.accounts.viewer import viewer
from geoapp.web.reports.data import one_entry, sent_entries
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.pictures import sent_photos
from geoapp.web.reports.typed import with_photos
from geoapp.web.state import clock, session


@blueprint.post("/reports")
def send() -> Response:
    """Take one report or many: all of them are stored, or none.

    A form of many parts holds one, its JSON as `report`, with `photos` and their `caption`.
    """
    require(may_plan(viewer()), viewer(), "submit-report")
    if request.mimetype == "multipart/form-data":
        entries = [_entry_with_photos()]
    elif request.is_json:
        entries = sent_entries()
    else:
        raise BadParameter("body", expected=message("a report, or an array of reports"), got="")
    return _told(submit_reports(session(), viewer(), entries, today=clock().today))


def _entry_with_photos() -> ReportEntry:
    """Return the report of the form; photos are read for a project of the sender's alone."""
    entry, today = one_entry(request.form.get("report", "")), clock().today
    if "\0" in entry.project:
        return entry
    rows = find_desk_rows(
        session(), viewer(), entry.month or first_of_month(today), today,
        codes=[entry.project], outside=True, limit=1,
    )  # fmt: skip
    return with_photos(entry, *sent_photos(rows[0])) if rows else entry


def _told(submitted: Submitted) -> Response:
    reports: list[dict[str, Any]] = [
        {"id": number, "state": "accepted" if counts else "waiting"}
        for number, counts in submitted.reports
    ]
    answer = {"revision": submitted.revision, "reports": reports}
    response = Response(orjson.dumps(answer), 201, content_type="application/json")
    response.headers["Location"] = url_for("revisions.show", revision_id=submitted.revision)
    return response
