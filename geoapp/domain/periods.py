"""Periods of reporting: a month, a quarter, half a year, a year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date

from geoapp.domain.choices import Choice
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import Message, message, say
from geoapp.domain.months import end_of_month

KINDS: Final = (
    Choice("month", "Tháng", "Month"),
    Choice("quarter", "Quý", "Quarter"),
    Choice("half", "Nửa năm", "Half-year"),
    Choice("year", "Năm", "Year"),
)
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
ROMAN: Final = ("I", "II", "III", "IV")
_PERIOD: Final = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12]))?")


@dataclass(frozen=True)
class Period:
    """`number` counts from 1 within the year; a year's is 1."""

    year: int
    kind: str
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last_month(self) -> date:
        """The first day of its last month."""
        return date(self.year, self.number * MONTHS[self.kind], 1)

    @property
    def last_day(self) -> date:
        return end_of_month(self.last_month)

    def __str__(self) -> str:
        """Return it as an address has it: 2026-11, 2026-Q4, 2026-H2 or 2026."""
        marks = {"month": f"-{self.number:02}", "quarter": f"-Q{self.number}"}
        return f"{self.year}" + (marks | {"half": f"-H{self.number}", "year": ""})[self.kind]


def parse_period(text: str) -> Period:
    """Read YYYY-MM, YYYY-Qn, YYYY-Hn or YYYY."""
    found = _PERIOD.fullmatch(text)
    if not found:
        expected = message("a period as 2026-11, 2026-Q4, 2026-H2 or 2026")
        raise BadParameter("period", expected=expected, got=text)
    year, month, quarter, half = found.groups()
    kinds = {"month": month, "quarter": quarter, "half": half}
    kind = next((name for name, number in kinds.items() if number), "year")
    return Period(int(year), kind, int(kinds.get(kind) or 1))


def period_of(day: date, kind: str) -> Period:
    """Return the period of a kind that a day falls into."""
    return Period(day.year, kind, (day.month - 1) // MONTHS[kind] + 1)


def say_period(period: Period, lang: str) -> str:
    """Return “tháng 11 năm 2026”, “quý IV năm 2026”, “6 tháng đầu năm 2026”, “năm 2026”."""
    if lang == "en" and period.kind == "month":
        return format_date(period.first_day, "MMMM y", locale=lang)
    return say(_words(period), lang)


def _words(period: Period) -> Message:
    year = str(period.year)
    match period.kind:
        case "month":
            return message("month {month} of {year}", month=period.number, year=year)
        case "quarter":
            return message("quarter {number} of {year}", number=ROMAN[period.number - 1], year=year)
        case "half" if period.number == 1:
            return message("the first six months of {year}", year=year)
        case "half":
            return message("the last six months of {year}", year=year)
        case _:
            return message("the year {year}", year=year)
