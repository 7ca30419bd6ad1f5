"""The known projects of one batch, in the order of its rows."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.ingest.changes import plain_value
from geoapp.ingest.known import BY_SOURCE, INVENTED, Known, KnownRows


class KnownBatch:
    """What is known of each row's project; None where its code is new or it has none."""

    def __init__(self, codes: Sequence[str | None], known: Known) -> None:
        wanted = [code for code in dict.fromkeys(codes) if code is not None]
        self._rows: KnownRows = known.find(wanted)
        by_code = {code: place for place, code in enumerate(self._rows.codes)}
        self.places = [by_code.get(code) if code is not None else None for code in codes]
        self.is_new = [place is None for place in self.places]

    def revision(self, place: int) -> int | None:
        """Return the last revision of a row's project."""
        at = self.places[place]
        return None if at is None else self._rows.revisions[at]

    def has_invented_baseline(self, place: int) -> bool:
        """Tell whether the baseline of a row's project was made up."""
        return self._tells(INVENTED, place)

    def has_capital_by_source(self, place: int) -> bool:
        """Tell whether the capital of a row's project is planned by source of money."""
        return self._tells(BY_SOURCE, place)

    def _tells(self, name: str, place: int) -> bool:
        at, told = self.places[place], self._rows.values.get(name)
        return at is not None and told is not None and bool(told[at])

    def columns(self, fields: Iterable[str]) -> dict[str, list[object]]:
        """Return values of these fields, where they are known at all."""
        return {name: self._column(name) for name in fields if name in self._rows.values}

    def _column(self, field: str) -> list[object]:
        values = self._rows.values[field]
        found = [None if at is None else values[at] for at in self.places]
        first = next((value for value in found if value is not None), None)
        if isinstance(first, date | tuple):
            return [plain_value(value) for value in found]
        return found

    def geometry(self) -> NDArray[np.object_]:
        """Return the geometries in EPSG:4326."""
        raw = [None if at is None else self._rows.geometry[at] for at in self.places]
        found: NDArray[np.object_] = shapely.from_wkb(np.array(raw, dtype=object))
        return found
