"""Works and money of a set, month by month, agree with what each project reported."""

from datetime import date

import pytest

from geoapp.queries.attention import find_standings
from geoapp.queries.set_months import find_set_money, find_set_progress
from tests.builders import add_baseline, add_project, add_report, ask

BILLION = 10**9
MONTHS = [date(2026, month, 1) for month in range(6, 11)]


def add_planned(session, code, **values):
    project = add_project(
        session, code, stage="implementation", plan_year_vnd=100 * BILLION, **values
    )
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    return project


@pytest.fixture
def works(session):
    def found(**filters):
        rows = find_set_progress(session, ask(session, **filters), MONTHS)
        return {row.month.month: (row.reports, row.progress) for row in rows}

    return found


@pytest.fixture
def paid(session):
    def found(**filters):
        money = find_set_money(session, ask(session, **filters))
        return money.plan_vnd // BILLION, {month.month: vnd // BILLION for month, vnd in money.paid}

    return found


def test_works_are_averaged_over_those_who_reported(session, works):
    one, other = add_planned(session, "A"), add_planned(session, "B")
    add_report(session, one, "2026-06", 10)
    add_report(session, other, "2026-06", 30)
    add_report(session, one, "2026-08", 50)
    assert works() == {6: (2, 20), 8: (1, 50)}


def test_the_last_accepted_word_of_a_month_counts(session, works):
    project = add_planned(session, "A")
    add_report(session, project, "2026-06", 10)
    add_report(session, project, "2026-06", 12)
    add_report(session, project, "2026-06", 99, accepted=False)
    assert works() == {6: (1, 12)}


def test_works_without_a_plan_are_not_held_against_one(session, works):
    add_report(session, add_project(session, "A", stage="implementation"), "2026-06", 10)
    assert works() == {}


def test_works_follow_the_filter(session, works):
    add_report(session, add_planned(session, "A", sector="health"), "2026-06", 10)
    add_report(session, add_planned(session, "B", sector="urban"), "2026-06", 30)
    assert works(sector="urban") == {6: (1, 30)}


def test_who_is_silent_for_a_month_keeps_what_was_paid(session, paid):
    one, other = add_planned(session, "A"), add_planned(session, "B")
    add_report(session, one, "2026-08", 10, disbursed_vnd=20 * BILLION)
    add_report(session, other, "2026-08", 10, disbursed_vnd=5 * BILLION)
    add_report(session, one, "2026-09", 20, disbursed_vnd=30 * BILLION)
    assert paid() == (200, {8: 25, 9: 35})


def test_payments_of_last_year_are_not_this_years(session, paid):
    project = add_planned(session, "A")
    add_report(session, project, "2025-12", 10, disbursed_vnd=90 * BILLION)
    add_report(session, project, "2026-02", 20, disbursed_vnd=7 * BILLION)
    assert paid() == (100, {2: 7})


def test_a_plan_without_payments_is_left_out_of_both(session, paid):
    project = add_planned(session, "A")
    add_planned(session, "B")
    add_report(session, project, "2026-08", 10, disbursed_vnd=20 * BILLION)
    assert paid() == (100, {8: 20})


def test_the_last_sum_is_the_one_the_leaders_page_says(session, paid):
    for code, vnd in (("A", 20), ("B", 35)):
        project = add_planned(session, code)
        add_report(session, project, "2026-07", 5, disbursed_vnd=BILLION)
        add_report(session, project, "2026-10", 10, disbursed_vnd=vnd * BILLION)
    said = find_standings(session, ask(session), limits={})
    assert paid()[1][10] * BILLION == said.paid_vnd == 55 * BILLION
