"""Keys that stand twice in one object: parsers keep one of them without a word."""

import json
from collections import Counter
from typing import Any


class KeyTwice(ValueError):
    """An object has a key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def check_keys(raw: bytes) -> Any:
    """Decode JSON that is known to be valid; raises `KeyTwice`, or RecursionError."""
    return json.loads(raw, object_pairs_hook=_once, parse_int=len, parse_float=len)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise KeyTwice(counts.most_common(1)[0][0])
    return found
