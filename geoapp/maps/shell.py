"""The map's shell: what Folium draws from our own constants and from checked layer files."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, TypeVar, cast

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink

from geoapp.domain.layers.client import tile_variable
from geoapp.domain.layers.definition import Attribution, LayerDefinition, TileSource
from geoapp.maps.assets import use_local_assets
from geoapp.maps.controls import controls
from geoapp.maps.guard import install_guard

MIN_ZOOM: Final = 5
MAX_ZOOM: Final = 18

T = TypeVar("T", bound=Element)


@dataclass(frozen=True)
class MapShell:
    """What a page needs to hold the map; assets are paths below /static/vendor/, in order."""

    html: str
    script: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


@lru_cache(maxsize=64)
def render_shell(
    lang: str, layers: tuple[LayerDefinition, ...], *, alone: bool = False
) -> MapShell:
    """Render the map `map_projects`; the same layers give the same text.

    A map that stands `alone`, in a file without a service, has no buttons but those for zooming.

    It has no view: the page's script sets one from the address or from the home extent before it
    asks for anything. Tile layers are `tile_layer_NAME`, on the map only when visible at start.
    """
    install_guard()
    use_local_assets()
    drawn = _empty_map()
    for layer in layers:
        if isinstance(layer.source, TileSource):
            _tiles(layer, layer.source, lang).add_to(drawn)
    for control in controls(lang, alone=alone):
        _named(control, "projects").add_to(drawn)
    return _taken_apart(drawn)


def _named(element: T, name: str) -> T:
    element._id = name  # noqa: SLF001 - branca makes names random and has no other way to fix them
    return element


def _empty_map() -> folium.Map:
    drawn = _named(folium.Map(tiles=None, zoom_control=False), "projects")
    vars(drawn)["location"] = None
    drawn.options |= {"min_zoom": MIN_ZOOM, "max_zoom": MAX_ZOOM}
    return drawn


def _tiles(layer: LayerDefinition, source: TileSource, lang: str) -> Element:
    tiles = folium.TileLayer(
        source.url,
        attr=_attribution_link(layer.attribution, lang),
        name=layer.id,
        min_zoom=layer.min_zoom,
        max_zoom=layer.max_zoom,
        show=layer.visible,
        # Our pages tell other hosts nothing; OpenStreetMap refuses who does not say where they are.
        referrer_policy="strict-origin-when-cross-origin",
    )
    return _named(tiles, tile_variable(layer.id).removeprefix("tile_layer_"))


def _attribution_link(attribution: Attribution | None, lang: str) -> str:
    if attribution is None:
        return ""
    text = escape(attribution.text.say(lang))
    return f'<a href="{escape(attribution.url)}">{text}</a>' if attribution.url else text


def _taken_apart(drawn: folium.Map) -> MapShell:
    figure = cast(Figure, drawn.get_root())
    figure.render()
    links = tuple(figure.header._children.values())  # noqa: SLF001 - links end up in the header
    return MapShell(
        html=figure.html.render().strip(),
        script=figure.script.render().strip(),
        scripts=_addresses(links, JavascriptLink),
        styles=_addresses(links, CssLink),
    )


def _addresses(links: Iterable[Element], kind: type[JavascriptLink | CssLink]) -> tuple[str, ...]:
    return tuple(link.url for link in links if isinstance(link, kind))
