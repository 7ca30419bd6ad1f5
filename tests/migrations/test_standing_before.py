"""Reports that were there before standstill and pace were kept count like those after."""

from importlib import import_module

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from geoapp.models import Project, ProjectHistory
from tests.builders import add_project, add_report

computed = import_module("geoapp.migrations.versions.0019_standing_before").COMPUTED


@pytest.fixture
def session(database):
    with Session(database.owner_engine) as session:
        yield session
        session.rollback()


def untold(session, statement):
    """Run a statement that no revision and no history tells of."""
    session.execute(text("ALTER TABLE project DISABLE TRIGGER USER"))
    session.execute(text(statement))
    session.execute(text("ALTER TABLE project ENABLE TRIGGER USER"))
    session.expire_all()


def standing(session):
    columns = (Project.code, Project.unchanged_since, Project.pace, Project.revision_id)
    return session.execute(select(*columns).order_by(Project.code)).all()


def test_what_the_database_writes_with_a_report_is_computed_of_those_before(session):
    told = {"A": [(5, 10), (6, 20), (7, 20), (9, 20)], "B": [(9, 5)], "C": []}
    for code, reports in told.items():
        project = add_project(session, code)
        for month, percent in reports:
            add_report(session, project, f"2026-{month:02}", percent)
    add_report(session, session.query(Project).filter_by(code="A").one(), "2026-06", 25)
    before = standing(session)
    past = session.query(ProjectHistory).count()
    untold(session, "UPDATE project SET unchanged_since = NULL, pace = NULL")
    untold(session, computed)
    assert standing(session) == before
    assert session.query(ProjectHistory).count() == past
    assert str(before[0].unchanged_since) == "2026-07-01"
