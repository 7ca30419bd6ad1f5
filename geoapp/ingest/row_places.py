"""Where the rows of a batch lie, in EPSG:4326, with checks and the repairs that are offered."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from msgspec import structs
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geoapp.domain.messages import message
from geoapp.ingest.batches import Batch
from geoapp.ingest.checked import Repair
from geoapp.ingest.checks.found import Found
from geoapp.ingest.checks.geometries import check_places, check_validity, within
from geoapp.ingest.checks.repairs import offer_repair
from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import geometries_to_degrees, to_degrees
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.places import locate
from geoapp.ingest.positions import AROUND_PROVINCE
from geoapp.ingest.refusals import UploadRefused

# More repairs than this are more than a person looks at.
REPAIRS: int = 1_000


@dataclass
class Placed:
    """Geometries of a batch in EPSG:4326, None without one; repairs by place."""

    geometry: NDArray[np.object_]
    found: list[Found]
    issues: list[Issue]
    repairs: dict[int, Repair] = field(default_factory=dict)


class Placer:
    """Places batches by the frame that a planner chose."""

    def __init__(self, choices: Choices, province: BaseGeometry, limits: Limits) -> None:
        self._choices, self._limits = choices, limits
        self._around = shapely.buffer(province, AROUND_PROVINCE)
        self._offered = 0
        shapely.prepare(self._around)

    def place(self, batch: Batch) -> Placed:
        """Return where the rows lie; a file with positions needs a frame."""
        located = locate(batch, self._choices.columns, self._limits)
        frame = self._choices.frame
        if frame is None:
            if not shapely.is_missing(located.geometry).all():
                raise UploadRefused(
                    "frame_needed", message("The coordinate system of the file is not chosen yet.")
                )
            return Placed(located.geometry, [], located.issues)
        placed = Placed(geometries_to_degrees(frame, located.geometry), [], located.issues)
        placed.found += check_places(placed.geometry, self._around)
        # What cannot be stored anyhow is not measured: its coordinates may be infinite.
        placed.geometry[~shapely.is_missing(placed.geometry) & ~within(placed.geometry)] = None
        for one in check_validity(placed.geometry):
            self._offer(one, batch.numbers[one.place], placed)
        return placed

    def _offer(self, fault: Found, row: int, placed: Placed) -> None:
        repair = None
        if row in self._choices.repairs or self._offered < REPAIRS:
            repair = offer_repair(placed.geometry[fault.place])
            self._offered += 1
        if repair is None or row not in self._choices.repairs:
            placed.found.append(fault)
            if repair:
                placed.repairs[fault.place] = repair
            return
        placed.geometry[fault.place] = shapely.from_wkb(repair.geometry)
        said = message("{fault} The repair was accepted. {repair}", fault=fault.message,
                       repair=repair.message)  # fmt: skip
        placed.found.append(
            fault._replace(code="repaired_geometry", severity="warning", message=said)
        )

    def in_degrees(self, issue: Issue, project: str | None) -> Issue:
        """Return an issue of the reading with its place as lon, lat, and the project's code."""
        place, frame = issue.place, self._choices.frame
        if place is not None and frame is not None:
            lon, lat = to_degrees(frame, np.array([place]))[0].tolist()
            place = (lon, lat) if np.isfinite([lon, lat]).all() else None
        return structs.replace(issue, project=project, place=place)
