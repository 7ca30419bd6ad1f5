"""Months without a report are months too."""

from geoapp.charts.month_progress import filled
from tests.charts.months import day, months_of


def test_months_between_are_filled_in():
    found = filled(months_of(("2024-12", 1, 2), ("2025-02", 3, 4)))
    assert [(one.month, one.actual) for one in found] == [
        (day("2024-12"), 1), (day("2025-01"), None), (day("2025-02"), 3)]  # fmt: skip


def test_the_month_due_last_never_cuts_what_was_told():
    told = months_of(("2025-03", 1, 2))
    assert filled(told, until=day("2025-01")) == told


def test_nothing_told_is_nothing_to_fill():
    assert filled([], until=day("2025-01")) == []
