"""Dates and months are read as ISO writes them, and reports fall due on a day of the month."""

from datetime import date

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.domain.months import (
    add_months,
    end_of_month,
    last_month_due,
    months_between,
    parse_date,
    parse_month,
)


def test_a_date_is_year_month_day():
    assert parse_date("on", "2025-07-01") == date(2025, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2025-7-1",
        "01/07/2025",
        "20250701",
        "2025-02-30",
        "2025-13-01",
        "0000-01-01",
        "2025-W27-2",
        "2025-07-01T00:00",
        " 2025-07-01",
        "2025-07-01\n",
        "٢٠٢٥-٠٧-٠١",
        "２０２５-07-01",
    ],
)
def test_anything_else_is_no_date(text):
    with pytest.raises(BadParameter) as caught:
        parse_date("on", text)
    assert (caught.value.name, caught.value.got) == ("on", text)


def test_a_month_is_its_first_day():
    assert parse_month("month", "2026-02") == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026",
        "2026-00",
        "2026-13",
        "2026-1",
        "11/2026",
        "2026-11-01",
        "0000-01",
        "２０２６-01",
        "2026-11\n",
    ],
)
def test_anything_else_is_no_month(text):
    with pytest.raises(BadParameter, match="a month as YYYY-MM"):
        parse_month("month", text)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day(month, last):
    assert end_of_month(month) == last


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 20), date(2026, 10, 1)),
        (date(2026, 11, 21), date(2026, 11, 1)),
        (date(2026, 1, 20), date(2025, 12, 1)),
        (date(2026, 11, 1), date(2026, 10, 1)),
    ],
)
def test_a_months_report_is_missed_from_the_day_after_the_20th(day, due):
    assert last_month_due(day, due_day=20) == due


def test_the_day_reports_are_due_is_a_setting():
    assert last_month_due(date(2026, 11, 6), due_day=5) == date(2026, 11, 1)
    assert last_month_due(date(2026, 11, 6), due_day=10) == date(2026, 10, 1)


def test_the_first_day_of_the_calendar_has_no_month_before_it():
    assert last_month_due(date(1, 1, 1), due_day=20) == date(1, 1, 1)


def test_months_between_two_over_the_year():
    found = months_between(date(2025, 11, 1), date(2026, 2, 1))
    assert found == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_months_are_counted_back_too():
    assert add_months(date(2026, 1, 1), -1) == date(2025, 12, 1)
