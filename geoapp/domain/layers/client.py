"""Layers as the plain values that a page's script and its security policy need."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from geoapp.domain.layers.definition import (
    FileSource,
    LayerDefinition,
    QuerySource,
    Source,
    TileSource,
    Words,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LEAFLET_NAMES = {"min_zoom": "minZoom", "max_zoom": "maxZoom"}
SERVER_ONLY = ("access", "source")


def layer_json(layer: LayerDefinition, lang: str) -> dict[str, object]:
    """Return the layer without what only the server may know: paths, addresses, roles."""
    shown = _plain_fields(layer, lang)
    shown["source"] = _source_json(layer.id, layer.source)
    return shown


def themes_json(layers: Iterable[LayerDefinition], lang: str) -> dict[str, object]:
    """Return the themes of the projects layer by their id."""
    return {
        theme.id: _plain(theme, lang)
        for layer in layers
        if layer.kind == "projects"
        for theme in layer.themes
    }


def tile_hosts(layers: Iterable[LayerDefinition]) -> tuple[str, ...]:
    """Return the origins from which tile pictures may come, for `img-src`."""
    hosts = {layer.source.host for layer in layers if isinstance(layer.source, TileSource)}
    return tuple(sorted(hosts))


def tile_variable(layer_id: str) -> str:
    """Return the name under which the page's script finds a tile layer."""
    return "tile_layer_" + layer_id.replace("-", "_")


def _source_json(layer_id: str, source: Source | None) -> dict[str, str] | None:
    match source:
        case QuerySource(query):
            return {"type": "query", "query": query}
        case FileSource():
            return {"type": "geojson", "url": f"/layers/{layer_id}.geojson"}
        case TileSource():
            return {"type": "tiles", "variable": tile_variable(layer_id)}
        case None:
            return None


def _plain(value: object, lang: str) -> object:
    if isinstance(value, Words):
        return value.say(lang)
    if isinstance(value, tuple):
        return [_plain(each, lang) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value, lang)
    return value


def _plain_fields(value: "DataclassInstance", lang: str) -> dict[str, object]:
    return {
        LEAFLET_NAMES.get(field.name, field.name): _plain(getattr(value, field.name), lang)
        for field in fields(value)
        if field.name not in SERVER_ONLY
    }
