"""Projects and administrative units as OGC API features."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from flask import Blueprint, Response, request
from sqlalchemy import func

from geoapp.domain.areas import parse_area_ref
from geoapp.domain.bbox import Bbox, parse_bbox
from geoapp.domain.choices import LEVELS, codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES, parse_text
from geoapp.domain.messages import message
from geoapp.domain.months import parse_date
from geoapp.models import Area
from geoapp.queries.areas import get_unit, select_units, to_unit
from geoapp.queries.features import count_projects, find_features, get_feature
from geoapp.queries.summary import data_version
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.links import address
from geoapp.web.params import check_names, read_count, wanted
from geoapp.web.state import clock, session

blueprint = Blueprint("features", __name__)
GEOJSON = "application/geo+json"
MOST = 10_000


@blueprint.get("/collections/projects/items")
def projects() -> Response:
    """Answer the projects a filter wants, ordered by code."""
    check_names(*FILTER_NAMES, "bbox", "limit", "offset", "f", "lang")
    bbox, (limit, offset) = _bbox(), read_window()
    matched = count_projects(session(), wanted(), bbox)
    features = find_features(session(), wanted(), bbox=bbox, limit=limit, offset=offset)
    return answer_collection(features, matched, limit, offset)


@blueprint.get("/collections/projects/items/<code>")
def project(code: str) -> Response:
    """Answer one project; its ETag changes with its revision and with the day."""
    check_names(*FILTER_NAMES, "f", "lang")
    return answer_project(code)


def answer_project(code: str) -> Response:
    """Answer the feature of one project; raises `NotFound`."""
    feature = get_feature(session(), wanted(), code)
    if feature is None:
        raise missing_project(code)
    revision = feature["properties"]["revision"]
    return _tagged(_json(feature), f"{revision}-{wanted().standing.day:%Y%m%d}")


@blueprint.get("/collections/areas/items")
def areas() -> Response:
    """Answer administrative units, with outlines where they are known."""
    check_names("level", "on", "q", "bbox", "limit", "offset", "f", "lang")
    limit, offset = read_window()
    chosen = select_units(
        level=_level(), on=_on(), q=parse_text("q", request.args.get("q", "")), bbox=_bbox()
    )
    rows = session().execute(chosen.add_columns(OUTLINE)).all()
    features = [_area_feature(row) for row in rows[offset : offset + limit]]
    return _tagged(answer_collection(features, len(rows), limit, offset), _areas_tag())


@blueprint.get("/collections/areas/items/<ref>")
def area(ref: str) -> Response:
    """Answer one unit by `level:CODE@DATE`."""
    check_names("f", "lang")
    unit = get_unit(session(), parse_area_ref(ref), clock().today)
    row = session().execute(select_units(refs=[unit.ref]).add_columns(OUTLINE)).one()
    return _tagged(_json(_area_feature(row)), _areas_tag())


def _areas_tag() -> str:
    # The day decides which units are former.
    return f"areas-{data_version(session())}-{clock().today:%Y%m%d}"


OUTLINE = func.ST_AsGeoJSON(Area.geometry, 7).label("outline")


def _area_feature(row: Any) -> dict[str, Any]:
    unit = to_unit(row)
    return {
        "type": "Feature",
        "id": str(unit.ref),
        "properties": {
            "code": unit.code,
            "name": unit.name,
            "level": unit.level,
            "parent_code": unit.parent_code,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "former": unit.former(clock().today),
        },
        "geometry": None if row.outline is None else orjson.Fragment(row.outline),
    }


def answer_collection(
    features: Sequence[dict[str, Any]], matched: int, limit: int, offset: int
) -> Response:
    """Answer one window of a collection, with the address of the next."""
    links = [{"rel": "self", "type": GEOJSON, "href": request.url}]
    if offset + len(features) < matched and features:
        pairs = [
            (name, value)
            for name, value in request.args.items(multi=True)
            if name not in ("limit", "offset")
        ]
        following = [*pairs, ("limit", str(limit)), ("offset", str(offset + limit))]
        links.append({"rel": "next", "type": GEOJSON, "href": address(request.base_url, following)})
    return _json(
        {
            "type": "FeatureCollection",
            "numberMatched": matched,
            "numberReturned": len(features),
            "links": links,
            "features": features,
        }
    )


def _json(value: Any) -> Response:
    return Response(orjson.dumps(value), content_type=GEOJSON)


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)  # type: ignore[return-value]


def read_window() -> tuple[int, int]:
    """Return limit and offset of the request."""
    return (
        read_count("limit", 1000, least=1, most=MOST),
        read_count("offset", 0, least=0, most=10_000_000),
    )


def _bbox() -> Bbox | None:
    text = request.args.get("bbox")
    return parse_bbox(text) if text else None


def _level() -> str | None:
    level = request.args.get("level")
    if level and level not in codes(LEVELS):
        raise BadParameter(
            "level",
            got=level,
            expected=message("one of {choices}", choices=", ".join(codes(LEVELS))),
        )
    return level


def _on() -> date:
    text = request.args.get("on")
    return parse_date("on", text) if text else clock().today
