"""The OGC API's landing document: where a program finds what."""

from flask import Response, jsonify, request

from geoapp.web.shown import wants_json
from geoapp.web.state import language, shared


def asks_for_landing() -> bool:
    """Tell whether a program rather than a person opened the first address."""
    return wants_json()


def landing() -> Response:
    """Answer the collections and tiles of the service."""
    settings, root = shared().settings, request.url_root.rstrip("/")
    links = {
        "self": ("/?f=json", "application/json"),
        "alternate": ("/", "text/html"),
        "data": ("/collections", "application/json"),
        "conformance": ("/conformance", "application/json"),
        "items": ("/collections/projects/items", "application/geo+json"),
        "reports": ("/collections/reports/items", "application/geo+json"),
        "tiles": ("/tiles/projects/{z}/{x}/{y}.mvt", "application/vnd.mapbox-vector-tile"),
    }
    return jsonify(
        title=settings.title_vi if language() == "vi" else settings.title_en,
        links=[
            {"rel": rel, "href": root + path, "type": kind} for rel, (path, kind) in links.items()
        ],
    )
