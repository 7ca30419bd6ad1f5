"""Where made-up projects lie: points, lines of 50 vertices, areas of 61, crowded around towns."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.synthetic.units import EAST, NORTH, SOUTH, WEST

# The rest are areas.
POINTS, LINES = 0.7, 0.2
LINE_VERTICES, RING_VERTICES = 50, 61
UNPLACED = 0.03
TOWNS, IN_TOWNS, TOWN_WIDTH = 14, 0.65, 0.035
# Some lie off the coast, as ports do.
MARGIN = 0.01
DEGREE_M = 111_320.0

Floats = NDArray[np.floating[Any]]
Shapes = NDArray[np.object_]


class Places:
    """Geometries in EPSG:4326, one for each project, None for those without a place.

    `length_m` and `area_ha` are NaN where the form has none.
    """

    def __init__(self, random: np.random.Generator, count: int) -> None:
        centres = _centres(random, count)
        form = random.permutation(count) / count
        lines = (form >= POINTS) & (form < POINTS + LINES)
        areas = form >= POINTS + LINES
        self.geometries: Shapes = np.array(shapely.points(centres))
        self.length_m = np.full(count, np.nan)
        self.area_ha = np.full(count, np.nan)
        self.geometries[lines], self.length_m[lines] = _lines(random, centres[lines])
        self.geometries[areas], self.area_ha[areas] = _areas(random, centres[areas])
        self.geometries[random.permutation(count) < round(UNPLACED * count)] = None


def _centres(random: np.random.Generator, count: int) -> Floats:
    low, high = np.array([WEST, SOUTH]) - MARGIN, np.array([EAST, NORTH]) + MARGIN
    anywhere = random.uniform(low, high, (count, 2))
    towns = random.uniform(low, high, (TOWNS, 2))
    chosen = towns[(TOWNS * random.random(count) ** 2).astype(int)]
    crowded = chosen + random.normal(0, TOWN_WIDTH, (count, 2))
    inside = ((crowded >= low) & (crowded <= high)).all(axis=1)
    taken = inside & (random.random(count) < IN_TOWNS)
    return np.round(np.where(taken[:, None], crowded, anywhere), 6)


def _lines(random: np.random.Generator, starts: Floats) -> tuple[Shapes, Floats]:
    shape = (len(starts), LINE_VERTICES - 1)
    steps_m = random.uniform(30, 250, (len(starts), 1)) * random.uniform(0.5, 1.5, shape)
    heading = random.uniform(0, 2 * np.pi, (len(starts), 1)) + np.cumsum(
        random.normal(0, 0.12, shape), axis=1
    )
    moves = np.stack([np.cos(heading), np.sin(heading)], axis=-1) * steps_m[..., None] / DEGREE_M
    path = np.concatenate([starts[:, None], starts[:, None] + np.cumsum(moves, axis=1)], axis=1)
    return np.array(shapely.linestrings(np.round(path, 6))), np.round(steps_m.sum(axis=1))


def _areas(random: np.random.Generator, centres: Floats) -> tuple[Shapes, Floats]:
    count = len(centres)
    turn = np.linspace(0, 2 * np.pi, RING_VERTICES)[:-1]
    wobble = 1 + 0.2 * np.sin(3 * turn + random.uniform(0, 6, (count, 1)))
    radius_m = random.lognormal(5.5, 0.6, (count, 1)) * wobble
    rim = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * radius_m[..., None] / DEGREE_M
    rings = np.round(centres[:, None] + rim, 6)
    closed = np.concatenate([rings, rings[:, :1]], axis=1)
    area_ha = (radius_m**2).mean(axis=1) * np.pi / 10_000
    return np.array(shapely.polygons(closed)), np.round(area_ha, 1)
