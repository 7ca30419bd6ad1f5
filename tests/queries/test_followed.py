"""What is followed of a project: overdue obstacles rise to the top, the past is as recorded."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.models import CapitalPlan, Obstacle, PlanDecision
from geoapp.queries.followed import get_followed, overdue
from tests.builders import add_project, ask, revise

TODAY = date(2026, 11, 20)


def add(session, row):
    revise(session)
    session.add(row)
    session.flush()


def add_obstacle(session, project, words, due=None, **values):
    given = {"kind": "procedure", "raised_on": date(2026, 1, 1)} | values
    add(session, Obstacle(project_id=project.id, description=words, due=due, **given))


@pytest.fixture
def project(session):
    return add_project(session, "A")


def test_obstacles_come_overdue_first_then_by_day_and_resolved_last(session, project):
    add_obstacle(session, project, "no day")
    add_obstacle(session, project, "done", date(2026, 2, 1), resolved_on=date(2026, 3, 1),
                 resolution="Xong")  # fmt: skip
    add_obstacle(session, project, "later", date(2026, 12, 1))
    add_obstacle(session, project, "overdue", date(2026, 10, 1))
    add_obstacle(session, project, "longest overdue", date(2026, 5, 1))
    found = get_followed(session, ask(session), project.id).obstacles
    assert [one.description for one in found] == [
        "longest overdue", "overdue", "later", "no day", "done"]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"due": date(2026, 11, 19)}, True),
        ({"due": TODAY}, False),
        ({"due": None}, False),
        ({"due": date(2026, 5, 1), "resolved_on": TODAY, "resolution": "Xong"}, False),
    ],
)
def test_overdue_is_open_on_a_day_after_it_was_due(session, project, values, expected):
    add_obstacle(session, project, "x", **values)
    assert bool(session.scalar(select(overdue(Obstacle, TODAY)))) == expected


def test_decisions_and_capital_come_latest_first(session, project):
    for number, day in (("1", date(2025, 1, 1)), ("2", date(2026, 1, 1))):
        add(session, PlanDecision(project_id=project.id, number=number, decided_on=day,
                                  reason="x", finish=date(2027, 1, 1)))  # fmt: skip
    for year, amount in ((2025, 1), (2026, 2), (2026, 3)):
        source = f"{'central' if amount == 2 else 'oda'}"
        add(session, CapitalPlan(project_id=project.id, year=year, source=source,
                                 amount_vnd=amount))  # fmt: skip
    found = get_followed(session, ask(session), project.id)
    assert [one.number for one in found.decisions] == ["2", "1"]
    assert [(one.year, one.amount_vnd) for one in found.capital] == [
        (2026, 3), (2026, 2), (2025, 1)]  # fmt: skip


def test_another_projects_rows_are_left_out(session, project):
    add_obstacle(session, add_project(session, "B"), "not ours")
    assert get_followed(session, ask(session), project.id).obstacles == []


def test_nothing_was_followed_before_it_was_recorded(session, project):
    add_obstacle(session, project, "new")
    past = get_followed(session, ask(session, as_of="2020-01-01"), project.id)
    assert (past.obstacles, past.baseline) == ([], None)
