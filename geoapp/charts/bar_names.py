"""The names of bars: agencies have long ones, phones are narrow."""

from collections.abc import Sequence
from typing import Any

# Letters in a line.
ONE_LINE = 24
# Height of a bar's row, px, by the lines of its longest name.
ROW_HEIGHT = {1: 27, 2: 40}
NARROW_ROW_HEIGHT = 42
LINE_HEIGHT = 17


def name_rows(names: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row for each name; `lift` keeps two lines in the middle of their bar."""
    return [
        {
            "key": bar_key(place),
            "name": name,
            "lines": lines_of(name),
            "lift": -LINE_HEIGHT * (len(lines_of(name)) - 1) / 2,
        }
        for place, name in enumerate(names)
    ]


def bar_key(place: int) -> str:
    """Return what orders a bar; names are not unique."""
    return f"{place:04}"


def bar_heights(names: Sequence[str]) -> dict[str, Any]:
    """Return how high the chart of these names is, px, and where it is narrow."""
    lines = max((len(lines_of(name)) for name in names), default=1)
    rows = max(len(names), 1)
    return {
        "height": ROW_HEIGHT[lines] * rows,
        "usermeta": {"narrow_height": NARROW_ROW_HEIGHT * rows},
    }


def lines_of(name: str) -> list[str]:
    """Return a name in one line or two, the second ended by … where it is longer still."""
    if len(name) <= ONE_LINE:
        return [name]
    cut = name.rfind(" ", 0, ONE_LINE + 1)
    cut = cut if cut > 0 else ONE_LINE
    second = name[cut:].strip()
    return [name[:cut], second if len(second) <= ONE_LINE else second[: ONE_LINE - 1] + "…"]
