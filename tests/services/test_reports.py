"""Reports are handed in all or none, count where nobody else must look, and are never lost."""

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.reports import BadReports, ReportedMeanwhile, ReportEntry
from geoapp.domain.rights import Refused, Viewer
from geoapp.models import Agency, ProgressReport, Project
from geoapp.services.reports import check_reports, submit_reports
from geoapp.services.undo import undo_revision
from tests.services.offices import found_offices, viewer

TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)
OPEN, OTHER, FOREIGN = "SXD-W-OPEN", "SXD-W-DRAFT", "SYT-W-OPEN"


@pytest.fixture(scope="module")
def engine(database):
    found_offices(database.app_engine)
    return database.app_engine


@pytest.fixture
def db(engine):
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture
def hoa(engine):
    return viewer(engine, "hoa")


def entry(code=OPEN, progress=40.0, month=NOVEMBER, **values):
    return ReportEntry(project=code, month=month, progress=progress, **values)


def submit(db, who, *entries):
    return submit_reports(db, who, entries, today=TODAY)


def project(db, code=OPEN):
    return db.scalars(select(Project).where(Project.code == code)).one()


def reports(db):
    return db.scalars(select(ProgressReport).order_by(ProgressReport.id)).all()


def test_a_report_counts_at_once_where_no_second_person_is_needed(db, hoa):
    submit(db, hoa, entry(done="Đổ bê tông", disbursed_vnd=5))
    (row,) = reports(db)
    assert (row.accepted, row.reported_by, row.decided_by) == (True, "hoa", None)
    assert (project(db).progress, project(db).last_report) == (40.0, TODAY)


def test_it_waits_where_the_agency_wants_a_second_person(db, hoa):
    db.get(Agency, project(db).lead_agency_id).needs_approval = True
    submit(db, hoa, entry())
    assert not reports(db)[0].accepted
    assert project(db).progress is None


def test_several_projects_are_one_revision(db, hoa):
    submitted = submit(db, hoa, entry(), entry(OTHER, 50.0))
    assert {row.revision_id for row in reports(db)} == {submitted.revision}


def test_one_bad_row_keeps_all_of_them_out_and_all_faults_are_told(db, hoa):
    with pytest.raises(BadReports) as refused:
        submit(db, hoa, entry(), entry(OTHER, 120.0), entry("NONE", 1.0), entry())
    found = [(issue.row, issue.fault.code) for issue in refused.value.issues]
    assert found == [(1, "percent_out_of_range"), (2, "unknown_project"), (3, "twice")]
    assert reports(db) == []


def test_a_correction_leaves_both_and_the_newer_one_counts(db, hoa):
    submit(db, hoa, entry(progress=40.0))
    submit(db, hoa, entry(progress=42.5))
    assert [row.progress for row in reports(db)] == [40.0, 42.5]
    assert project(db).progress == 42.5


def test_a_past_month_stands_for_its_end(db, hoa):
    submit(db, hoa, entry(month=date(2026, 9, 1)))
    assert reports(db)[0].reported_on == date(2026, 9, 30)


def test_a_fall_is_compared_with_what_waits_too(db, hoa):
    db.get(Agency, project(db).lead_agency_id).needs_approval = True
    submit(db, hoa, entry(month=date(2026, 10, 1), progress=60.0))
    (issue,) = check_reports(db, hoa, [entry(progress=59.0)], today=TODAY)
    assert issue.fault.code == "percent_fell"


def test_nobody_overwrites_what_they_have_not_seen(db, hoa, engine):
    submit(db, viewer(engine, "thu"), entry(progress=30.0))
    with pytest.raises(ReportedMeanwhile) as refused:
        submit(db, hoa, entry(progress=40.0, seen=0))
    other = refused.value.issues[0].other
    assert (other.by, other.figures["progress"]) == ("Thu", 30.0)
    submit(db, hoa, entry(progress=40.0, seen=other.id))
    assert project(db).progress == 40.0


def test_of_two_at_the_same_moment_one_sees_the_other(engine, hoa):
    outcomes = []

    def hand_in():
        with Session(engine) as session:
            try:
                submit(session, hoa, entry(progress=10.0, seen=0, month=date(2026, 1, 1)))
                outcomes.append("stored")
            except ReportedMeanwhile:
                outcomes.append("told")

    threads = [Thread(target=hand_in) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stored", "told"]
    with Session(engine) as session:
        undo_revision(session, reports(session)[0].revision_id, hoa)


def test_another_agencys_project_is_refused_and_nothing_is_stored(db, hoa):
    with pytest.raises(Refused) as refused:
        submit(db, hoa, entry(), entry(FOREIGN))
    assert (refused.value.reason, refused.value.thing) == ("agency", FOREIGN)
    assert reports(db) == []


def test_anothers_draft_is_as_unknown_as_a_missing_project(db, hoa):
    with pytest.raises(BadReports) as refused:
        submit(db, hoa, entry("SYT-W-DRAFT"))
    assert refused.value.issues[0].fault.code == "unknown_project"


def test_viewers_and_approvers_hand_in_nothing(db, engine):
    for name in ("khach", "minh"):
        with pytest.raises(Refused, match="roles"):
            submit(db, viewer(engine, name), entry())


def test_a_reported_percent_is_no_longer_invented(db, hoa):
    from tests.builders import revise

    revise(db)
    project(db).illustrative_fields = ["progress", "investment_vnd"]
    db.flush()
    submit(db, hoa, entry())
    assert project(db).illustrative_fields == ["investment_vnd"]


def test_undo_takes_a_report_back_and_undo_again_brings_it(db, hoa):
    revision = submit(db, hoa, entry()).revision
    undone = undo_revision(db, revision, hoa)
    assert (reports(db), project(db).progress) == ([], None)
    undo_revision(db, undone.id, hoa)
    assert (len(reports(db)), project(db).progress) == (1, 40.0)


def test_the_plan_of_the_year_comes_from_its_capital(db, hoa):
    from geoapp.models import CapitalPlan
    from tests.builders import revise

    revise(db)
    db.add_all(
        CapitalPlan(project_id=project(db).id, year=2026, source=source, amount_vnd=50)
        for source in ("central", "oda")
    )
    db.flush()
    known = check_reports(db, hoa, [entry(disbursed_vnd=101)], today=TODAY)
    assert [issue.fault.code for issue in known] == ["paid_above_plan"]
    assert check_reports(db, hoa, [entry(disbursed_vnd=100)], today=TODAY) == []


def test_who_is_unlimited_reports_for_everybody(db):
    submit(db, Viewer("chi", frozenset({"admin"}), None, None), entry(FOREIGN))
    assert len(reports(db)) == 1
