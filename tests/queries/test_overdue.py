"""Obstacles and tasks past their day, and the worst of each project."""

from datetime import date

import pytest

from geoapp.models import Obstacle
from geoapp.queries.overdue import find_overdue, find_worst
from tests.builders import add_project, ask


def add_obstacle(session, project, due, kind="procedure", **values):
    given = {"description": f"Vướng {kind}", "raised_on": date(2026, 1, 1)} | values
    row = Obstacle(project_id=project.id, kind=kind, due=due, **given)
    session.add(row)
    session.flush()
    return row


@pytest.fixture
def project(session):
    return add_project(session, "P")


def test_the_longest_overdue_comes_first_with_its_days(session, project):
    add_obstacle(session, project, date(2026, 11, 10))
    add_obstacle(session, project, date(2026, 6, 30), kind="task")
    found = find_overdue(session, ask(session), limit=9)
    assert [(row.kind, row.days) for row in found.first] == [("task", 143), ("procedure", 10)]
    assert found.by_kind == {"task": 1, "procedure": 1}
    assert found.total == 2


def test_due_today_is_not_overdue_yet(session, project):
    add_obstacle(session, project, date(2026, 11, 20))
    assert find_overdue(session, ask(session), limit=9).total == 0


def test_what_was_resolved_is_not_overdue(session, project):
    done = {"resolved_on": date(2026, 11, 1), "resolution": "Đã bàn giao"}
    add_obstacle(session, project, date(2026, 6, 30), **done)
    assert find_overdue(session, ask(session), limit=9).total == 0


def test_at_the_end_of_a_month_it_stood_as_it_stood(session, project):
    done = {"resolved_on": date(2026, 11, 1), "resolution": "Đã bàn giao"}
    add_obstacle(session, project, date(2026, 6, 30), **done)
    assert find_overdue(session, ask(session, month="2026-10"), limit=9).total == 1
    assert find_overdue(session, ask(session, month="2026-06"), limit=9).total == 0


def test_counts_stay_whole_where_fewer_are_wanted(session, project):
    for day in (1, 2, 3):
        add_obstacle(session, project, date(2026, 5, day))
    found = find_overdue(session, ask(session), limit=1, offset=1)
    assert [row.due.day for row in found.first] == [2]
    assert found.total == 3
    assert find_overdue(session, ask(session), limit=0).first == []


def test_obstacles_of_other_projects_are_left_out(session, project):
    add_obstacle(session, project, date(2026, 5, 1))
    assert find_overdue(session, ask(session, sector="health"), limit=9).total == 0


def test_the_worst_of_a_project_is_due_first_and_no_task(session, project):
    add_obstacle(session, project, None, kind="weather")
    add_obstacle(session, project, date(2026, 12, 1), kind="capital")
    add_obstacle(session, project, date(2026, 2, 1), kind="task")
    assert find_worst(session, ask(session), [project.id])[project.id].kind == "capital"


def test_a_project_without_obstacles_has_no_worst(session, project):
    assert find_worst(session, ask(session), [project.id]) == {}
