"""The names at the left of bars: agencies have long ones, phones are narrow."""

from collections.abc import Sequence
from typing import Any

# Letters in a line.
ONE_LINE = 24
# Height of a bar's row, px, by the lines of its longest name.
ROW_HEIGHT = {1: 27, 2: 40}
LINE_HEIGHT = 17


def name_rows(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row for each name; `lift` keeps two lines in the middle of their bar."""
    return [
        {"key": bar_key(place), "words": lines, "lift": -LINE_HEIGHT * (len(lines) - 1) / 2}
        for place, lines in enumerate(map(lines_of, names))
    ]


def bar_key(place: int) -> str:
    """Return what orders a bar; names are not unique."""
    return f"{place:04}"


def bars_height(names: Sequence[str]) -> int:
    """Return how high the bars of these names are, px."""
    return ROW_HEIGHT[max((len(lines_of(name)) for name in names), default=1)] * max(len(names), 1)


def lines_of(name: str) -> list[str]:
    """Return a name in one line or two, the second ended by … where it is longer still."""
    if len(name) <= ONE_LINE:
        return [name]
    cut = name.rfind(" ", 0, ONE_LINE + 1)
    cut = cut if cut > 0 else ONE_LINE
    second = name[cut:].strip()
    return [name[:cut], second if len(second) <= ONE_LINE else second[: ONE_LINE - 1] + "…"]
