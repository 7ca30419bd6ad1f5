"""Totals rest on what is known, and say on how much."""

from datetime import date

import pytest

from geoapp.domain.bbox import Bbox
from geoapp.queries.summary import (
    VIETNAM,
    data_version,
    find_home,
    has_illustrative,
    summarise,
)
from tests.builders import add_project, add_report, add_unit, ask, revise

BILLION = 10**9


def test_money_is_summed_where_it_is_known(session):
    for code, vnd in [("A", 2 * BILLION), ("B", None), ("C", 3 * BILLION)]:
        add_project(session, code, investment_vnd=vnd)
    totals = summarise(session, ask(session))
    assert (totals.projects, totals.investment_vnd, totals.investment_known) == (3, 5 * BILLION, 2)


def test_a_sum_that_no_project_states_is_unknown_and_not_nought(session):
    add_project(session)
    totals = summarise(session, ask(session))
    assert (totals.investment_vnd, totals.progress) == (None, None)


def test_progress_is_weighed_by_investment_where_both_are_known(session):
    for vnd, progress in [(1 * BILLION, 90), (9 * BILLION, 10), (None, 100), (5 * BILLION, None)]:
        project = add_project(session, investment_vnd=vnd)
        if progress is not None:
            add_report(session, project, "2026-10", progress)
    totals = summarise(session, ask(session))
    assert (totals.progress, totals.progress_known) == (pytest.approx(18), 2)


def test_a_hundred_thousand_large_sums_do_not_overflow(session):
    for _ in range(3):
        add_report(session, add_project(session, investment_vnd=9 * 10**18), "2026-10", 99)
    totals = summarise(session, ask(session))
    assert totals.investment_vnd == 27 * 10**18
    assert totals.progress == pytest.approx(99)


def test_investments_of_nought_weigh_nothing(session):
    add_report(session, add_project(session, investment_vnd=0), "2026-10", 50)
    assert summarise(session, ask(session)).progress is None


def test_projects_without_a_place_are_counted_apart(session):
    add_project(session, wkt="POINT(107 16)")
    add_project(session)
    totals = summarise(session, ask(session))
    assert (totals.located, totals.unlocated) == (1, 1)


def test_every_status_is_counted_and_so_is_what_stands_outside(session):
    add_project(session, stage="cancelled")
    add_project(session)
    by_status = summarise(session, ask(session)).by_schedule
    assert by_status == {"late": 0, "not_reported": 1, "on_time": 0, "ahead": 0, "outside": 1}


def test_the_totals_of_nothing_are_nought(session):
    totals = summarise(session, ask(session))
    assert (totals.projects, totals.unlocated, sum(totals.by_schedule.values())) == (0, 0, 0)
    assert totals.illustrative is False


def test_one_illustrative_figure_marks_the_whole(session):
    add_project(session, "A", illustrative_fields=["progress"])
    add_project(session, "B")
    assert summarise(session, ask(session)).illustrative
    assert not summarise(session, ask(session, q="B")).illustrative
    assert has_illustrative(session)


def test_home_without_projects_is_the_box_of_the_provinces_in_force(session):
    add_unit(session, "46", level="province", until=date(2024, 12, 31), box=(106, 15, 109, 18))
    add_unit(session, "47", level="province", since=date(2025, 1, 1), box=(107, 16, 108, 17))
    assert find_home(session, date(2026, 1, 1)) == Bbox(107, 16, 108, 17)
    assert find_home(session, date(2024, 1, 1)) == Bbox(106, 15, 109, 18)


def test_home_is_where_the_projects_are(session):
    add_unit(session, "47", level="province", since=date(2025, 1, 1), box=(107, 16, 108, 17))
    add_project(session, "A", wkt="LINESTRING(107.2 16.1, 107.4 16.3)")
    assert find_home(session, date(2026, 1, 1)) == Bbox(107.2, 16.1, 107.4, 16.3)


def test_home_is_vietnam_before_anything_is_loaded(session):
    assert find_home(session, date(2026, 1, 1)) == VIETNAM


def test_a_new_revision_is_a_new_version(session):
    before = data_version(session)
    revise(session)
    assert data_version(session) != before
