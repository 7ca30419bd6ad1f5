"""Numbers as people type them: 1.234,5 and 1,234.5, with units, percent signs and blanks."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from geoapp.domain.messages import message
from geoapp.domain.spelling import strip_marks
from geoapp.ingest.batches import Cell
from geoapp.ingest.fields import UNIT_WORDS, UNITS, FieldKind
from geoapp.ingest.values.unfit import Doubtful, Unfit

Decimal = Literal[",", "."]
LARGEST: Final = 2**63 - 1
NUMBER: Final = re.compile(r"(?P<number>[+-]?[\d.,]*\d)(?P<unit>[^\d.,]*[23²³]?)")
BLANKS: Final = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3})")
PLAIN: Final = re.compile(r"[+-]?\d+")
# What each decimal sign allows: groups of three before it, any digits behind it.
STYLES: Final[dict[Decimal, re.Pattern[str]]] = {
    ",": re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?"),
    ".": re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"),
}
GROUPS: Final[dict[Decimal, str]] = {",": ".", ".": ","}


def read_number(cell: Cell, decimal: Decimal | None) -> tuple[float, str]:
    """Return number and unit words, without marks; raises `Unfit`, `Doubtful` when ambiguous.

    Without a decimal sign for the column a number such as 1.234 is read the Vietnamese way.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _finite(cell), ""
    if not isinstance(cell, str):
        raise not_a_number(cell)
    found = NUMBER.fullmatch(BLANKS.sub("", cell.strip()))
    if not found:
        raise not_a_number(cell)
    text, unit = found["number"], strip_marks(found["unit"]).replace("²", "2").strip(" .")
    styles = [style for style, pattern in STYLES.items() if pattern.fullmatch(text)]
    if not styles:
        raise not_a_number(cell)
    style = decimal if decimal in styles else styles[0]
    number = _finite(_value(text, style))
    if len(styles) > 1 and decimal is None and not PLAIN.fullmatch(text):
        said = message("“{cell}” was read as {number}.", cell=cell[:40], number=_shown(number))
        raise Doubtful((number, unit), "ambiguous_number", said)
    return number, unit


def find_decimal(cells: Iterable[Cell]) -> Decimal | None:
    """Return the decimal sign that the column's clear numbers agree on."""
    found = set()
    for cell in cells:
        match = NUMBER.fullmatch(BLANKS.sub("", cell.strip())) if isinstance(cell, str) else None
        styles = [
            s for s, pattern in STYLES.items() if match and pattern.fullmatch(match["number"])
        ]
        if len(styles) == 1:
            found.add(styles[0])
    return found.pop() if len(found) == 1 else None


def read_amount(cell: Cell, kind: FieldKind, unit: str | None, decimal: Decimal | None) -> float:
    """Return the cell in the stored unit; a unit in the cell goes before the column's."""
    try:
        number, words = read_number(cell, decimal)
    except Doubtful as doubt:
        number, words = doubt.value  # type: ignore[misc]
        doubt.value = _scaled(cell, number, words, kind, unit)
        raise
    return _scaled(cell, number, words, kind, unit)


def _scaled(cell: Cell, number: float, words: str, kind: FieldKind, unit: str | None) -> float:
    known: Mapping[str, str] = UNIT_WORDS.get(kind, {})
    if words and words not in known:
        raise Unfit(
            "unknown_unit",
            message("“{cell}” has a unit that is not known here.", cell=str(cell)[:40]),
            message("a number, or one with {units}", units=", ".join(dict.fromkeys(known)) or "–"),
        )
    name = known.get(words) or unit
    if not name:
        return number
    scaled = number * UNITS[kind][name]
    return scaled if UNITS[kind][name] == 1 else _finite(round(scaled, 6))


def not_a_number(cell: Cell) -> Unfit:
    """Return what to say of a cell that is no number."""
    return Unfit(
        "not_a_number",
        message("“{cell}” is no number.", cell=str(cell)[:40]),
        message("a number such as 1.234,5 or 1234.5"),
    )


def whole(number: float, cell: Cell) -> int:
    """Return the number as an integer; raises `Unfit` when it has a fraction or is too large."""
    rounded = round(number)
    if abs(rounded) > LARGEST:
        raise Unfit("number_too_large", message("“{cell}” is too large.", cell=str(cell)[:40]))
    if abs(rounded - number) > 1e-6 * max(1.0, abs(number)):
        raise Unfit(
            "not_whole",
            message("“{cell}” is no whole number.", cell=str(cell)[:40]),
            message("a whole number"),
        )
    return rounded


def _value(text: str, decimal: Decimal) -> float:
    plain = text.replace(GROUPS[decimal], "").replace(decimal, ".")
    return int(plain) if PLAIN.fullmatch(plain) and len(plain) < 25 else float(plain)


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise Unfit("number_too_large", message("The number is too large."))
    return number


def _shown(number: float) -> str:
    return f"{number:.12g}"
