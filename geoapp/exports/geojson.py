"""GeoJSON with the contract's properties, every digit kept."""

import orjson
from shapely.geometry import mapping

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.options import ExportOptions


def write_geojson(content: ExportContent, _options: ExportOptions) -> bytes:
    """Return a feature collection in EPSG:4326; unknown is null."""
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "name": "projects",
            "features": [_feature(project) for project in content.projects],
        }
    )


def _feature(project: ExportedProject) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": project.properties["code"],
        "properties": project.properties,
        "geometry": mapping(project.geometry) if project.geometry else None,
    }
