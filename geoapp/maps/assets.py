"""Folium's links to public servers, turned into files of our own."""

from collections.abc import Iterator
from typing import Final

import folium.plugins  # noqa: F401 - all plugins must be known before their links are rewritten
from folium.elements import JSCSSMixin

Links = list[tuple[str, str]]

LOCAL_FILES: Final = {
    "leaflet": "leaflet/leaflet.js",
    "leaflet_css": "leaflet/leaflet.css",
    "Control.Fullscreen.js": "leaflet-fullscreen/Control.FullScreen.js",
    "Control.FullScreen.css": "leaflet-fullscreen/Control.FullScreen.css",
    "Control_locate_min_js": "leaflet-locate/L.Control.Locate.js",
    "Control_locate_min_css": "leaflet-locate/L.Control.Locate.css",
}


def use_local_assets() -> None:
    """Make every Folium class link to files below /static/vendor/, and to nothing else.

    What is not in LOCAL_FILES (jQuery, Bootstrap, marker fonts, other plugins) is not linked.
    """
    for drawn in _with_links(JSCSSMixin):
        drawn.default_js = _local(drawn.default_js)
        drawn.default_css = _local(drawn.default_css)


def _with_links(parent: type[JSCSSMixin]) -> Iterator[type[JSCSSMixin]]:
    for child in parent.__subclasses__():
        yield child
        yield from _with_links(child)


def _local(links: Links) -> Links:
    return [(name, LOCAL_FILES[name]) for name, _ in links if name in LOCAL_FILES]
