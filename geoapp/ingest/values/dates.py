"""Days as people type them: 20/11/2026 and 2026-11-20; months, quarters and years with a doubt."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from geoapp.domain.messages import day_message, message
from geoapp.domain.spelling import strip_marks
from geoapp.ingest.batches import Cell
from geoapp.ingest.values.unfit import Doubtful, Unfit

DAY_FIRST: Final = re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})[/.\-](?P<y>\d{4})")
YEAR_FIRST: Final = re.compile(r"(?P<y>\d{4})[/.\-](?P<m>\d{1,2})[/.\-](?P<d>\d{1,2})(?:[t ].*)?")
IN_WORDS: Final = re.compile(r"ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})")
MONTH: Final = re.compile(
    r"(?:thang )?(?P<m>\d{1,2})[/.\-](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{2})"
)
QUARTER: Final = re.compile(r"(?:quy|q) ?(?P<q>iv|i{1,3}|[1-4])[/ .\-]+(?:nam )?(?P<y>\d{4})")
YEAR: Final = re.compile(r"(?:nam )?(?P<y>\d{4})")
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def read_date(cell: Cell, *, finish: bool) -> str:
    """Return the day as YYYY-MM-DD; raises `Unfit`, or `Doubtful` for a month, quarter or year.

    Of these the last day counts for a finish, the first for a start.
    """
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    if not isinstance(cell, str):
        raise _not_a_date(cell)
    text = strip_marks(cell)
    for pattern in (DAY_FIRST, YEAR_FIRST, IN_WORDS):
        if found := pattern.fullmatch(text):
            return _day(cell, int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    first, last = _span(cell, text)
    day = _checked(cell, last if finish else first).isoformat()
    said = message("“{cell}” is no day; it was read as {day}.", cell=cell[:40],
                   day=day_message(day))  # fmt: skip
    raise Doubtful(day, "not_a_day", said)


def _span(cell: str, text: str) -> tuple[date, date]:
    """Return the first and the last day of a month, a quarter or a year."""
    if found := MONTH.fullmatch(text):
        year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
        return _months(cell, year, month, month)
    if found := QUARTER.fullmatch(text):
        quarter = ROMAN.get(found["q"]) or int(found["q"])
        return _months(cell, int(found["y"]), 3 * quarter - 2, 3 * quarter)
    if found := YEAR.fullmatch(text):
        return _months(cell, int(found["y"]), 1, 12)
    raise _not_a_date(cell)


def _months(cell: Cell, year: int, first: int, last: int) -> tuple[date, date]:
    begin = _day(cell, year, first, 1)
    return begin, _day(cell, year, last, monthrange(year, last)[1])


def _day(cell: Cell, year: int, month: int, day: int) -> date:
    try:
        return _checked(cell, date(year, month, day))
    except ValueError:
        raise _not_a_date(cell) from None


def _checked(cell: Cell, day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise _not_a_date(cell)
    return day


def _not_a_date(cell: Cell) -> Unfit:
    return Unfit(
        "not_a_date",
        message("“{cell}” is no date.", cell=str(cell)[:40]),
        message("a day such as 20/11/2026 or 2026-11-20"),
    )
