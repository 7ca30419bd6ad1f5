"""Reading single cells of a form or of a program's data, collecting what is wrong by field."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from geoapp.domain.errors import Problem
from geoapp.domain.messages import Message, message
from geoapp.ingest.batches import Cell
from geoapp.ingest.editing import DECIMALS
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.values.checked_numbers import read_quantity
from geoapp.ingest.values.dates import read_date
from geoapp.ingest.values.texts import read_text
from geoapp.ingest.values.unfit import Doubtful, Unfit

# What a person writes about one obstacle or decision, in characters.
WORDS: Final = 2_000
LIMITS: Final = Limits(text_characters=WORDS)


class FormCells:
    """Cells by field; `lang` says how a form's numbers are written, None that they are data.

    Money of a form is in billions. An empty cell is None; what cannot be read is told in
    `problems`, what was read with a doubt in `doubts`, and both go on.
    """

    def __init__(self, cells: Mapping[str, object], lang: str | None) -> None:
        self._cells, self._lang = cells, lang
        self.problems: list[Problem] = []
        self.doubts: list[Problem] = []

    def day(self, name: str, *, finish: bool = True, needed: bool = False) -> date | None:
        """Read a day."""
        cell = self._filled(name, needed)
        if cell is None:
            return None
        try:
            return date.fromisoformat(read_date(cell, finish=finish))
        except Doubtful as doubt:
            self.doubts.append(Problem(name, doubt.message))
            return date.fromisoformat(str(doubt.value))
        except Unfit as unfit:
            self._refuse(name, unfit)
        return None

    def percent(self, name: str) -> float | None:
        """Read a percentage from 0 to 100."""
        return self._quantity(name, Target("progress", None, DECIMALS.get(self._lang or "")))

    def money(self, name: str, *, needed: bool = False) -> int | None:
        """Read an amount in VND."""
        unit = "billion" if self._lang else None
        target = Target("investment_vnd", unit, DECIMALS.get(self._lang or ""))
        amount = self._quantity(name, target, needed=needed)
        return None if amount is None else int(amount)

    def words(self, name: str, *, needed: bool = False) -> str | None:
        """Read text of at most `WORDS` characters."""
        cell = self._filled(name, needed)
        if cell is None:
            return None
        try:
            return read_text(cell, LIMITS)
        except Doubtful as doubt:
            return str(doubt.value)
        except Unfit as unfit:
            self._refuse(name, unfit)
        return None

    def choice(self, name: str, codes: Collection[str]) -> str | None:
        """Read one of the codes; it is needed."""
        cell = self._filled(name, True)
        if cell is None or cell in codes:
            return None if cell is None else str(cell)
        said = message("one of {choices}", choices=", ".join(codes))
        self.refuse(name, message("Expected {expected}, got “{got}”.", expected=said,
                                  got=str(cell)[:40]))  # fmt: skip
        return None

    def refuse(self, name: str, sentence: Message) -> None:
        """Add what is wrong with a field."""
        self.problems.append(Problem(name, sentence))

    def _quantity(self, name: str, target: Target, *, needed: bool = False) -> float | None:
        cell = self._filled(name, needed)
        if cell is None:
            return None
        try:
            return read_quantity(cell, target)
        except Doubtful as doubt:
            self.doubts.append(Problem(name, doubt.message))
            return float(doubt.value)  # type: ignore[arg-type]
        except Unfit as unfit:
            self._refuse(name, unfit)
        return None

    def _filled(self, name: str, needed: bool) -> Cell:
        cell = self._cells.get(name)
        empty = cell is None or (isinstance(cell, str) and not cell.strip())
        if empty and needed:
            self.refuse(name, message("This field must be filled in."))
        return None if empty else cell  # type: ignore[return-value]

    def _refuse(self, name: str, unfit: Unfit) -> None:
        said = unfit.message
        if unfit.expected is not None:
            said = message("{fault} Expected: {expected}.", fault=said, expected=unfit.expected)
        self.refuse(name, said)
