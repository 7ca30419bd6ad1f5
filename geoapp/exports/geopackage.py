"""GeoPackage: one layer of all geometries, columns with the contract's names and their types."""

from io import BytesIO
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.raw import write

from geoapp.exports.content import ExportContent
from geoapp.exports.data_values import DATA_FIELDS, Cell, Kind, cells
from geoapp.exports.options import ExportOptions

EMPTY: Final[dict[Kind, Any]] = {"text": "", "real": 0.0, "whole": 0, "date": "1970-01-01"}
TYPES: Final[dict[Kind, Any]] = {
    "text": object,
    "real": np.float64,
    "whole": np.int64,
    "date": "datetime64[D]",
}


def write_geopackage(content: ExportContent, _options: ExportOptions) -> bytes:
    """Return a GeoPackage in EPSG:4326; unknown is NULL."""
    rows = [cells(project.properties) for project in content.projects]
    columns = [[row[place] for row in rows] for place in range(len(DATA_FIELDS))]
    file = BytesIO()
    write(
        file,
        geometry=np.array([_wkb(project.geometry) for project in content.projects], dtype=object),
        field_data=[
            _values(column, kind)
            for column, kind in zip(columns, DATA_FIELDS.values(), strict=True)
        ],
        fields=list(DATA_FIELDS),
        field_mask=[np.array([cell is None for cell in column], dtype=bool) for column in columns],
        layer="projects",
        driver="GPKG",
        geometry_type="Unknown",
        crs="EPSG:4326",
    )
    return file.getvalue()


def _wkb(geometry: shapely.Geometry | None) -> bytes | None:
    return shapely.to_wkb(geometry) if geometry else None


def _values(column: list[Cell], kind: Kind) -> NDArray[Any]:
    filled = [EMPTY[kind] if cell is None else cell for cell in column]
    return np.array(filled, dtype=TYPES[kind])
