"""The codes of all rows before any is checked: which stand twice, which the file lacks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from geoapp.domain.messages import message
from geoapp.ingest.batches import Cell
from geoapp.ingest.checks.found import Found
from geoapp.ingest.choices import Choices
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.row_values import in_unicode
from geoapp.ingest.values.columns import is_empty
from geoapp.ingest.values.texts import read_code
from geoapp.ingest.values.unfit import Unfit

NAMED: int = 5


@dataclass(frozen=True)
class FileCodes:
    """All codes of the file, and the rows of those that stand more than once."""

    all: frozenset[str]
    twice: dict[str, list[int]]

    def missing(self, scope: Collection[str]) -> list[str]:
        """Return the codes of the scope that the file lacks, in order."""
        return sorted(set(scope) - self.all)

    def check(self, codes: Sequence[str | None]) -> Iterator[Found]:
        """Yield rows whose code stands in another row too: neither wins."""
        for place, code in enumerate(codes):
            rows = self.twice.get(code) if code else None
            if rows:
                said = message(
                    "The code {code} stands in more than one row: {rows}.",
                    code=code, rows=", ".join(map(str, rows[:NAMED])),
                )  # fmt: skip
                yield Found(place, "code_twice", "error", said, "code")


def find_codes(table: RawTable, choices: Choices, limits: Limits) -> FileCodes:
    """Read the column of codes alone; codes given to rows by a planner count like their own."""
    first: dict[str, int] = {}
    twice: dict[str, list[int]] = {}
    for numbers, cells in zip(table.numbers(), _cells(table, choices), strict=True):
        for number, cell in zip(numbers, cells, strict=True):
            code = code_of(cell, number, choices, limits)
            if code is None:
                continue
            if code in first:
                twice.setdefault(code, [first[code]]).append(number)
            else:
                first[code] = number
    return FileCodes(frozenset(first), twice)


def code_of(cell: Cell, number: int, choices: Choices, limits: Limits) -> str | None:
    """Return the code of a row: its own, else the one a planner gave it; None without both."""
    if cell is None or (isinstance(cell, str) and is_empty(cell)):
        return choices.matches.get(number)
    try:
        return read_code(cell, limits)
    except Unfit:
        return choices.matches.get(number)


def _cells(table: RawTable, choices: Choices) -> Iterator[list[Cell]]:
    column = choices.column_of("code")
    if column is None:
        return ([None] * len(numbers) for numbers in table.numbers())
    return (in_unicode(cells, choices.encoding) for cells in table.column(column))
