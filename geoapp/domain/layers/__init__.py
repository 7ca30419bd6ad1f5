"""What is drawn: layer files read once, checked, and kept as plain values."""

from geoapp.domain.layers.access import may_see
from geoapp.domain.layers.client import layer_json, themes_json, tile_hosts
from geoapp.domain.layers.definition import (
    FileSource,
    Inset,
    Label,
    LayerDefinition,
    QuerySource,
    StyleClass,
    Theme,
    TileSource,
    Words,
)
from geoapp.domain.layers.folder import read_layers
from geoapp.domain.layers.mistakes import LayerFilesError, Mistake

__all__ = [
    "FileSource",
    "Inset",
    "Label",
    "LayerDefinition",
    "LayerFilesError",
    "Mistake",
    "QuerySource",
    "StyleClass",
    "Theme",
    "TileSource",
    "Words",
    "layer_json",
    "may_see",
    "read_layers",
    "themes_json",
    "tile_hosts",
]
