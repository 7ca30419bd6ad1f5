"""Positions of a raw table to judge its system by: some of all, and those of known projects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.batches import Batch, Cell, rows_at
from geoapp.ingest.crs import Floats
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.places import anchors, locate
from geoapp.ingest.positions import Sample
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.values.texts import CODE

POSITIONS: Final = 2_000
KNOWN: Final = 500
LonLat = tuple[float, float]
FindPlaces = Callable[[Sequence[str]], Mapping[str, LonLat]]


def sample_positions(
    table: RawTable,
    columns: Mapping[str, Target],
    find_places: FindPlaces,
    limits: Limits,
) -> Sample:
    """Return positions in the file's own numbers; `find_places` tells lon, lat by code.

    It is asked batch by batch until enough projects are known.
    """
    wanted = [name for name in columns if columns[name].field in ("code", "x", "y", "wkt")]
    code = next((name for name in wanted if columns[name].field == "code"), None)
    share = max(1, table.rows // POSITIONS)
    xy: list[Floats] = []
    known_xy: list[Floats] = []
    known_lon_lat: list[LonLat] = []
    for batch in table.batches(wanted):
        some = _geometry(batch, range(0, len(batch.numbers), share), columns, limits)
        xy.append(_first_positions(some[~shapely.is_missing(some) & ~shapely.is_empty(some)]))
        if code and len(known_lon_lat) < KNOWN:
            codes = [_code(cell) for cell in batch.cells[code]]
            known = find_places([one for one in codes if CODE.fullmatch(one)])
            places = [place for place, one in enumerate(codes) if one in known][:KNOWN]
            spots = anchors(_geometry(batch, places, columns, limits))
            kept = np.flatnonzero(np.isfinite(spots).all(axis=1)).tolist()
            known_xy.append(spots[kept])
            known_lon_lat += [known[codes[places[one]]] for one in kept]
    nowhere = np.empty((0, 2))
    return Sample(
        np.concatenate([nowhere, *xy]),
        np.concatenate([nowhere, *known_xy]),
        np.array(known_lon_lat, dtype=np.float64).reshape(-1, 2),
    )


def _geometry(
    batch: Batch, places: Sequence[int], columns: Mapping[str, Target], limits: Limits
) -> NDArray[np.object_]:
    """Return the geometries of some rows; building all of them would take a tenth of reading."""
    return locate(rows_at(batch, places), columns, limits).geometry


def _first_positions(geometry: NDArray[np.object_]) -> Floats:
    counts = shapely.get_num_coordinates(geometry)
    starts = np.concatenate([[0], counts.cumsum()[:-1]]).astype(np.int64)
    coordinates: Floats = shapely.get_coordinates(geometry)
    return coordinates[starts] if len(counts) else coordinates


def _code(cell: Cell) -> str:
    return str(cell).strip().upper()
