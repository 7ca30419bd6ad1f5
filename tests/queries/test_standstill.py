"""Standstill and pace in a month's view are what the last report told when that month was last."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.models import Project
from geoapp.queries.figures import Figures
from tests.builders import add_project, add_report, ask

# Month, percent of the report that was accepted last, since when it stands, points of 3 months.
WORKED = (
    ("2026-01", 10, "2026-01-01", None),
    ("2026-02", 20, "2026-02-01", 10),
    ("2026-03", 20, "2026-02-01", 10),
    ("2026-04", 20, "2026-02-01", 10),
    ("2026-06", 20, "2026-02-01", 0),
    ("2026-07", 26, "2026-07-01", 6),
    ("2026-08", 24, "2026-08-01", 4),
)


@pytest.fixture
def bridge(session):
    return add_project(session, "A", stage="implementation")


def view(session, month):
    wanted = ask(session, today=date(2026, 11, 20), month=month)
    figures, c = Figures(wanted), wanted.p.c
    return session.execute(
        select(c.unchanged_since, c.pace, figures.stalled.label("stalled"))
    ).one()


def test_each_month_is_as_worked_by_hand_and_as_the_database_wrote_it_then(session, bridge):
    for month, percent, since, points in WORKED:
        add_report(session, bridge, month, percent)
        told = session.execute(select(Project.unchanged_since, Project.pace)).one()
        found = view(session, month)
        assert (str(found.unchanged_since), found.pace) == (since, told.pace)
        assert (found.pace is None) == (points is None)
        assert told.unchanged_since == found.unchanged_since


def test_months_before_are_told_when_later_ones_are_there(session, bridge):
    for month, percent, *_ in WORKED:
        add_report(session, bridge, month, percent)
    for month, _, since, points in WORKED:
        found = view(session, month)
        assert str(found.unchanged_since) == since
        assert (found.pace or 0) >= 0
        assert bool(found.pace) == bool(points)


def test_it_stood_still_in_june_and_did_not_in_july(session, bridge):
    for month, percent, *_ in WORKED:
        add_report(session, bridge, month, percent)
    assert [view(session, f"2026-{month:02}").stalled for month in (4, 6, 7)] == [
        False, True, False]  # fmt: skip


def test_a_correction_counts_and_a_month_without_a_report_tells_nothing(session, bridge):
    for month, percent in (("2026-01", 10), ("2026-02", 10), ("2026-02", 12), ("2026-03", 12)):
        add_report(session, bridge, month, percent)
    assert str(view(session, "2026-03").unchanged_since) == "2026-02-01"
    assert view(session, "2026-04").unchanged_since is None


def test_the_first_month_of_all_has_none_before_it(session, bridge):
    assert bridge.code == "A"
    assert view(session, "0001-01").pace is None


def test_whoever_does_not_ask_for_them_does_not_wait_for_them(session, bridge):
    wanted = ask(session, today=date(2026, 11, 20), month="2026-06")
    statement = select(wanted.p.c.id, wanted.p.c.progress).where(wanted.condition)
    plan = " ".join(
        session.connection().exec_driver_sql(
            "EXPLAIN " + str(statement.compile(session.connection().engine,
                                               compile_kwargs={"literal_binds": True}))
        ).scalars()
    )  # fmt: skip
    assert bridge.code == "A"
    assert "SubPlan" not in plan
    assert "2026-05" not in plan


def test_a_later_report_of_the_same_month_counts_alone(session, bridge):
    for month, percent in (("2026-01", 10), ("2026-02", 12), ("2026-02", 10), ("2026-03", 10)):
        add_report(session, bridge, month, percent)
    assert str(view(session, "2026-03").unchanged_since) == "2026-01-01"
