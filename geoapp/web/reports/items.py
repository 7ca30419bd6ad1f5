"""Monthly reports as an OGC collection; they have no geometry of their own."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Response, request, url_for

from geoapp.domain.filters import FILTER_NAMES, parse_text
from geoapp.queries.photos import ShownPhoto
from geoapp.queries.reports import ReportLine, count_reports, find_reports
from geoapp.web.features import answer_collection, read_window
from geoapp.web.params import check_names, wanted
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.photos import photos_by_report
from geoapp.web.state import session

# What a report says of itself apart from its properties.
OF_PEOPLE = ("reported_by_name", "decided_by_name", "name")
OF_PHOTO = ("caption", "taken_at", "distance_m", "width", "height")


@blueprint.get("/collections/reports/items")
def items() -> Response:
    """Answer the reports of the projects a filter wants, of one project or of one month."""
    check_names(*FILTER_NAMES, "project", "limit", "offset", "f", "lang")
    limit, offset = read_window()
    project = parse_text("project", request.args.get("project", "")) or None
    matched = count_reports(session(), wanted(), project)
    lines = find_reports(session(), wanted(), project=project, limit=limit, offset=offset)
    photos = photos_by_report([line.id for line in lines], wanted())
    features = [_feature(line, photos.get(line.id, [])) for line in lines]
    return answer_collection(features, matched, limit, offset)


def _feature(line: ReportLine, photos: Sequence[ShownPhoto]) -> dict[str, Any]:
    told = {name: value for name, value in asdict(line).items() if name not in OF_PEOPLE}
    told["month"] = f"{line.month:%Y-%m}"
    told["photos"] = [_photo(one) for one in photos]
    return {"type": "Feature", "id": told.pop("id"), "geometry": None, "properties": told}


def _photo(one: ShownPhoto) -> dict[str, Any]:
    """Return where a photo is, and what the camera and its sender said of it."""
    return {
        "href": url_for("reports.photo", number=one.id, _external=True),
        **{name: getattr(one, name) for name in OF_PHOTO},
        "place": None if one.lon is None else [one.lon, one.lat],
    }
