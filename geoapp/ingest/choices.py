"""What a planner confirms between reading and checking, as one value to store."""

from datetime import date
from typing import Literal

from msgspec import Struct

from geoapp.ingest.crs import Frame
from geoapp.ingest.fields import PLACE_FIELDS, Target
from geoapp.ingest.old_encodings import OldEncoding


class Choices(Struct, frozen=True, kw_only=True):
    """How to read the raw table; rows are named by their number in the file.

    `matches` are codes given to rows without one. `repairs` are rows whose repaired geometry
    is accepted. A field in `clearing` becomes unknown where its cell is empty; else an empty
    cell says nothing. `position` is how positions were found, where the file does not say.
    """

    columns: dict[str, Target]
    frame: Frame | None
    today: date
    encoding: OldEncoding | None = None
    matches: dict[int, str] = {}
    repairs: frozenset[int] = frozenset()
    clearing: frozenset[str] = frozenset()
    position: Literal["surveyed", "estimated", "schematic"] = "estimated"

    def column_of(self, field: str) -> str | None:
        """Return the column that means this field."""
        return next((name for name, target in self.columns.items() if target.field == field), None)

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of the project that the file sets."""
        named = (target.field for target in self.columns.values())
        return tuple(name for name in named if name not in PLACE_FIELDS)
