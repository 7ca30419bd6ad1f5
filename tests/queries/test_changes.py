"""What changed between two days, and in which group a meeting looks for it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.schedule import ScheduleRule
from geoapp.models import Project
from geoapp.queries.changes import find_changes, find_drawn, resolve_since
from geoapp.queries.wanted import Clock
from geoapp.services.revisions import begin_revision
from tests.builders import TODAY, ZONE, add_project, add_report, geometry
from tests.days import move_to_day

SINCE = date(2026, 11, 10)


@pytest.fixture(scope="module")
def meeting(database):
    """Projects of 1 November, changed on the 12th: late, in time again, moved, new, retired."""
    with Session(database.app_engine) as session:
        first = begin_revision(session, actor="an", action="edit", reason="Đầu tháng").id
        due = {"LATE": date(2027, 1, 1), "ON-TIME": date(2026, 11, 1), "SAME": date(2027, 1, 1)}
        for code, day in due.items():
            project = add_project(session, code, planned_finish=day, stage="implementation")
            add_report(session, project, "2026-10", 50)
        add_project(session, "MOVED", wkt="POINT(107 16)")
        add_project(session, "GONE", wkt="POINT(107.5 16.5)")
        session.commit()
        then = begin_revision(session, actor="an", action="edit", reason="Giao ban").id
        change(session, "LATE", planned_finish=date(2026, 11, 5))
        change(session, "ON-TIME", planned_finish=date(2027, 6, 1))
        change(session, "MOVED", geometry=geometry("POINT(107.01 16)"), sector="health")
        change(session, "GONE", published=False, retired_on=date(2026, 11, 12))
        add_project(session, "NEW", wkt="POINT(108 16)", kind="bridge")
        session.commit()
    move_to_day(database, first, "2026-11-01")
    move_to_day(database, then, "2026-11-12")
    return database


@pytest.fixture
def ask_changes(meeting):
    with Session(meeting.app_engine) as session:

        def ask(since=SINCE, find=find_changes, offset=0, **filters):
            clock = Clock(TODAY, ZONE, ScheduleRule())
            wanted = parse_project_filter(filters.items(), today=TODAY)
            days = resolve_since(session, wanted, since, clock)
            page = {} if find is find_drawn else {"limit": 99, "offset": offset}
            return find(session, *days, **page)

        yield ask


def change(session, code, **values):
    project = session.query(Project).filter_by(code=code).one()
    for name, value in values.items():
        setattr(project, name, value)
    session.flush()


def test_each_project_stands_in_the_group_a_meeting_asks_for(ask_changes):
    found = ask_changes()
    assert [(one.code, one.group) for one in found.items] == [
        ("LATE", "became-late"),
        ("NEW", "added"),
        ("MOVED", "changed"),
        ("ON-TIME", "no-longer-late"),
        ("GONE", "removed"),
    ]
    assert found.counts == {"added": 1, "changed": 3, "removed": 1}
    assert found.became_late == 1


def test_a_page_beyond_the_last_change_still_counts_them_all(ask_changes):
    assert [one.code for one in ask_changes(offset=3).items] == ["ON-TIME", "GONE"]
    found = ask_changes(offset=50)
    assert (found.items, found.total, found.became_late) == ([], 5, 1)


def test_a_filter_counts_on_either_day(ask_changes):
    assert [one.code for one in ask_changes(sector="health").items] == ["MOVED"]
    assert [one.code for one in ask_changes(kind="bridge").items] == ["NEW"]
    assert ask_changes(schedule="ahead").total == 0


def test_until_a_day_before_nothing_has_changed(ask_changes):
    assert ask_changes(as_of="2026-11-11").total == 0


def test_since_the_first_day_everything_is_new(ask_changes):
    assert ask_changes(date(2026, 11, 1)).counts == {"added": 5, "changed": 0, "removed": 0}


def test_how_far_a_project_moved(ask_changes):
    (moved,) = [one for one in ask_changes().items if one.code == "MOVED"]
    assert moved.moved_m == pytest.approx(1069, abs=3)


def test_old_and_new_places_are_drawn(ask_changes):
    drawn = {row["code"]: row for row in ask_changes(find=find_drawn)}
    assert drawn.keys() == {"MOVED", "GONE", "NEW"}
    assert "[107,16]" in drawn["MOVED"]["old"]
    assert "[107.01,16]" in drawn["MOVED"]["new"]
    assert drawn["GONE"]["new"] is None
    assert drawn["NEW"]["old"] is None


def test_of_what_was_taken_off_nothing_is_told_that_came_after(meeting):
    with Session(meeting.app_engine) as session:
        begin_revision(session, actor="an", action="edit", reason="Bản nháp")
        change(session, "GONE", name="Tên chưa công bố", geometry=geometry("POINT(109 12)"))
        days = resolve_since(session, parse_project_filter([], today=TODAY), SINCE,
                             Clock(TODAY, ZONE, ScheduleRule()))  # fmt: skip
        (gone,) = [row for row in find_drawn(session, *days) if row["code"] == "GONE"]
        session.rollback()
    assert gone["name"] != "Tên chưa công bố"
    assert "[107.5,16.5]" in gone["anchor"]
    assert gone["new"] is None
