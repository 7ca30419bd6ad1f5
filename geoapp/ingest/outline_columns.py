"""Finding code, level, name and dates of a unit among the columns of a file."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from geoapp.domain.spelling import strip_marks

CODES: dict[str, str | None] = {
    "code": None,
    "ma": None,
    "mahc": None,
    "madvhc": None,
    "madonvi": None,
    "gsoid": None,
    "matinh": "province",
    "provincecode": "province",
    "mahuyen": "district",
    "districtcode": "district",
    "maxa": "commune",
    "maphuongxa": "commune",
    "wardcode": "commune",
}
LEVELS = ("level", "cap", "caphc")
NAMES = ("name", "ten", "tendvhc", "tenxa", "tenhuyen", "tentinh", "tendonvi")
DATES = ("on", "validfrom", "tungay", "hieuluctu", "validto", "denngay")
LEVEL_WORDS = {
    "province": "province",
    "tinh": "province",
    "district": "district",
    "huyen": "district",
    "commune": "commune",
    "ward": "commune",
    "xa": "commune",
}
DIGITS = {"province": 2, "district": 3, "commune": 5}


class Columns:
    """Which column of a file holds what; names are compared without case, marks and signs."""

    def __init__(self, names: Iterable[str]) -> None:
        plain = {_plain(name): name for name in names}
        known = next((name for name in CODES if name in plain), None)
        self.code = None if known is None else plain[known]
        self.level_of_code = None if known is None else CODES[known]
        self.level = _first(plain, LEVELS)
        self.name = _first(plain, NAMES)
        self.dates = [plain[name] for name in DATES if name in plain]

    def read_level(self, row: Mapping[str, Any]) -> str | None:
        """Return the row's level, else the one its code's column speaks of."""
        word = _text(row.get(self.level)) if self.level else None
        return LEVEL_WORDS.get(_plain(word)) if word else self.level_of_code

    def read_code(self, row: Mapping[str, Any]) -> str | None:
        """Return the code as text; a number gets back the zeros its level's codes begin with."""
        value = row.get(self.code or "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value).zfill(DIGITS.get(self.read_level(row) or "", 0))
        return _text(value)

    def read_name(self, row: Mapping[str, Any]) -> str | None:
        """Return the unit's name."""
        return _text(row.get(self.name)) if self.name else None

    def read_day(self, row: Mapping[str, Any]) -> date | None:
        """Return a day on which the unit existed."""
        return next(filter(None, (_day(row.get(name)) for name in self.dates)), None)


def _first(plain: Mapping[str, str], known: Iterable[str]) -> str | None:
    return next((plain[name] for name in known if name in plain), None)


def _plain(name: str) -> str:
    return "".join(letter for letter in strip_marks(name) if letter.isalnum())


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        # A missing date arrives as NaT, a datetime that equals nothing.
        return value.date() if value == value else None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
