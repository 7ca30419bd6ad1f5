"""Undo writes projects, so all of them must be the viewer's, before it and after it."""

import pytest
from sqlalchemy.orm import Session

from geoapp.domain.errors import NotFound
from geoapp.domain.rights import Refused
from geoapp.services.projects import retire_project
from geoapp.services.undo import undo_revision
from tests.conftest import TODAY
from tests.services.offices import IN_EAST, IN_WEST, found_offices, viewer
from tests.services.uploading import ADMIN, Desk, feature, says


@pytest.fixture(scope="module")
def offices(database):
    found_offices(database.app_engine)
    return database


@pytest.fixture
def desk(offices, tmp_path):
    return Desk(offices.app_engine, tmp_path, TODAY)


def undo(desk, revision, name):
    with Session(desk.engine) as session:
        return undo_revision(session, revision, viewer(desk.engine, name)).id


def refused(desk, revision, name):
    """Return why the undo was refused; nothing of it may be left."""
    before = desk.rows("SELECT max(id) AS n FROM revision")
    with pytest.raises(Refused) as error:
        undo(desk, revision, name)
    assert (error.value.what, error.value.thing) == ("undo-revision", str(revision))
    assert desk.rows("SELECT max(id) AS n FROM revision") == before
    return error.value.reason


def test_a_planner_undoes_their_own(desk):
    name = "SELECT name FROM project WHERE code = 'SXD-W-OPEN'"
    before = desk.rows(name)
    revision = desk.apply(says("SXD-W-OPEN", name="Sai một"), viewer=viewer(desk.engine, "hoa"))
    assert desk.rows(name) != before
    undo(desk, revision, "hoa")
    assert desk.rows(name) == before


def test_an_approver_undoes_what_is_theirs(desk):
    revision = desk.apply(says("SXD-W-OPEN", name="Sai hai"), viewer=viewer(desk.engine, "hoa"))
    undo(desk, revision, "minh")


def test_another_planner_of_the_agency_does_not(desk):
    revision = desk.apply(says("SXD-W-OPEN", name="Sai ba"), viewer=viewer(desk.engine, "hoa"))
    assert refused(desk, revision, "thu") == "others-revision"


def test_an_approver_of_another_agency_does_not(desk):
    revision = desk.apply(says("SXD-W-OPEN", name="Sai bốn"), viewer=viewer(desk.engine, "hoa"))
    assert refused(desk, revision, "nga") == "agency"


def test_one_project_of_others_keeps_all_from_being_undone(desk):
    revision = desk.apply(
        says("SXD-W-OPEN", name="Của Minh"), says("SYT-W-OPEN", name="Của Nga"), viewer=ADMIN
    )
    assert refused(desk, revision, "minh") == refused(desk, revision, "nga") == "agency"


def test_bringing_a_project_back_out_of_the_area_is_refused(desk):
    desk.apply(feature("M-1", IN_EAST, lead_agency="SXD"), viewer=ADMIN)
    moved = desk.apply(feature("M-1", IN_WEST, lead_agency="SXD"), viewer=ADMIN)
    assert refused(desk, moved, "minh") == "area"


def test_giving_a_project_back_to_another_agency_is_refused(desk):
    given = desk.apply(says("SYT-W-OPEN", lead_agency="SXD"), viewer=ADMIN)
    assert refused(desk, given, "minh") == "agency"
    undo(desk, given, ADMIN.name)


def test_a_report_alone_is_held_to_its_project(desk):
    reported = desk.apply(says("SYT-W-OPEN", progress=15), viewer=ADMIN)
    assert refused(desk, reported, "minh") == "agency"


def test_what_touched_drafts_of_others_alone_is_not_there(desk):
    revision = desk.apply(says("SYT-W-DRAFT", name="Kín"), viewer=ADMIN)
    with pytest.raises(NotFound):
        undo(desk, revision, "minh")


def retire(desk, code, name):
    with Session(desk.engine) as session:
        person = viewer(desk.engine, name)
        return retire_project(session, code, person, reason="Nhập trùng", today=TODAY).id


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [
        ("SYT-W-OPEN", "hoa", "agency"),
        ("SXD-E-OPEN", "hoa", "area"),
        ("SXD-W-OPEN", "minh", "role"),
        ("SXD-W-OPEN", "khach", "role"),
    ],
)
def test_only_projects_of_theirs_are_retired(desk, code, name, reason):
    with pytest.raises(Refused) as error:
        retire(desk, code, name)
    assert (error.value.reason, error.value.thing) == (reason, code)


def test_a_planner_retires_a_project_of_theirs(desk):
    undo(desk, retire(desk, "SXD-W-OPEN", "hoa"), "hoa")
