"""Units of the made-up province: a clean coverage of communes, and districts made of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geoapp.ingest.sample_files import AreaSuccessor, Level, Unit

WEST, SOUTH, EAST, NORTH = 107.05, 16.0, 108.15, 16.7
# Communes in columns and rows; a district is two by two of them.
COLUMNS, ROWS = 10, 4
DISTRICTS = COLUMNS * ROWS // 4
# Points along one side of a commune.
SIDE = 12
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_COMMUNES = date(2025, 7, 1)
PROVINCE = "90"
SOURCE = "Địa giới tự sinh để thử tải"
FIRST = ("An", "Bình", "Hòa", "Phú", "Vĩnh", "Tân", "Long", "Thanh")
SECOND = ("Lộc", "Sơn", "Hải", "Mỹ", "Điền", "Xuân", "Thủy")

FORMER_IN_EACH = 3

Placed = tuple[Unit, BaseGeometry | None, str]


def place_names() -> list[str]:
    """Return 56 two-word names, no two alike, in an order that mixes both words."""
    pairs = ((FIRST[k % len(FIRST)], SECOND[k % len(SECOND)]) for k in range(56))
    return [" ".join(pair) for pair in pairs]


def make_units(seed: int) -> list[Placed]:
    """Make the province, its former districts and its communes, with outlines and their source.

    The former communes, three in each of today's, have none, as in the code lists.
    """
    names = place_names()
    corners = _warped_lattice(np.random.default_rng(seed))
    cells = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    outlines = [_cell(corners, *cell) for cell in cells]
    parents = [column // 2 * 2 + row // 2 for column, row in cells]
    districts = [
        [outline for outline, found in zip(outlines, parents, strict=True) if found == parent]
        for parent in range(DISTRICTS)
    ]
    units = [_placed("province", PROVINCE, "Tỉnh Tự Sinh", outlines)]
    for parent, parts in enumerate(districts):
        units.append(_placed("district", _district(parent), f"Huyện {names[40 + parent]}", parts))
    for number, (outline, parent) in enumerate(zip(outlines, parents, strict=True)):
        name = f"{'Phường' if parent == 0 else 'Xã'} {names[number]}"
        units.append(_placed("commune", f"{PROVINCE}{number + 1:03}", name, [outline]))
        units += _former_communes(number, names[number], _district(parent))
    return units


def _district(number: int) -> str:
    return f"{PROVINCE}{number + 1:02}"


def _former_communes(number: int, name: str, district: str) -> Iterator[Placed]:
    for part in range(1, FORMER_IN_EACH + 1):
        unit = Unit(
            level="commune",
            code=f"{PROVINCE}{number + 1:03}{part}",
            name=f"Xã {name} {part}",
            parent_code=district,
            valid_from=None,
            valid_to=LAST_DAY_OF_DISTRICTS,
            successors=[
                AreaSuccessor(f"{PROVINCE}{number + 1:03}", FIRST_DAY_OF_COMMUNES, part=False)
            ],
        )
        yield unit, None, SOURCE


def _placed(level: Level, code: str, name: str, parts: list[BaseGeometry]) -> Placed:
    outline: Any = shapely.union_all(parts)
    unit = Unit(
        level=level,
        code=code,
        name=name,
        parent_code=None if level == "province" else PROVINCE,
        valid_from=FIRST_DAY_OF_COMMUNES if level == "commune" else None,
        valid_to=LAST_DAY_OF_DISTRICTS if level == "district" else None,
    )
    return unit, MultiPolygon([outline]), SOURCE


def _warped_lattice(random: np.random.Generator) -> NDArray[np.float64]:
    """Return points [column, row, lon/lat], bent too gently for any two sides to cross."""
    across = np.linspace(0, COLUMNS, COLUMNS * SIDE + 1)
    up = np.linspace(0, ROWS, ROWS * SIDE + 1)
    flat = np.stack(np.meshgrid(across, up, indexing="ij"), axis=-1)
    bent = flat + random.uniform(-0.15, 0.15, flat.shape) / SIDE
    for pace in (0.7, 1.9, 4.3):
        for axis in (0, 1):
            turns = flat @ random.uniform(-pace, pace, 2) + random.uniform(0, 2 * np.pi)
            bent[..., axis] += 0.15 / pace * np.sin(turns)
    size = np.array([(EAST - WEST) / COLUMNS, (NORTH - SOUTH) / ROWS])
    points: NDArray[np.float64] = np.array([WEST, SOUTH]) + bent * size
    return np.round(points, 6)


def _cell(points: NDArray[np.float64], column: int, row: int) -> BaseGeometry:
    return Polygon(points[tuple(zip(*_ring(column * SIDE, row * SIDE), strict=True))])


def _ring(x: int, y: int) -> Iterator[tuple[int, int]]:
    for step in range(SIDE):
        yield x + step, y
    for step in range(SIDE):
        yield x + SIDE, y + step
    for step in range(SIDE):
        yield x + SIDE - step, y + SIDE
    for step in range(SIDE):
        yield x, y + SIDE - step
