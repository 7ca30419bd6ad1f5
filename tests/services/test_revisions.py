"""A revision frames one user action, and each one is a new version of the data."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from geoapp.models import Project, Revision
from geoapp.queries.summary import data_version
from geoapp.services.revisions import begin_revision
from tests.builders import add_project

ACTION = {"actor": "an.nguyen", "action": "edit", "reason": "A new decision"}


def test_a_revision_says_who_when_why_and_from_which_file(session):
    digest = "0" * 64
    kept = begin_revision(session, **ACTION, file_name="dự án.geojson", file_sha256=digest)
    session.refresh(kept)
    assert (kept.actor, kept.action, kept.reason) == tuple(ACTION.values())
    assert (kept.file_name, kept.file_sha256) == ("dự án.geojson", digest)
    assert kept.at.utcoffset() is not None


def test_all_that_is_written_until_the_commit_belongs_to_it(session):
    revision = begin_revision(session, **ACTION)
    add_project(session, "A")
    add_project(session, "B")
    assert stamped(session) == [revision.id, revision.id]


def test_a_second_action_is_a_second_revision(session):
    first = begin_revision(session, **ACTION)
    add_project(session, "A")
    second = begin_revision(session, **ACTION)
    add_project(session, "B")
    assert stamped(session) == [first.id, second.id]


def stamped(session):
    """Return whose the projects A and B are."""
    theirs = select(Project.revision_id).where(Project.code.in_(["A", "B"]))
    return session.scalars(theirs.order_by(Project.code)).all()


def test_an_action_taken_back_leaves_no_revision(session):
    before = session.scalars(select(Revision.id)).all()
    with session.begin_nested() as savepoint:
        begin_revision(session, **ACTION)
        add_project(session)
        savepoint.rollback()
    assert session.scalars(select(Revision.id)).all() == before
    with pytest.raises(DBAPIError, match="a write needs a revision"):
        session.execute(
            text("INSERT INTO project (code, name, sector, kind) VALUES ('A','A','','')")
        )


@pytest.mark.parametrize("bad", [{"action": "Load Sample"}, {"reason": ""}, {"file_sha256": "abc"}])
def test_a_revision_without_a_proper_word_or_reason_is_refused(session, bad):
    with pytest.raises(DBAPIError, match="violates check constraint"):
        begin_revision(session, **ACTION | bad)


def test_a_revision_that_commits_after_a_younger_one_is_a_new_version_too(database):
    with Session(database.app_engine) as slow, Session(database.app_engine) as quick:
        add_project(slow, "SLOW")
        add_project(quick, "QUICK")
        quick.commit()
        seen = data_version(quick)
        slow.commit()
        assert data_version(quick) != seen
