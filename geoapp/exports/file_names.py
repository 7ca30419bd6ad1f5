"""Names of exported files: readable, without marks, safe on every system."""

import re
from datetime import date
from typing import Final

from geoapp.domain.messages import message, say
from geoapp.domain.spelling import strip_marks

UNSAFE: Final = re.compile(r"[^a-z0-9]+")
MOST_CHARACTERS: Final = 80


def file_name(words: str, day: date, extension: str, lang: str) -> str:
    """Return ban-do-huyen-phu-loc-2026-11-21.pdf; `words` name what the file shows."""
    prefix = say(message("map {words}", words=words), lang)
    return f"{plain_name(prefix)}-{day.isoformat()}.{extension}"


def plain_name(words: str) -> str:
    """Return huyen-phu-loc for “Huyện Phú Lộc”: letters, digits and hyphens alone."""
    return UNSAFE.sub("-", strip_marks(words)).strip("-")[:MOST_CHARACTERS].strip("-")
