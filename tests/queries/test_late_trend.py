"""Late projects month by month agree with what the map shows of each month."""

from datetime import date

from geoapp.domain.schedule import ScheduleRule
from geoapp.queries.late_trend import MonthCount, find_late_trend
from geoapp.queries.summary import summarise
from tests.builders import add_baseline, add_project, add_report, ask

MONTHS = [date(2026, month, 1) for month in range(6, 11)]


def trend(session, **filters):
    return find_late_trend(session, ask(session, **filters), MONTHS, ScheduleRule())


def add_falling_behind(session, code, **values):
    """A project that does 3 points a month of the 8 planned."""
    project = add_project(session, code, stage="implementation", **values)
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    for month in range(1, 11):
        add_report(session, project, f"2026-{month:02}", 3 * month)


def test_each_month_agrees_with_the_view_of_that_month(session):
    add_falling_behind(session, "A")
    done = add_project(session, "B", planned_finish=date(2026, 8, 10))
    for month in (6, 7, 8, 9):
        add_report(session, done, f"2026-{month:02}", 90)
    found = trend(session)
    for one in found:
        seen = summarise(session, ask(session, month=f"{one.month:%Y-%m}"))
        assert one.late == seen.by_schedule["late"], one.month
    assert [one.late for one in found] == [1, 1, 2, 2, 1]


def test_the_last_word_of_a_month_counts(session):
    project = add_project(session, "A", stage="implementation")
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    add_report(session, project, "2026-06", 5)
    add_report(session, project, "2026-06", 45)
    assert trend(session)[0] == MonthCount(date(2026, 6, 1), 1, 0)


def test_a_month_nobody_reported_is_zero(session):
    assert trend(session) == [MonthCount(month, 0, 0) for month in MONTHS]


def test_filters_on_place_and_kind_hold_for_every_month(session):
    add_falling_behind(session, "A", sector="health", kind="hospital")
    assert {one.late for one in trend(session, sector="health")} == {1}
    assert {one.reported for one in trend(session, sector="urban")} == {0}


def test_filters_on_status_are_those_of_the_day_alone(session):
    add_falling_behind(session, "A")
    assert {one.late for one in trend(session, schedule="ahead")} == {1}
