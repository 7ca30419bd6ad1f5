"""Periods of reporting: read, counted and said."""

from datetime import date

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.domain.periods import Period, parse_period, period_of, say_period

CASES = [
    ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "tháng 11 năm 2026"),
    ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "tháng 2 năm 2026"),
    ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "quý IV năm 2026"),
    ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
    ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
    ("2026", date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
]


@pytest.mark.parametrize(("text", "first", "last", "said"), CASES)
def test_a_period_is_read_and_written_the_same(text, first, last, said):
    period = parse_period(text)
    assert (period.first_day, period.last_day, str(period)) == (first, last, text)
    assert say_period(period, "vi") == said


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-H3", "26", "2026-11-01", "1999"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadParameter):
        parse_period(text)


@pytest.mark.parametrize(
    ("kind", "number"), [("month", 11), ("quarter", 4), ("half", 2), ("year", 1)]
)
def test_a_day_falls_into_one_period_of_each_kind(kind, number):
    assert period_of(date(2026, 11, 20), kind) == Period(2026, kind, number)


def test_english_names_the_month():
    assert say_period(parse_period("2026-11"), "en") == "November 2026"
    assert say_period(parse_period("2026-Q4"), "en") == "quarter IV of 2026"
