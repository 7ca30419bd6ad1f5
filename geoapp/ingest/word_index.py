"""Names that share rare words, and how much of them they share."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from typing import Final

# A word in more names than this tells nothing by itself.
COMMON: Final = 2_000
LOOKED_AT: Final = 50


class WordIndex:
    """Names by their words, as `fold` makes them comparable."""

    def __init__(self, names: Sequence[str], fold: Callable[[str], str]) -> None:
        self._names, self._fold = names, fold
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            for word in set(self._words(name)):
                self._places.setdefault(word, []).append(place)

    def likeness(self, name: str) -> dict[int, float]:
        """Return places of names with the share of rare words in common, between 0 and 1."""
        rarity = {word: self._rarity(word) for word in self._words(name)}
        shared: Counter[int] = Counter()
        for word in rarity:
            places = self._places.get(word, [])
            if len(places) <= COMMON:
                shared.update(places)
        return {place: self._share(rarity, place) for place, _ in shared.most_common(LOOKED_AT)}

    def _share(self, rarity: dict[str, float], place: int) -> float:
        other = {word: self._rarity(word) for word in self._words(self._names[place])}
        both = sum(rarity[word] for word in rarity if word in other)
        return both / sum({**rarity, **other}.values())

    def _rarity(self, word: str) -> float:
        return log(1 + (1 + len(self._names)) / (1 + len(self._places.get(word, ()))))

    def _words(self, name: str) -> list[str]:
        return self._fold(name).replace(",", " ").replace("-", " ").split()
