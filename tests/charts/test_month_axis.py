"""Months are counted and written as each language does."""

import pytest

from geoapp.charts.month_axis import month_span, short_month
from tests.charts.months import day


@pytest.mark.parametrize(("lang", "words"), [("vi", "11/25"), ("en", "Nov 25")])
def test_a_month_is_short(lang, words):
    assert short_month(day("2025-11"), lang) == words


def test_a_span_of_one_month_is_that_month():
    assert month_span(day("2025-11"), day("2025-11"), "vi") == "11/25"


def test_both_ends_belong_to_a_span():
    assert month_span(day("2025-11"), day("2026-01"), "vi") == "11/25 – 01/26"
