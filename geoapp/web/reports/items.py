"""Monthly reports as an OGC collection; they have no geometry of their own."""

from dataclasses import asdict
from typing import Any

from flask import Response, request

from geoapp.domain.filters import FILTER_NAMES, parse_text
from geoapp.queries.reports import ReportLine, count_reports, find_reports
from geoapp.web.features import answer_collection, read_window
from geoapp.web.params import check_names, wanted
from geoapp.web.reports.desk import blueprint
from geoapp.web.state import session

# What a report says of itself apart from its properties.
OF_PEOPLE = ("reported_by_name", "decided_by_name", "name")


@blueprint.get("/collections/reports/items")
def items() -> Response:
    """Answer the reports of the projects a filter wants, of one project or of one month."""
    check_names(*FILTER_NAMES, "project", "limit", "offset", "f", "lang")
    limit, offset = read_window()
    project = parse_text("project", request.args.get("project", "")) or None
    matched = count_reports(session(), wanted(), project)
    lines = find_reports(session(), wanted(), project=project, limit=limit, offset=offset)
    return answer_collection([_feature(line) for line in lines], matched, limit, offset)


def _feature(line: ReportLine) -> dict[str, Any]:
    told = {name: value for name, value in asdict(line).items() if name not in OF_PEOPLE}
    told["month"] = f"{line.month:%Y-%m}"
    return {"type": "Feature", "id": told.pop("id"), "geometry": None, "properties": told}
