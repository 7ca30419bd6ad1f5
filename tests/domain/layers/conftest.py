"""A folder of layer files that a test writes."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from geoapp.domain.layers import LayerDefinition, LayerFilesError, read_layers

PROJECTS = """\
kind = "projects"
title = { vi = "Dự án", en = "Projects" }
order = 500
source = { query = "projects" }
[[themes]]
id = "schedule"
title = { vi = "So với kế hoạch", en = "Against the plan" }
attribute = "schedule"
classes = [{ value = "late", label = { vi = "Chậm", en = "Late" }, fill = "#A8200D" }]
"""
FLOOD = """\
kind = "overlay"
title = { vi = "Vùng ngập", en = "Flood zone" }
order = 200
source = { geojson = "flood.geojson" }
[style]
fill = "#3D8FDB"
"""
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[107.5, 16.4], [107.6, 16.4], [107.6, 16.5], [107.5, 16.5], [107.5, 16.4]]],
}


class LayerFolder:
    """A project's `layers/` and `data/geo/`, with one good projects layer in it."""

    projects = PROJECTS
    flood = FLOOD
    square = SQUARE

    def __init__(self, root: Path) -> None:
        self.path = root / "layers"
        self.data = root / "data" / "geo"
        self.path.mkdir(parents=True)
        self.data.mkdir(parents=True)
        self.write("projects.toml", PROJECTS)

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")

    def write_features(self, name: str, *features: object, **members: object) -> None:
        collection = {"type": "FeatureCollection", "features": features, **members}
        self.write(name, json.dumps(collection))

    def write_flood(self, geometry: object = SQUARE, **properties: object) -> None:
        """Write a good overlay layer over one feature."""
        self.write("flood.toml", FLOOD)
        self.write_features("flood.geojson", feature(geometry, properties))

    def read(self) -> dict[str, LayerDefinition]:
        return {layer.id: layer for layer in read_layers(self.path)}

    def mistakes(self, lang: str = "en") -> list[str]:
        """Return the lines that are told; empty when all is well."""
        try:
            read_layers(self.path)
        except LayerFilesError as error:
            return error.text(lang).splitlines()
        return []


def feature(geometry: object, properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": dict(properties)}


@pytest.fixture
def folder(tmp_path: Path) -> LayerFolder:
    return LayerFolder(tmp_path)
