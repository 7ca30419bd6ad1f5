"""Quantities within the range that their field allows."""

from collections.abc import Sequence
from types import NoneType
from typing import Final

from geoapp.domain.messages import message
from geoapp.ingest.batches import Cell
from geoapp.ingest.fields import BY_NAME, UNITS, FieldKind, Target
from geoapp.ingest.values.numbers import LARGEST, read_amount, whole
from geoapp.ingest.values.unfit import Doubtful, Unfit

FULL: Final = 100
WHOLE: Final = ("money", "whole")
MOST: Final[dict[FieldKind, float]] = {"percent": FULL}
RANGES: Final = {
    "percent": message("a percentage from 0 to 100"),
    "money": message("an amount of 0 or more"),
    "whole": message("a whole number of 0 or more"),
    "area": message("more than 0"),
    "length": message("more than 0"),
}


def read_quantity(cell: Cell, target: Target) -> float:
    """Return the number in the stored unit; money and counts are integers."""
    kind = BY_NAME[target.field].kind
    try:
        return _checked(read_amount(cell, kind, target.unit, target.decimal), cell, kind)
    except Doubtful as doubt:
        doubt.value = _checked(doubt.value, cell, kind)  # type: ignore[arg-type]
        raise


def read_quantities(cells: Sequence[Cell], target: Target) -> list[object] | None:
    """Return a whole column of numbers that need no closer look, else None."""
    kind = BY_NAME[target.field].kind
    if target.unit and UNITS[kind][target.unit] != 1:
        return None
    wanted = int if kind in WHOLE else float
    if not set(map(type, cells)) <= {int, wanted, NoneType}:
        return None
    given = [cell for cell in cells if isinstance(cell, int | float)]
    if given and not (_least(kind) <= min(given) and max(given) <= MOST.get(kind, LARGEST)):
        return None
    return [wanted(cell) if isinstance(cell, int | float) else None for cell in cells]


def _least(kind: FieldKind) -> float:
    return 5e-324 if kind in ("area", "length") else 0


def _checked(number: float, cell: Cell, kind: FieldKind) -> float:
    if kind == "coordinate":
        return float(number)
    below = number <= 0 if kind in ("area", "length") else number < 0
    if below or (kind == "percent" and number > FULL):
        raise Unfit(
            "out_of_range",
            message("“{cell}” is out of range.", cell=str(cell)[:40]),
            RANGES[kind],
        )
    return whole(number, cell) if kind in WHOLE else float(number)
