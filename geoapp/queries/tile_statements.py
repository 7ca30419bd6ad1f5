"""The SQL that tiles of the filters in use were asked with, kept for their next tiles.

To put a statement together takes as long as PostgreSQL's answer; tiles of one filter differ in
numbers alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geoapp.queries.wanted import Wanted

# As many filters, each in one colour, as everybody looks at in one process.
MOST_KEPT = 128


@dataclass(frozen=True)
class TileStatement:
    """SQL and its values as the driver takes them; numbers of a tile replace those in `values`."""

    sql: str
    values: Mapping[str, Any]

    def for_tile(self, numbers: Mapping[str, float]) -> dict[str, Any]:
        """Return the values of another tile."""
        return {**self.values, **numbers}


class TileStatements:
    """Statements by filter and colour; of too many the one kept first is forgotten."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: dict[tuple[Wanted, str], TileStatement] = {}

    def find(self, wanted: Wanted, color: str) -> TileStatement | None:
        """Return the statement that was kept, None before the first tile."""
        return self._kept.get((wanted, color))

    def keep(self, wanted: Wanted, color: str, statement: TileStatement) -> None:
        """Keep a statement; threads of one process may do so at the same time."""
        self._kept[wanted, color] = statement
        for oldest in list(self._kept)[: -self._most]:
            self._kept.pop(oldest, None)
