"""Files as planners have them: real projects in VN-2000 metres, columns in their own words."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyproj
import shapely
from shapely import affinity

PROJECTS = Path(__file__).parents[3] / "data/geo/projects.geojson"
# VN-2000, three-degree zone of 107°, in which Huế makes its maps.
TO_METRES = pyproj.Transformer.from_crs(4326, 9214, always_xy=True)


def real_project(code: str) -> dict[str, Any]:
    """Return one project of the data the service starts with."""
    features = json.loads(PROJECTS.read_text())["features"]
    return next(one for one in features if one["properties"]["code"] == code)


def in_metres(geometry: dict[str, Any], east: float = 0, north: float = 0) -> dict[str, Any]:
    """Return a geometry in VN-2000 metres, moved by so many."""
    shape = shapely.geometry.shape(geometry)
    turned = shapely.transform(shape, TO_METRES.transform, interleaved=False)
    return shapely.geometry.mapping(affinity.translate(turned, east, north))


def planners_row(code: str, *, east: float = 0, **said: Any) -> dict[str, Any]:
    """A row with Vietnamese column names, without marks."""
    project = real_project(code)
    return {
        "type": "Feature",
        "properties": {"ma_da": code, "ten_du_an": project["properties"]["name"]} | said,
        "geometry": in_metres(project["geometry"], east),
    }


def write_file(folder: Path, rows: Iterable[dict[str, Any]], name: str = "du-an.geojson") -> Path:
    path = folder / name
    collection = {"type": "FeatureCollection", "features": list(rows)}
    path.write_text(json.dumps(collection, ensure_ascii=False))
    return path


def names_file(folder: Path, code: str, name: str) -> Path:
    """A file that gives one project another name and says nothing of its place."""
    row = {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": None}
    return write_file(folder, [row], f"{code}.geojson")
