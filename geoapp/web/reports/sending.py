"""Handing in reports: what a program sends."""

from typing import Any

import orjson
from flask import Response, request, url_for

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.rights import may_plan, require
from geoapp.services.reports import Submitted, submit_reports
from geoapp.web.accounts.viewer import viewer
from geoapp.web.reports.data import sent_entries
from geoapp.web.reports.desk import blueprint
from geoapp.web.state import clock, session


@blueprint.post("/reports")
def send() -> Response:
    """Take one report or many: all of them are stored, or none."""
    require(may_plan(viewer()), viewer(), "submit-report")
    if not request.is_json:
        raise BadParameter("body", expected=message("a report, or an array of reports"), got="")
    return _told(submit_reports(session(), viewer(), sent_entries(), today=clock().today))


def _told(submitted: Submitted) -> Response:
    reports: list[dict[str, Any]] = [
        {"id": number, "state": "accepted" if counts else "waiting"}
        for number, counts in submitted.reports
    ]
    answer = {"revision": submitted.revision, "reports": reports}
    response = Response(orjson.dumps(answer), 201, content_type="application/json")
    response.headers["Location"] = url_for("revisions.show", revision_id=submitted.revision)
    return response
