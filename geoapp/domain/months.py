"""Months of reports: which one was due last, on a day."""

import re
from datetime import date, timedelta

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def parse_month(name: str, text: str) -> date:
    """Read YYYY-MM as the first day of that month; `name` is the parameter it came in."""
    found = _MONTH.fullmatch(text)
    if not found or int(found[1]) < 1:
        raise BadParameter(name, expected=message("a month as YYYY-MM"), got=text)
    return date(int(found[1]), int(found[2]), 1)


def parse_date(name: str, text: str) -> date:
    """Read YYYY-MM-DD; `name` is the parameter it came in."""
    try:
        if len(text) != 10:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise BadParameter(name, expected=message("a date as YYYY-MM-DD"), got=text) from None


def first_of_month(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def end_of_month(month: date) -> date:
    """Return the last day of the month."""
    return first_of_month(month + timedelta(days=31)) - timedelta(days=1)


def last_month_due(day: date, due_day: int) -> date:
    """Return the last month whose report was due before `day`: this month's from the day after."""
    this = first_of_month(day)
    return this if day.day > due_day else first_of_month(this - timedelta(days=1))
