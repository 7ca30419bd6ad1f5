"""The data of overlays that layer files name."""

from flask import Blueprint, Response, request

from geoapp.domain.errors import NotFound
from geoapp.domain.layers import FileSource
from geoapp.domain.messages import message
from geoapp.maps.overlay import overlay_bytes
from geoapp.web.page import visible_layers

blueprint = Blueprint("layers", __name__)


@blueprint.get("/layers/<name>.geojson")
def overlay(name: str) -> Response:
    """Answer the checked features of one layer file."""
    for layer in visible_layers():
        if layer.id == name and isinstance(layer.source, FileSource):
            response = Response(overlay_bytes(layer), content_type="application/geo+json")
            response.add_etag()
            response.headers["Cache-Control"] = "no-cache"
            return response.make_conditional(request)  # type: ignore[return-value]
    raise NotFound(message("There is no layer {name}.", name=name[:60]))
