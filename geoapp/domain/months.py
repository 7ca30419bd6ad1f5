"""Months of reports: which one was due last, on a day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def parse_month(name: str, text: str) -> date:
    """Read YYYY-MM as the first day of that month; `name` is the parameter it came in."""
    found = _MONTH.fullmatch(text)
    if not found or int(found[1]) < 1:
        raise BadParameter(name, expected=message("a month as YYYY-MM"), got=text)
    return date(int(found[1]), int(found[2]), 1)


def parse_date(name: str, text: str) -> date:
    """Read YYYY-MM-DD; `name` is the parameter it came in."""
    try:
        # Python also reads week dates such as 2026-W01-1.
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise BadParameter(name, expected=message("a date as YYYY-MM-DD"), got=text) from None


def first_of_month(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def end_of_month(month: date) -> date:
    """Return the last day of the month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def last_month_due(day: date, due_day: int) -> date:
    """Return the last month whose report was due before `day`: this month's from the day after."""
    this = first_of_month(day)
    if day.day > due_day or this == date.min:
        return this
    return first_of_month(this - timedelta(days=1))


def months_between(first: date, last: date) -> list[date]:
    """Return the first days of all months from `first` to `last`, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]


def add_months(month: date, count: int) -> date:
    """Return the first day of the month so many months later, earlier where `count` is below 0."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)
