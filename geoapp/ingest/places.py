"""The geometries of a batch in the file's own numbers: from WKB, two columns, or text."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.domain.messages import message
from geoapp.ingest.batches import Batch
from geoapp.ingest.fields import Target
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.values.agencies import Agencies
from geoapp.ingest.values.columns import ColumnReader, ReadColumn
from geoapp.ingest.wkb import sift_wkb

NOBODY = Agencies([])


@dataclass(frozen=True)
class Located:
    """A geometry for each row of a batch, None where it has none, and what is wrong."""

    geometry: NDArray[np.object_]
    issues: list[Issue]


def locate(batch: Batch, columns: Mapping[str, Target], limits: Limits) -> Located:
    """Return the geometries of a batch; a file's own go before columns."""
    if batch.geometry is not None:
        return Located(shapely.from_wkb(np.array(batch.geometry, dtype=object)), [])
    by_field = {target.field: name for name, target in columns.items() if name in batch.cells}
    if "wkt" in by_field:
        return _from_text(batch, by_field["wkt"], limits)
    if "x" in by_field and "y" in by_field:
        x, y = (_numbers(batch, by_field[one], columns[by_field[one]], limits) for one in "xy")
        return _from_columns(batch, x, y)
    return Located(np.full(len(batch.numbers), None, dtype=object), [])


def _numbers(batch: Batch, column: str, target: Target, limits: Limits) -> ReadColumn:
    return ColumnReader(target, NOBODY, limits).read(batch.cells[column])


def _from_columns(batch: Batch, x: ReadColumn, y: ReadColumn) -> Located:
    issues = [
        Issue(
            batch.numbers[place], unfit.code, "error", unfit.message, field, expected=unfit.expected
        )
        for field, column in (("x", x), ("y", y))
        for place, unfit in column.unfit.items()
    ]
    xy = np.array([x.values, y.values], dtype=np.float64).T
    given = np.isfinite(xy)
    halves = given.any(axis=1) & ~given.all(axis=1)
    said = message("The row has only one of its two coordinates.")
    known = {issue.row for issue in issues}
    issues += [
        Issue(batch.numbers[place], "half_position", "error", said, "geometry")
        for place in np.flatnonzero(halves).tolist()
        if batch.numbers[place] not in known
    ]
    geometry = np.full(len(xy), None, dtype=object)
    whole = given.all(axis=1)
    geometry[whole] = shapely.points(xy[whole])
    return Located(geometry, issues)


def _from_text(batch: Batch, column: str, limits: Limits) -> Located:
    cells = [
        cell if isinstance(cell, str) and cell.strip() else None for cell in batch.cells[column]
    ]
    found = shapely.from_wkt(np.array(cells, dtype=object), on_invalid="ignore")
    unread = [
        place for place, cell in enumerate(cells) if cell is not None and found[place] is None
    ]
    said = message("The geometry is no WKT, or its rings are open.")
    wkb, issues, _ = sift_wkb(shapely.to_wkb(found).tolist(), batch.numbers, limits)
    issues += [
        Issue(batch.numbers[place], "broken_geometry", "error", said, "geometry")
        for place in unread
    ]
    return Located(shapely.from_wkb(np.array(wkb, dtype=object)), issues)


def anchors(geometry: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return x, y (n, 2) of where the map puts each symbol, NaN without geometry.

    Points as they are, the middle of a line, a point inside an area; like the database.
    """
    placed = geometry.copy()
    kinds = shapely.get_type_id(geometry)
    lines = kinds == shapely.GeometryType.LINESTRING
    placed[lines] = shapely.line_interpolate_point(geometry[lines], 0.5, normalized=True)
    others = ~lines & (kinds > shapely.GeometryType.POINT)
    # Only the middle of an outline that crosses itself can always be told.
    valid = shapely.is_valid(geometry)
    placed[others & valid] = shapely.point_on_surface(geometry[others & valid])
    placed[others & ~valid] = shapely.centroid(geometry[others & ~valid])
    placed[shapely.is_empty(placed)] = None
    return np.column_stack([shapely.get_x(placed), shapely.get_y(placed)])
