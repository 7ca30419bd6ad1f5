"""A year of payments begins with the first month told of, and ends with the month due."""

from geoapp.charts.month_paid import MonthPaid, year_told
from tests.charts.months import day


def told(*months, until=None):
    found = year_told([MonthPaid(day(month), vnd) for month, vnd in months], until)
    return [(f"{one.month:%Y-%m}", one.paid_vnd) for one in found]


def test_months_between_are_not_reported():
    assert told(("2026-02", 5), ("2026-04", 7)) == [
        ("2026-02", 5), ("2026-03", None), ("2026-04", 7)]  # fmt: skip


def test_the_year_begins_in_january_for_who_was_told_of_before():
    assert told(("2025-12", 90), ("2026-02", 5)) == [("2026-01", None), ("2026-02", 5)]


def test_a_new_year_that_is_due_is_told_of_without_any_report():
    assert told(("2025-12", 90), until=day("2026-01")) == [("2026-01", None)]


def test_the_later_of_two_counts():
    assert told(("2026-02", 5), ("2026-02", 6)) == [("2026-02", 6)]


def test_nothing_told_is_no_year():
    assert told(until=day("2026-01")) == []
