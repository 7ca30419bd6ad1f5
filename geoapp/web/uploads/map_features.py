"""Old and new places of an upload's rows for the map of its page, and places of faults."""

import orjson
from flask import Response, request

from geoapp.queries.upload_map import find_faults, find_moves
from geoapp.web.params import check_names, read_count
from geoapp.web.shown_uploads import shown_issue
from geoapp.web.state import session
from geoapp.web.uploads.desk import blueprint, view
from geoapp.web.viewer import viewer

# More are no picture; the page says how many there are.
MOST_ROWS = 2_000
MOST_FAULTS = 500


@blueprint.get("/uploads/<int:upload_id>/map.geojson")
def map_features(upload_id: int) -> Response:
    """Answer geometries before and after; what moves farthest comes first."""
    check_names("limit", "code", "lang")
    view(upload_id)
    limit = read_count("limit", MOST_ROWS, least=1, most=MOST_ROWS)
    code = request.args.get("code", "").replace("\x00", "") or None
    moves, matched = find_moves(session(), upload_id, viewer(), code=code, limit=limit)
    faults = find_faults(session(), upload_id, limit=MOST_FAULTS)
    for one in faults:
        issue = shown_issue(one["properties"].pop("said"))
        one["properties"]["message"] = issue["message"]
    collection = {
        "type": "FeatureCollection",
        "numberMatched": matched,
        "numberReturned": min(matched, limit),
        "features": [*moves, *faults],
    }
    response = Response(orjson.dumps(collection), content_type="application/geo+json")
    response.headers["Cache-Control"] = "no-store"
    return response
