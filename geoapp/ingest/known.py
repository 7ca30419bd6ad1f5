"""What is already known of projects, as plain values that a caller hands in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from shapely.geometry.base import BaseGeometry

from geoapp.ingest.crs import Floats
from geoapp.ingest.values.agencies import KnownAgency

# Beside a project's fields: whether its baseline was made up, so that nobody approved it.
INVENTED = "baseline_invented"
# And whether its capital is planned by source, which adds up to the plan of the year.
BY_SOURCE = "capital_by_source"


@dataclass(frozen=True)
class KnownRows:
    """Projects as columns, in any order: values by field, WKB in EPSG:4326, last revision.

    Values are plain: codes of agencies, days as dates or YYYY-MM-DD, None where unknown.
    """

    codes: Sequence[str]
    revisions: Sequence[int]
    values: Mapping[str, Sequence[object]]
    geometry: Sequence[bytes | None]


NO_ROWS = KnownRows((), (), {}, ())


@dataclass(frozen=True)
class KnownIndex:
    """Code, name and place of every project, in any order; `lon_lat` is (n, 2), NaN without one."""

    codes: Sequence[str] = ()
    names: Sequence[str] = ()
    lon_lat: Floats = field(default_factory=lambda: np.empty((0, 2)))


@dataclass(frozen=True)
class Known:
    """All that checking and comparing need to know.

    `find` returns the projects with these codes, leaving out codes that nobody has; it is
    asked once for each batch of rows. `scope` are the codes that the file should hold: those
    of them that it lacks are told as missing.
    """

    province: BaseGeometry
    agencies: Sequence[KnownAgency] = ()
    index: KnownIndex = field(default_factory=KnownIndex)
    find: Callable[[Sequence[str]], KnownRows] = lambda _codes: NO_ROWS
    scope: Collection[str] = ()
