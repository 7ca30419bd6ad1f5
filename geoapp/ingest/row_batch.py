"""A batch of rows as values and places, beside what is known of their projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from geoapp.ingest.checked import Value
from geoapp.ingest.known_batch import KnownBatch
from geoapp.ingest.row_places import Placed
from geoapp.ingest.row_values import Columns


@dataclass(frozen=True)
class RowBatch:
    """Lists in the order of the rows; `values` by field without the code, `old` what is known."""

    numbers: Sequence[int]
    codes: Sequence[str | None]
    values: Columns
    old: Columns
    known: KnownBatch
    placed: Placed

    def old_value(self, field: str, place: int) -> Value:
        """Return what is known of a field, None where nothing is."""
        return self.old[field][place] if field in self.old else None  # type: ignore[return-value]

    def new_value(self, field: str, place: int) -> Value:
        """Return what the row says of a field, None where it says nothing."""
        return self.values[field][place] if field in self.values else None  # type: ignore[return-value]

    @cached_property
    def now(self) -> Columns:
        """Return new values where there are any, else those known."""
        nothing: list[object] = [None] * len(self.codes)
        found: Columns = {"name": nothing, "sector": nothing, "kind": nothing}
        for field in {*self.values, *self.old}:
            new, old = self.values.get(field), self.old.get(field)
            if new is None or old is None:
                found[field] = new or old or nothing
            else:
                found[field] = [b if n is None else n for n, b in zip(new, old, strict=True)]
        return found
