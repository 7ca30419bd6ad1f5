"""Which known project a row without a code may mean: proposals for a person, never a decision."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final
from unicodedata import normalize

import numpy as np
import shapely
from numpy.typing import NDArray

from geoapp.domain.spelling import fold_tones, has_marks, same_name, strip_marks
from geoapp.ingest.checked import Candidate
from geoapp.ingest.distances import metres_between
from geoapp.ingest.known import KnownIndex
from geoapp.ingest.word_index import WordIndex

OFFERED: Final = 3
# Left out of what names are first compared by: vowels, which tone marks move between, and blanks.
PASSED_OVER: Final = b"aeiouy \t\n\r\v\f\x1c\x1d\x1e\x1f"
LIKE: Final = 0.5
# Near by, a name needs to be less alike.
NEAR_M: Final = 300
LIKE_NEAR: Final = 0.25
DEGREE_M: Final = 111_000


class Matcher:
    """Finds projects by name and place."""

    def __init__(self, index: KnownIndex) -> None:
        self._index = index

    @cached_property
    def _by_consonants(self) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        for place, name in enumerate(self._index.names):
            found.setdefault(_consonants(name), []).append(place)
        return found

    @cached_property
    def _marked(self) -> WordIndex:
        return WordIndex(self._index.names, fold_tones)

    @cached_property
    def _bare(self) -> WordIndex:
        return WordIndex(self._index.names, strip_marks)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        spots: NDArray[np.object_] = np.array(
            shapely.points(np.nan_to_num(self._index.lon_lat, nan=-180))
        )
        return shapely.STRtree(spots)

    def same_name(self, name: str) -> list[str]:
        """Return the codes, in order, of projects with this name wherever its tone marks stand."""
        index = self._index
        # Folding takes ten times as long as this first look, and few names pass it.
        alike = self._by_consonants.get(_consonants(name), [])
        return sorted(index.codes[place] for place in alike if same_name(index.names[place], name))

    def candidates(self, name: str | None, lon_lat: tuple[float, float] | None) -> list[Candidate]:
        """Return the likeliest projects, the best first; none where nothing speaks for any."""
        shares = self._likeness(name) if name else {}
        near = self._near(lon_lat) if lon_lat else {}
        kept = [
            Candidate(
                self._index.codes[place],
                self._index.names[place],
                round(shares.get(place, 0.0), 3),
                round(near[place], 1) if place in near else self._distance(place, lon_lat),
            )
            for place in {*shares, *near}
            if shares.get(place, 0.0) >= (LIKE_NEAR if place in near else LIKE)
        ]
        kept.sort(key=lambda one: (-one.likeness, one.distance_m or 0.0, one.code))
        return kept[:OFFERED]

    def _likeness(self, name: str) -> dict[int, float]:
        # Hương Văn and Hương Vân are two; a name typed without marks may mean either.
        return (self._marked if has_marks(name) else self._bare).likeness(name)

    def _near(self, lon_lat: tuple[float, float]) -> dict[int, float]:
        spot = shapely.Point(lon_lat)
        found = self._tree.query(spot, predicate="dwithin", distance=1.1 * NEAR_M / DEGREE_M)
        apart = metres_between(self._index.lon_lat[found], np.tile(lon_lat, (len(found), 1)))
        pairs: Iterable[tuple[int, float]] = zip(found.tolist(), apart.tolist(), strict=True)
        return {place: metres for place, metres in pairs if metres <= NEAR_M}

    def _distance(self, place: int, lon_lat: tuple[float, float] | None) -> float | None:
        if lon_lat is None or not np.isfinite(self._index.lon_lat[place]).all():
            return None
        apart = metres_between(self._index.lon_lat[[place]], np.array([lon_lat]))
        return round(float(apart[0]), 1)


def _consonants(name: str) -> bytes:
    composed = normalize("NFC", name.lower())
    return composed.encode("ascii", "ignore").translate(None, PASSED_OVER)
