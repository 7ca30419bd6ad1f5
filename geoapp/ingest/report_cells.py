"""The cells of a monthly report, as people type them or as a workbook holds them."""

from collections.abc import Mapping
from typing import Any, Final

from geoapp.domain.messages import message
from geoapp.domain.reports import TEXTS, Fault
from geoapp.ingest.batches import Cell
from geoapp.ingest.editing import DECIMALS
from geoapp.ingest.fields import FieldKind
from geoapp.ingest.values.numbers import read_amount, whole
from geoapp.ingest.values.unfit import Doubtful, Unfit

# What each number counts, and what a bare one means; money is stored in VND.
NUMBERS: Final[dict[str, tuple[FieldKind, str | None]]] = {
    "progress": ("percent", None),
    "disbursed_month_vnd": ("money", "billion"),
    "disbursed_vnd": ("money", "billion"),
}
CELLS: Final = (*NUMBERS, *TEXTS)


def read_report_cells(
    cells: Mapping[str, Cell], lang: str | None
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Return the values of `CELLS` and what could not be read; an empty cell tells nothing.

    `lang` says which sign stands before decimals, None that cells are numbers already.
    """
    values: dict[str, Any] = {}
    faults = []
    for name in CELLS:
        cell = cells.get(name)
        if cell is None or cell == "":
            continue
        try:
            values[name] = _number(name, cell, lang) if name in NUMBERS else str(cell)
        except Unfit as unfit:
            faults.append(_fault(name, unfit))
    return values, tuple(faults)


def _number(name: str, cell: Cell, lang: str | None) -> float:
    kind, unit = NUMBERS[name]
    try:
        number = read_amount(cell, kind, unit, DECIMALS.get(lang or ""))
    except Doubtful as doubt:
        number = doubt.value  # type: ignore[assignment]
    return whole(number, cell) if kind == "money" else float(number)


def _fault(name: str, unfit: Unfit) -> Fault:
    if unfit.expected is None:
        return Fault(name, unfit.code, unfit.message)
    said = message("{fault} Expected: {expected}.", fault=unfit.message, expected=unfit.expected)
    return Fault(name, unfit.code, said)
