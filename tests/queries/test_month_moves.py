"""Two months of reports beside each other: each project in the group a meeting asks for."""

from datetime import date

import pytest

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.schedule import ScheduleRule
from geoapp.queries.month_moves import find_move_places, find_moves, resolve_months
from geoapp.queries.wanted import Clock
from tests.builders import TODAY, ZONE, add_baseline, add_milestone, add_project, add_report

AUGUST, OCTOBER = date(2026, 8, 1), date(2026, 10, 1)


@pytest.fixture
def compare(session):
    def ask(find=find_moves, limit=99, **filters):
        asked = parse_project_filter(filters.items(), today=TODAY)
        clock = Clock(TODAY, ZONE, ScheduleRule())
        months = resolve_months(session, asked, (AUGUST, OCTOBER), clock)
        return find(session, months, limit=limit)

    return ask


def add_reported(session, code, august, october, **values):
    """A project of the works with the percent of both months; None is no report."""
    project = add_project(session, code, **{"stage": "implementation"} | values)
    for month, percent in (("2026-08", august), ("2026-10", october)):
        if percent is not None:
            add_report(session, project, month, percent)
    return project


# August, October, and the group. Without a plan nothing is late.
CASES = [
    (20, 35, "moved"),
    (20, 20, "still"),
    (0, 5, "started"),
    (90, 100, "finished"),
    (100, 100, "still"),
    (20, None, "silent"),
    (None, 20, "still"),
    (40, 30, "still"),
]


@pytest.mark.parametrize(("august", "october", "move"), CASES)
def test_a_project_stands_in_one_group(session, compare, august, october, move):
    add_reported(session, "P", august, october)
    found = compare()
    assert [row.move for row in found.rows] == [move]
    assert found.counts[move] == found.total == 1


def test_who_was_in_time_and_is_late_slipped(session, compare):
    project = add_reported(session, "P", 66, 67)
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    (row,) = compare().rows
    assert (row.move, row.first_schedule, row.last_schedule) == ("slipped", "on_time", "late")


def test_who_was_late_and_is_later_slipped_though_works_went_on(session, compare):
    project = add_reported(session, "P", 30, 35)
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    (row,) = compare().rows
    assert row.move == "slipped"
    assert row.last_days_late > row.first_days_late > 0


def test_who_was_late_and_is_in_time_caught_up(session, compare):
    project = add_reported(session, "P", 40, 80)
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    assert [row.move for row in compare().rows] == ["caught_up"]


def test_ground_broken_between_the_months_is_a_start(session, compare):
    project = add_reported(session, "P", 0, 0)
    add_milestone(
        session, project, date(2026, 9, 1), kind="groundbreaking", actual=date(2026, 9, 5)
    )
    assert [row.move for row in compare().rows] == ["started"]


def test_an_actual_finish_between_the_months_is_an_end(session, compare):
    add_reported(session, "P", 99, 99, actual_finish=date(2026, 10, 5), stage="completion")
    assert [row.move for row in compare().rows] == ["finished"]


def test_who_reported_in_neither_month_is_left_out(session, compare):
    add_project(session, "P", stage="implementation")
    assert compare().total == 0


def test_a_filter_holds_in_either_month(session, compare):
    add_reported(session, "P", 20, 60)
    add_reported(session, "Q", 70, 80)
    assert [row.code for row in compare(progress="50-65").rows] == ["P"]


def test_those_that_slipped_most_come_first(session, compare):
    for code, october in (("A-BIT", 67), ("MUCH", 50)):
        project = add_reported(session, code, 50, october)
        add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    assert [row.code for row in compare().rows] == ["MUCH", "A-BIT"]


def test_one_group_alone_keeps_the_counts_of_all(session):
    add_reported(session, "P", 20, 35)
    add_reported(session, "Q", 20, 20)
    clock = Clock(TODAY, ZONE, ScheduleRule())
    asked = parse_project_filter([], today=TODAY)
    months = resolve_months(session, asked, (AUGUST, OCTOBER), clock)
    found = find_moves(session, months, only="still", limit=9)
    assert [row.code for row in found.rows] == ["Q"]
    assert found.total == 2


def test_the_map_shows_what_moved_and_has_a_place(session, compare):
    add_reported(session, "P", 20, 35, wkt="POINT(107.5 16.5)")
    add_reported(session, "Q", 20, 20, wkt="POINT(107.6 16.5)")
    (place,) = compare(find_move_places)
    assert (place.code, place.move, place.lon) == ("P", "moved", pytest.approx(107.5))
