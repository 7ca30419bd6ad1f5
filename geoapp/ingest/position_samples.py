"""Positions of a raw table to judge its system by: some of all, and those of known projects."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.batches import Cell
from geoapp.ingest.crs import Floats
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.places import anchors, locate
from geoapp.ingest.positions import Sample
from geoapp.ingest.raw_table import RawTable

POSITIONS: Final = 2_000
KNOWN: Final = 500
LonLat = tuple[float, float]


def sample_positions(
    table: RawTable,
    columns: Mapping[str, Target],
    known_places: Mapping[str, LonLat],
    limits: Limits,
) -> Sample:
    """Return positions in the file's own numbers; `known_places` are lon, lat by code."""
    wanted = [name for name in columns if columns[name].field in ("code", "x", "y", "wkt")]
    code = next((name for name in wanted if columns[name].field == "code"), None)
    share = max(1, table.rows // POSITIONS)
    xy: list[Floats] = []
    known_xy: list[Floats] = []
    known_lon_lat: list[LonLat] = []
    for batch in table.batches(wanted):
        geometry = locate(batch, columns, limits).geometry
        some = geometry[::share]
        xy.append(_first_positions(some[~shapely.is_missing(some) & ~shapely.is_empty(some)]))
        if code and len(known_lon_lat) < KNOWN:
            codes = [_code(cell) for cell in batch.cells[code]]
            places = [place for place, one in enumerate(codes) if one in known_places][:KNOWN]
            spots = anchors(geometry[places])
            kept = np.flatnonzero(np.isfinite(spots).all(axis=1)).tolist()
            known_xy.append(spots[kept])
            known_lon_lat += [known_places[codes[places[one]]] for one in kept]
    nowhere = np.empty((0, 2))
    return Sample(
        np.concatenate([nowhere, *xy]),
        np.concatenate([nowhere, *known_xy]),
        np.array(known_lon_lat, dtype=np.float64).reshape(-1, 2),
    )


def _first_positions(geometry: NDArray[np.object_]) -> Floats:
    counts = shapely.get_num_coordinates(geometry)
    starts = np.concatenate([[0], counts.cumsum()[:-1]]).astype(np.int64)
    coordinates: Floats = shapely.get_coordinates(geometry)
    return coordinates[starts] if len(counts) else coordinates


def _code(cell: Cell) -> str:
    return str(cell).strip().upper()
