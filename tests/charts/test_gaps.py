"""Gaps are marked where the eye looks for them, and claim no figure."""

from geoapp.charts.gaps import bridges, gaps
from geoapp.charts.month_progress import filled
from tests.charts.months import day, months_of

TOLD = filled(months_of(("2025-01", 10, None), ("2025-04", 40, None)), until=day("2025-05"))


def test_marks_lie_between_the_figures_around_them():
    assert [mark["at"] for mark in gaps(TOLD, "vi")] == [20, 30, 40]


def test_months_in_a_row_are_said_once():
    words = [mark["words"] for mark in gaps(TOLD, "vi")]
    assert words == ["02/25 – 03/25: chưa báo cáo", "", "05/25: chưa báo cáo"]


def test_what_is_said_of_the_last_months_ends_where_they_end():
    told = filled(months_of(("2025-01", 10, None)), until=day("2025-04"))
    assert [mark["words"] for mark in gaps(told, "vi")] == ["", "", "02/25 – 04/25: chưa báo cáo"]
    assert {mark["align"] for mark in gaps(told, "vi")} == {"right"}


def test_what_came_before_the_first_report_is_no_gap():
    assert gaps(months_of(("2025-01", None, 3), ("2025-02", 4, 5)), "vi") == []


def test_only_a_gap_that_ends_is_bridged():
    assert bridges(TOLD) == [{"month": "2025-01", "until": "2025-04", "at": 10, "to": 40}]
