"""What OGC API clients, such as QGIS, ask first: the collections, and what is conformed to."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import Message, message, say
from geoapp.queries.summary import VIETNAM
from geoapp.web.params import check_names
from geoapp.web.state import language

blueprint = Blueprint("collections", __name__)
GEOJSON = "application/geo+json"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
# The core class asks for a description of the interface too, which is not there.
CONFORMS_TO = ("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",)
BOX = [VIETNAM.west, VIETNAM.south, VIETNAM.east, VIETNAM.north]
TITLES: dict[str, Message] = {
    "projects": message("Projects"),
    "areas": message("Administrative units, of every date"),
    "reports": message("Monthly reports"),
}


@blueprint.get("/collections")
def collections() -> Response:
    """Answer all collections."""
    check_names("f", "lang")
    listed = [_collection(name) for name in TITLES]
    return jsonify(links=[_link("self", "/collections", "application/json")], collections=listed)


@blueprint.get("/collections/<name>")
def collection(name: str) -> Response:
    """Answer what one collection is and where its items are."""
    check_names("f", "lang")
    if name not in TITLES:
        raise NotFound(message("There is no collection {name}.", name=name[:60]))
    return jsonify(_collection(name))


@blueprint.get("/conformance")
def conformance() -> Response:
    """Answer the classes of the standard that are kept to."""
    check_names("f", "lang")
    return jsonify(conformsTo=CONFORMS_TO)


def _collection(name: str) -> dict[str, Any]:
    address = f"/collections/{name}"
    told: dict[str, Any] = {
        "id": name,
        "title": say(TITLES[name], language()),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            _link("self", address, "application/json"),
            _link("items", f"{address}/items", GEOJSON),
        ],
    }
    # Reports are of projects and have no place of their own.
    if name != "reports":
        told["extent"] = {"spatial": {"bbox": [BOX], "crs": CRS84}}
    return told


def _link(rel: str, path: str, kind: str) -> dict[str, str]:
    return {"rel": rel, "href": request.url_root.rstrip("/") + path, "type": kind}
