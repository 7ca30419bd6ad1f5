"""What became of obstacles since the last meeting."""

from datetime import date

import pytest

from geoapp.models import Obstacle
from geoapp.queries.obstacles_since import ObstaclesSince, count_obstacles_since
from tests.builders import add_project, ask

SINCE = date(2026, 11, 1)


@pytest.fixture
def add(session):
    project = add_project(session, "P")

    def add(raised, due=None, resolved=None):
        done = {"resolved_on": resolved, "resolution": "Xong"} if resolved else {}
        given = {"kind": "capital", "description": "Vướng", "raised_on": raised, "due": due}
        session.add(Obstacle(project_id=project.id, **given | done))
        session.flush()

    return add


def test_raised_resolved_open_and_overdue_are_counted(session, add):
    add(date(2026, 11, 1))
    add(date(2026, 6, 1), due=date(2026, 7, 1))
    add(date(2026, 6, 1), due=date(2026, 7, 1), resolved=date(2026, 11, 3))
    add(date(2026, 6, 1), resolved=date(2026, 10, 3))
    assert count_obstacles_since(session, ask(session), SINCE) == ObstaclesSince(1, 1, 2, 1)


def test_other_projects_are_not_counted(session, add):
    add(date(2026, 11, 1))
    found = count_obstacles_since(session, ask(session, sector="health"), SINCE)
    assert found == ObstaclesSince(0, 0, 0, 0)
