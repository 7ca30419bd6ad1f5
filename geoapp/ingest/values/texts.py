"""Names and other words: composed, trimmed, without control characters, never executed."""

import re
from typing import Final
from unicodedata import is_normalized, normalize

from geoapp.domain.messages import message
from geoapp.ingest.batches import Cell
from geoapp.ingest.limits import Limits, feature_over_limit
from geoapp.ingest.values.unfit import Doubtful, Unfit

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Characters that turn the direction of writing round: what is shown is not what is stored.
TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
SPACE: Final = re.compile(r"\s+")
# Our own CSV and XLSX files put a quote before what a spreadsheet would compute.
GUARDED: Final = re.compile(r"'(?=[=+\-@\t\r])")
FORMULA: Final = re.compile(r"[=@]|[+-](?![\d\s.,]+$)")
MARKUP: Final = re.compile(r"<\s*/?\s*[a-zA-Z!]|\{\{|\{%")
CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}")


def read_text(cell: Cell, limits: Limits) -> str:
    """Return the words with single blanks; raises `Unfit`, or `Doubtful` for what looks odd."""
    if isinstance(cell, str) and _is_plain(cell, limits):
        return cell
    text = plain_text(cell, limits)
    if not text.isascii() and TURNING.search(text):
        said = message("The text holds characters that turn its direction round.")
        raise Doubtful(text, "turned_text", said)
    if FORMULA.match(text):
        said = message("“{cell}” looks like a formula; it is kept as text.", cell=text[:40])
        raise Doubtful(text, "looks_like_formula", said)
    if MARKUP.search(text):
        said = message("“{cell}” looks like markup; it is kept as text.", cell=text[:40])
        raise Doubtful(text, "looks_like_markup", said)
    return text


def _is_plain(text: str, limits: Limits) -> bool:
    """Tell at once what nearly every text is: nothing in it needs a closer look."""
    return (
        text[:1].isalnum()
        and len(text) <= limits.text_characters
        and text.isprintable()
        and not text.endswith(" ")
        and "  " not in text
        and "<" not in text
        and "{" not in text
        and is_normalized("NFC", text)
    )


def plain_text(cell: Cell, limits: Limits) -> str:
    """Return the words of a cell, also of a number; raises `Unfit` for what cannot be stored."""
    if isinstance(cell, str):
        text = cell
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        text = f"{cell:.15g}"
    else:
        raise Unfit(
            "not_text",
            message("“{cell}” is no text.", cell=str(cell)[:40]),
            message("one value, not a list"),
        )
    if len(text) > limits.text_characters:
        raise Unfit("text_too_long", feature_over_limit(limits, "text_characters"))
    if CONTROL.search(text):
        raise Unfit(
            "control_character",
            message("The text holds a control character that cannot be stored."),
            message("letters, digits and punctuation"),
        )
    guard = GUARDED.match(text)
    return SPACE.sub(" ", normalize("NFC", text[guard.end() :] if guard else text)).strip()


def read_code(cell: Cell, limits: Limits) -> str:
    """Return a project's code in capitals."""
    if isinstance(cell, str) and CODE.fullmatch(cell):
        return cell
    text = plain_text(cell, limits).upper()
    if not CODE.fullmatch(text):
        raise Unfit(
            "bad_code",
            message("“{cell}” cannot be a project code.", cell=text[:60]),
            message("capital letters, digits, “.”, “_” and “-”, at most 40, such as TTH-032"),
        )
    return text
