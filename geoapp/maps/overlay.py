"""The features of a layer file, as bytes for the page's script."""

from functools import lru_cache

import msgspec

from geoapp.domain.layers.definition import FileSource, LayerDefinition
from geoapp.domain.layers.geojson import Feature, read_features


@lru_cache(maxsize=32)
def overlay_bytes(layer: LayerDefinition) -> bytes:
    """Return the layer's features as GeoJSON in EPSG:4326; the file is read once.

    Only the properties that the layer styles by or shows leave the house.
    """
    if not isinstance(layer.source, FileSource):
        raise TypeError(f"layer {layer.id} has no file")
    features, _ = read_features(layer.source.path)
    shown = [_with_only(feature, layer.attributes()) for feature in features]
    return msgspec.json.encode({"type": "FeatureCollection", "features": shown})


def _with_only(feature: Feature, attributes: tuple[str, ...]) -> Feature:
    given = feature.properties or {}
    kept = {name: given[name] for name in attributes if name in given}
    return msgspec.structs.replace(feature, properties=kept)
