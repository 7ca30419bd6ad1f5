"""Somebody else decides on a report, once, and says why it goes back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, Conflict, NotFound
from geoapp.domain.reports import ReportEntry
from geoapp.domain.rights import Refused
from geoapp.models import Agency, ProgressReport, Project
from geoapp.services.report_decisions import Decision, decide_reports
from geoapp.services.reports import submit_reports
from geoapp.services.undo import undo_revision
from tests.services.offices import found_offices, viewer

TODAY = date(2026, 11, 20)
OPEN = "SXD-W-OPEN"


@pytest.fixture(scope="module")
def engine(database):
    found_offices(database.app_engine)
    with Session(database.app_engine) as session:
        for agency in session.scalars(select(Agency)):
            agency.needs_approval = True
        session.commit()
    return database.app_engine


@pytest.fixture
def db(engine):
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def minh(engine):
    return viewer(engine, "minh")


def hand_in(db, engine, name="hoa", code=OPEN, progress=40.0):
    entry = ReportEntry(project=code, month=date(2026, 11, 1), progress=progress)
    return submit_reports(db, viewer(engine, name), [entry], today=TODAY).reports[0][0]


def decide(db, who, number, accept=True, comment=""):
    return decide_reports(db, who, [Decision(number, accept, comment)])


def progress(db):
    return db.scalar(select(Project.progress).where(Project.code == OPEN))


def test_an_accepted_report_counts(db, engine, minh):
    number = hand_in(db, engine)
    decide(db, minh, number)
    row = db.get(ProgressReport, number)
    assert (row.accepted, row.decided_by, row.reported_by) == (True, "minh", "hoa")
    assert progress(db) == 40.0


def test_a_returned_report_keeps_its_comment_and_does_not_count(db, engine, minh):
    number = hand_in(db, engine)
    decide(db, minh, number, accept=False, comment=" Thiếu khối lượng nền đường ")
    row = db.get(ProgressReport, number)
    assert (row.returned, row.comment) == (True, "Thiếu khối lượng nền đường")
    assert progress(db) is None


def test_a_return_says_what_is_to_be_corrected(db, engine, minh):
    number = hand_in(db, engine)
    with pytest.raises(BadForm, match="corrected"):
        decide(db, minh, number, accept=False, comment=" ")


def test_nobody_decides_on_their_own(db, engine):
    number = hand_in(db, engine, name="both")
    with pytest.raises(Refused) as refused:
        decide(db, viewer(engine, "both"), number)
    assert refused.value.reason == "own-report"


def test_planners_decide_on_nothing(db, engine):
    number = hand_in(db, engine)
    with pytest.raises(Refused):
        decide(db, viewer(engine, "thu"), number)


def test_another_agencys_approver_may_not(db, engine):
    number = hand_in(db, engine)
    with pytest.raises(Refused) as refused:
        decide(db, viewer(engine, "nga"), number)
    assert refused.value.reason == "agency"


def test_a_report_about_anothers_draft_is_not_there(db, engine):
    number = hand_in(db, engine, code="SXD-W-DRAFT")
    with pytest.raises(NotFound):
        decide(db, viewer(engine, "nga"), number)


def test_it_is_decided_once(db, engine, minh):
    number = hand_in(db, engine)
    decide(db, minh, number)
    with pytest.raises(Conflict, match="decided already"):
        decide(db, minh, number, accept=False, comment="Lại")


def test_one_that_was_replaced_meanwhile_is_not_decided_on(db, engine, minh):
    number = hand_in(db, engine)
    hand_in(db, engine, progress=41.0)
    with pytest.raises(Conflict, match="newer report"):
        decide(db, minh, number)


def test_one_that_cannot_be_decided_keeps_the_others_open(db, engine, minh):
    number = hand_in(db, engine)
    with pytest.raises(NotFound):
        decide_reports(db, minh, [Decision(number, True), Decision(0, True)])
    assert progress(db) is None


def test_undoing_a_decision_lets_the_report_wait_again(db, engine, minh):
    number = hand_in(db, engine)
    revision = decide(db, minh, number).id
    undo_revision(db, revision, minh)
    row = db.get(ProgressReport, number, populate_existing=True)
    assert (row.accepted, row.decided_by, progress(db)) == (False, None, None)
