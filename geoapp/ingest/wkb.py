"""WKB from other programs: only what can be stored passes, the rest is told by its row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.domain.messages import message
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, feature_over_limit

STORABLE = frozenset(
    {
        shapely.GeometryType.POINT,
        shapely.GeometryType.LINESTRING,
        shapely.GeometryType.POLYGON,
        shapely.GeometryType.MULTIPOINT,
        shapely.GeometryType.MULTILINESTRING,
        shapely.GeometryType.MULTIPOLYGON,
    }
)


def sift_wkb(
    raw: Sequence[bytes | None], numbers: Sequence[int], limits: Limits
) -> tuple[list[bytes | None], list[Issue], int]:
    """Return WKB without heights, issues of rows that cannot be read, and all vertices."""
    given = np.array([one is not None for one in raw], dtype=bool)
    found = shapely.from_wkb(np.array(raw, dtype=object), on_invalid="ignore")
    vertices = shapely.get_num_coordinates(found)
    issues = []
    for place, code, said in _bad(found, given, vertices, limits):
        issues.append(Issue(numbers[place], code, "error", said, field="geometry"))
        found[place] = None
    flat = shapely.force_2d(found)
    return shapely.to_wkb(flat).tolist(), issues, int(vertices.sum())


def _bad(
    found: NDArray[np.object_], given: NDArray[np.bool_], vertices: Any, limits: Limits
) -> list[tuple[int, str, Any]]:
    kinds = shapely.get_type_id(found)
    finite = np.array([np.isfinite(shapely.get_coordinates(one)).all() for one in found])
    unread = message("The geometry is broken: a ring is open or its bytes cannot be read.")
    collection = message(
        "The geometry mixes kinds; points, lines and areas go in rows of their own."
    )
    infinite = message("The geometry has a coordinate that is no number.")
    large = feature_over_limit(limits, "feature_vertices")
    checks = (
        ("broken_geometry", given & (kinds == -1), unread),
        (
            "unknown_geometry",
            (kinds != -1) & ~np.isin(kinds, [int(k) for k in STORABLE]),
            collection,
        ),
        ("bad_coordinate", ~finite, infinite),
        ("too_many_vertices", vertices > limits.feature_vertices, large),
    )
    return [
        (place, code, said) for code, bad, said in checks for place in np.flatnonzero(bad).tolist()
    ]
