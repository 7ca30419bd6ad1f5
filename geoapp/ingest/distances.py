"""Metres from degrees, near enough for what moved by how much: exact to 1 in 10,000 over 10 km."""

from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# Half axes of WGS 84.
EQUATOR_M: Final = 6_378_137.0
FLATTENING: Final = 1 / 298.257223563
SQUARED_ECCENTRICITY: Final = FLATTENING * (2 - FLATTENING)


def metres_per_degree(lat: Floats) -> Floats:
    """Return (n, 2): metres of a degree of longitude and of latitude at each latitude."""
    sine = np.sin(np.radians(lat))
    curve = 1 - SQUARED_ECCENTRICITY * sine**2
    across = EQUATOR_M / np.sqrt(curve) * np.cos(np.radians(lat))
    along = EQUATOR_M * (1 - SQUARED_ECCENTRICITY) / curve**1.5
    return np.radians(np.column_stack([across, along]))


def metres_between(one: Floats, other: Floats) -> Floats:
    """Return the distances of lon, lat pairs (n, 2)."""
    scale = metres_per_degree((one[:, 1] + other[:, 1]) / 2)
    across, along = ((one - other) * scale).T
    apart: Floats = np.hypot(across, along)
    return apart


def flattened(geometry: NDArray[np.object_], lat: Floats) -> NDArray[np.object_]:
    """Return each geometry in metres on a plane that touches the earth at its `lat`."""
    counts = shapely.get_num_coordinates(geometry)
    scale = np.repeat(metres_per_degree(lat), counts, axis=0)
    flat: NDArray[np.object_] = geometry.copy()
    shapely.set_coordinates(flat, shapely.get_coordinates(geometry) * scale)
    return flat
