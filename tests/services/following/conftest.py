"""A project with its plan, and people who may or may not write about it."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.domain.rights import Viewer
from geoapp.models import Project
from geoapp.services.following.holding import Writing
from tests.builders import add_baseline, add_project

BILLION = 1_000_000_000
TODAY = date(2026, 11, 20)
AN = Viewer("an", frozenset({"planner"}), None, None)


def writing(reason="Vì thế", viewer=AN, **given):
    return Writing(viewer, reason, TODAY, **given)


@pytest.fixture
def bridge(session):
    """A project approved for 2026, of which nothing else is written."""
    project = add_project(
        session, "C-1", name="Cầu", planned_finish=date(2027, 1, 1), investment_vnd=800 * BILLION,
        baseline_start=date(2026, 1, 1), baseline_finish=date(2027, 1, 1),
    )  # fmt: skip
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    return project


def current(session, code="C-1"):
    return session.scalars(select(Project).where(Project.code == code)).one()
