"""A layer file's features leave the house with what the layer shows, and with nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from geoapp.domain.layers import FileSource, Words, read_layers
from geoapp.domain.layers.definition import PopupField
from geoapp.maps.overlay import overlay_bytes

ROOT = Path(__file__).parents[2]
POINT = {"type": "Point", "coordinates": [107.5, 16.4]}


@pytest.fixture
def layer(tmp_path):
    feature = {"type": "Feature", "geometry": POINT, "properties": {"depth": 2, "owner": "secret"}}
    path = tmp_path / "flood.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    [basemap] = [layer for layer in read_layers(ROOT / "layers") if layer.id == "basemap"]
    field = PopupField("depth", Words("Độ sâu", "Depth"), "length")
    return replace(basemap, source=FileSource(path), popup=(field,))


def test_only_shown_properties_leave_the_house(layer) -> None:
    [feature] = json.loads(overlay_bytes(layer))["features"]
    assert feature == {"type": "Feature", "geometry": POINT, "properties": {"depth": 2}}


def test_a_layer_without_a_file_has_no_features(layer) -> None:
    with pytest.raises(TypeError, match="basemap has no file"):
        overlay_bytes(replace(layer, source=None))
