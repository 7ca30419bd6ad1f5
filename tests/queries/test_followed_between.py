"""Since the last meeting: new and lifted obstacles, moved dates, decisions, capital."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.messages import say
from geoapp.domain.schedule import ScheduleRule
from geoapp.models import CapitalPlan, Obstacle, PlanDecision
from geoapp.queries.changes import find_changes, resolve_since
from geoapp.queries.wanted import Clock
from geoapp.services.revisions import begin_revision, touch_projects
from tests.builders import TODAY, ZONE, add_milestone, add_project
from tests.days import move_to_day

SINCE = date(2026, 11, 10)
RAISED = date(2026, 10, 1)


@pytest.fixture(scope="module")
def meeting(database):
    """Four projects of 1 November; on the 12th something of three of them changed."""
    with Session(database.app_engine) as session:
        first = begin_revision(session, actor="an", action="edit", reason="Đầu tháng").id
        lifted, moved, back, still = (add_project(session, code) for code in ("L", "M", "B", "S"))
        obstacles = [
            Obstacle(project_id=one.id, kind="capital", description="Thiếu vốn", raised_on=RAISED)
            for one in (lifted, back, still)
        ]
        session.add_all(obstacles)
        milestone = add_milestone(session, moved, date(2026, 12, 1), kind="land_handover",
                                  name="Bàn giao")  # fmt: skip
        session.commit()
        then = begin_revision(session, actor="an", action="obstacle", reason="Giao ban").id
        obstacles[0].resolved_on, obstacles[0].resolution = date(2026, 11, 12), "Đã bố trí"
        obstacles[1].due = date(2026, 12, 31)
        milestone.forecast = date(2027, 2, 1)
        session.add(PlanDecision(project_id=moved.id, number="9/QĐ", reason="Chậm",
                                 decided_on=RAISED, finish=date(2027, 6, 30)))  # fmt: skip
        session.add(CapitalPlan(project_id=moved.id, year=2027, source="oda", amount_vnd=5))
        session.add(Obstacle(project_id=moved.id, kind="weather", description="Lũ",
                             raised_on=date(2026, 11, 12), due=date(2026, 12, 1)))  # fmt: skip
        session.flush()
        touch_projects(session, [lifted.id, moved.id, back.id])
        session.commit()
        again = begin_revision(session, actor="an", action="undo", reason="Nhầm").id
        obstacles[1].due = None
        session.flush()
        touch_projects(session, [back.id])
        session.commit()
    for number, day in ((first, "11-01"), (then, "11-12"), (again, "11-13")):
        move_to_day(database, number, f"2026-{day}")
    return database


@pytest.fixture
def told(meeting):
    """Return what is told of a project between two days, in English."""

    def ask(code, since=SINCE, **filters):
        with Session(meeting.app_engine) as session:
            wanted = parse_project_filter(filters.items(), today=TODAY)
            days = resolve_since(session, wanted, since, Clock(TODAY, ZONE, ScheduleRule()))
            changes = find_changes(session, *days, limit=99)
        return [
            (say(one.field.title, "en"), one.before, one.after)
            for change in changes.items if change.code == code for one in change.differences
        ]  # fmt: skip

    return ask


def test_a_lifted_obstacle_is_told_with_how(told):
    assert told("L") == [
        ("Capital “Thiếu vốn”: resolved on", None, date(2026, 11, 12)),
        ("Capital “Thiếu vốn”: how it was resolved", None, "Đã bố trí"),
    ]


def test_moved_dates_decisions_money_and_new_obstacles_are_told(told):
    found = told("M")
    for one in (
        ("Milestone “Bàn giao”: expected", None, date(2027, 2, 1)),
        ("Decision 9/QĐ: planned finish", None, date(2027, 6, 30)),
        ("Capital of 2027, ODA: planned", None, 5),
        ("Weather “Lũ”: due date", None, date(2026, 12, 1)),
    ):
        assert one in found
    assert not any(title.endswith("what it is about") for title, *_ in found)


def test_what_was_changed_back_and_what_stayed_is_not_told(told):
    assert (told("B"), told("S")) == ([], [])


def test_to_a_day_between_the_change_that_was_taken_back_is_told(told):
    assert told("B", as_of="2026-11-12") == [
        ("Capital “Thiếu vốn”: due date", None, date(2026, 12, 31))
    ]


def test_after_the_meeting_nothing_more_is_told(told):
    assert told("L", since=date(2026, 11, 13)) == []
