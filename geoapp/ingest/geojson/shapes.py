"""Typed geometries into WKB, with the issues that only their positions show."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from geoapp.domain.messages import message
from geoapp.ingest.geojson.arrays import Built, build_geometries
from geoapp.ingest.geojson.structs import Shape
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits, feature_over_limit, over_limit


class ShapeReader:
    """Reads batches and counts their vertices against the limit of the whole file."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.vertices = limits, 0

    def read(
        self, shapes: Sequence[Shape | None], numbers: Sequence[int]
    ) -> tuple[list[bytes | None], list[Issue]]:
        """Return WKB without heights, None for what cannot be stored, and the issues."""
        built = build_geometries(shapes)
        self.vertices += int(built.vertices.sum())
        if self.vertices > self.limits.vertices:
            raise over_limit(self.limits, "vertices")
        issues = list(_issues(built, numbers, self.limits))
        built.geometry[built.vertices > self.limits.feature_vertices] = None
        return shapely.to_wkb(built.geometry).tolist(), issues


def _issues(built: Built, numbers: Sequence[int], limits: Limits) -> Iterator[Issue]:
    for place, start in built.open_rings.items():
        yield Issue(
            numbers[place],
            "open_ring",
            "error",
            message("A ring does not end where it begins."),
            field="geometry",
            expected=message("the last position of a ring equal to the first"),
            place=start,
        )
    for place in np.flatnonzero(built.vertices > limits.feature_vertices).tolist():
        said = feature_over_limit(limits, "feature_vertices")
        yield Issue(numbers[place], "too_many_vertices", "error", said, field="geometry")
    said = message("The geometry has heights; only longitude and latitude are kept.")
    for place in np.flatnonzero(built.with_heights).tolist():
        yield Issue(numbers[place], "heights_left_out", "warning", said, field="geometry")
