"""A whole column of cells into values, with the problems of single cells beside them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from geoapp.ingest.batches import Cell
from geoapp.ingest.fields import BY_NAME, Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.values.agencies import Agencies
from geoapp.ingest.values.checked_numbers import RANGES, read_quantities, read_quantity
from geoapp.ingest.values.choices import LISTS, read_choice
from geoapp.ingest.values.dates import read_date
from geoapp.ingest.values.texts import read_code, read_text
from geoapp.ingest.values.unfit import Doubtful, Unfit

Problem = TypeVar("Problem", Unfit, Doubtful)
Reader = Callable[[Cell], object]
# Values of a closed list or of a calendar repeat; this many of them are remembered.
REMEMBERED: Final = 5_000
REPEATING: Final = {"date", "agency", *LISTS}
EMPTY: Final = frozenset({"", "-", "–", "—", "null", "n/a", "#n/a"})


@dataclass
class ReadColumn:
    """Values in the order of the cells, None where empty or unfit; problems by their place."""

    values: list[object]
    unfit: dict[int, Unfit] = field(default_factory=dict)
    doubtful: dict[int, Doubtful] = field(default_factory=dict)


class ColumnReader:
    """Reads the cells of one column, batch after batch."""

    def __init__(self, target: Target, agencies: Agencies, limits: Limits) -> None:
        self._read = _reader(target, agencies, limits)
        self._target, kind = target, BY_NAME[target.field].kind
        self._repeats, self._is_quantity = kind in REPEATING, kind in RANGES
        self._known: dict[str, object] = {}
        self._doubted: dict[str, Doubtful] = {}

    def read(self, cells: list[Cell]) -> ReadColumn:
        """Return the values of these cells."""
        quick = read_quantities(cells, self._target) if self._is_quantity else None
        if quick is not None:
            return ReadColumn(quick)
        found = ReadColumn([None] * len(cells))
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                if (known := self._known.get(cell)) is not None:
                    found.values[place] = known
                    continue
                if (doubt := self._doubted.get(cell)) is not None:
                    found.values[place], found.doubtful[place] = doubt.value, doubt
                    continue
                if is_empty(cell):
                    continue
            self._read_cell(place, cell, found)
        return found

    def _read_cell(self, place: int, cell: Cell, found: ReadColumn) -> None:
        try:
            found.values[place] = value = self._read(cell)
        except Unfit as unfit:
            found.unfit[place] = _kept(unfit)
        except Doubtful as doubt:
            found.doubtful[place] = _kept(doubt)
            found.values[place] = doubt.value
            self._remember(cell, doubt, self._doubted)
        else:
            self._remember(cell, value, self._known)

    def _remember(self, cell: Cell, value: Any, known: dict[str, Any]) -> None:
        if self._repeats and isinstance(cell, str) and len(known) < REMEMBERED:
            known[cell] = value


def _kept(error: Problem) -> Problem:
    # A traceback holds all that was being read, in a circle that outlives its batch.
    return error.with_traceback(None)


def is_empty(text: str) -> bool:
    """Tell whether people mean “nothing” by this text."""
    return len(text) < 5 and text.strip().lower() in EMPTY


def _reader(target: Target, agencies: Agencies, limits: Limits) -> Reader:
    kind = BY_NAME[target.field].kind
    if kind in LISTS:
        return lambda cell: read_choice(cell, kind)
    if kind == "date":
        finish = not target.field.endswith("start")
        return lambda cell: read_date(cell, finish=finish)
    readers: dict[str, Reader] = {
        "code": lambda cell: read_code(cell, limits),
        "text": lambda cell: read_text(cell, limits),
        "wkt": lambda cell: read_text(cell, limits),
        "agency": agencies.read,
        "agencies": agencies.read_list,
    }
    return readers.get(kind, lambda cell: read_quantity(cell, target))
