"""Counts of a month, and months before and after."""

from datetime import date

from geoapp.domain.report_desk import Count, due_date, months_back, total


def test_counts_add_up():
    both = total([Count(1, 2, 3, 4), Count(missing=1)])
    assert (both.due, both.open) == (11, 4)


def test_months_go_over_the_turn_of_the_year():
    january = date(2026, 1, 1)
    assert months_back(january, 1) == date(2025, 12, 1)
    assert months_back(january, -12) == date(2027, 1, 1)


def test_a_month_is_due_on_its_own_day():
    assert due_date(date(2026, 11, 1), 20) == date(2026, 11, 20)
