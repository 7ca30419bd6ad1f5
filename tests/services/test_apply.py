"""Applying an upload: one revision, with units, nothing overwritten that nobody saw."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict, Forbidden
from geoapp.services.projects import retire_project
from geoapp.services.revisions import begin_revision, stamp
from tests.conftest import TODAY
from tests.services.uploading import ADMIN, APPROVER, PLANNER, Desk, feature, of_code, says


@pytest.fixture
def desk(sample, tmp_path):
    return Desk(sample.app_engine, tmp_path, TODAY)


def project(desk, code):
    (row,) = desk.rows("SELECT * FROM project WHERE code = :code", code=code)
    return row


def revisions(desk):
    return desk.rows("SELECT count(*) AS n FROM revision")[0]["n"]


def test_a_new_project_is_added_with_its_units_in_one_revision(desk):
    before = revisions(desk)
    number = desk.receive(feature("A-1"))
    assert desk.upload(number).state == "ready"
    desk.act("apply", number)
    upload = desk.upload(number)
    assert upload.state == "applied"
    assert revisions(desk) == before + 1
    assert project(desk, "A-1")["revision_id"] == upload.applied_revision
    assert project(desk, "A-1")["tie_set_id"] is not None
    assert desk.rows("SELECT * FROM project_history WHERE code = 'A-1'") == []


def test_a_changed_project_keeps_what_the_file_does_not_say(desk):
    before = project(desk, "TTH-001")
    desk.apply(says("TTH-001", investment_vnd=5_000_000_000))
    after = project(desk, "TTH-001")
    differ = {name for name in after if after[name] != before[name]}
    assert differ - {"investment_vnd", "illustrative_fields", "illustrative"} == {
        "revision_id",
        "recorded_at",
    }


def test_a_figure_that_somebody_states_is_no_longer_an_invented_one(desk):
    (row,) = desk.rows("""
        SELECT code FROM project WHERE 'investment_vnd' = ANY(illustrative_fields) LIMIT 1""")
    desk.apply(says(row["code"], investment_vnd=7_000_000_000))
    assert "investment_vnd" not in project(desk, row["code"])["illustrative_fields"]


def test_a_project_that_moves_belongs_to_its_new_units(desk):
    desk.apply(feature("A-2", (107.59, 16.46)))
    before = project(desk, "A-2")["tie_set_id"]
    desk.apply(feature("A-2", (107.9, 16.25)))
    assert project(desk, "A-2")["tie_set_id"] != before


def test_progress_in_a_file_is_a_report_of_its_month(desk):
    desk.apply(feature("A-3", progress=40, last_report="2026-11-05"))
    row = project(desk, "A-3")
    assert (row["progress"], row["report_month"].isoformat()) == (40, "2026-11-01")


def test_projects_missing_from_the_file_stay(desk):
    count = desk.rows("SELECT count(*) AS n FROM project")[0]["n"]
    number = desk.receive(feature("A-4"))
    assert desk.upload(number).summary["missing"] > 100
    desk.act("apply", number)
    assert desk.rows("SELECT count(*) AS n FROM project")[0]["n"] == count + 1


def test_an_upload_that_changes_nothing_is_not_applied(desk):
    desk.apply(feature("A-5"))
    number = desk.receive(feature("A-5"))
    with pytest.raises(Conflict, match="changes nothing"):
        desk.act("apply", number)


def conflicted(desk):
    """Two planners look at one project; the second writes while the first still looks."""
    desk.apply(feature("C-1", name="Cầu cũ"))
    first = desk.receive(feature("C-1", name="Cầu của An"))
    other = desk.receive(feature("C-1", name="Cầu của Chi"), viewer=ADMIN)
    desk.act("apply", other, ADMIN)
    desk.act("apply", first)
    return first


def test_a_project_that_somebody_changed_meanwhile_is_not_overwritten(desk):
    number = conflicted(desk)
    assert desk.upload(number).state == "ready"
    assert project(desk, "C-1")["name"] == "Cầu của Chi"
    (row,) = desk.rows("SELECT * FROM upload_row WHERE upload_id = :n AND code = 'C-1'", n=number)
    assert row["conflict"]["actor"] == ADMIN.name
    assert row["conflict"]["fields"]["name"] == {
        "seen": "Cầu cũ",
        "now": "Cầu của Chi",
        "ours": "Cầu của An",
    }
    with pytest.raises(Conflict, match="decide"):
        desk.act("apply", number)


def test_the_planner_may_decide_for_their_own_value(desk):
    number = conflicted(desk)
    desk.act("resolve", number, PLANNER, {"C-1": "ours"})
    desk.act("apply", number)
    assert project(desk, "C-1")["name"] == "Cầu của An"


def test_the_planner_may_leave_what_the_other_wrote(desk):
    number = conflicted(desk)
    desk.act("resolve", number, PLANNER, {"C-1": "theirs"})
    assert of_code(desk, number, "C-1")["outcome"] == "left"
    assert project(desk, "C-1")["name"] == "Cầu của Chi"


def test_a_new_code_that_somebody_else_used_meanwhile_is_a_conflict(desk):
    first, other = desk.receive(feature("C-2")), desk.receive(feature("C-2", name="Khác"))
    desk.act("apply", other)
    desk.act("apply", first)
    assert of_code(desk, first, "C-2")["conflict"]["fields"]["name"]["now"] == "Khác"


def test_new_units_alone_are_no_conflict(desk):
    desk.apply(feature("C-3"))
    number = desk.receive(feature("C-3", name="Tên mới"))
    with Session(desk.engine) as session:
        begin_revision(session, actor="x", action="import-areas", reason="New outlines")
        session.execute(
            text(f"UPDATE project SET tie_set_id = NULL, {stamp('project')} WHERE code = 'C-3'")
        )
        session.commit()
    desk.act("apply", number)
    assert project(desk, "C-3")["name"] == "Tên mới"
    assert desk.upload(number).state == "applied"


@pytest.fixture
def strict(desk):
    """An agency that asks for a second person, and a project of its own."""
    with desk.engine.begin() as connection:
        code = connection.scalar(
            text("UPDATE agency SET needs_approval = true WHERE id = 1 RETURNING code")
        )
    yield code
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE agency SET needs_approval = false"))


def test_an_agency_may_ask_for_a_second_person(desk, strict):
    number = desk.receive(feature("S-1", lead_agency=strict))
    with pytest.raises(Conflict, match="second person"):
        desk.act("apply", number)
    desk.act("submit", number)
    desk.act("approve", number, APPROVER)
    desk.act("apply", number)
    assert desk.upload(number).approved_by == APPROVER.name
    assert desk.upload(number).state == "applied"


@pytest.mark.parametrize("viewer", [PLANNER, ADMIN])
def test_nobody_approves_their_own_upload(desk, strict, viewer):
    number = desk.receive(feature("S-2", lead_agency=strict), viewer=viewer)
    desk.act("submit", number, viewer)
    with pytest.raises(Forbidden):
        desk.act("approve", number, viewer)


def test_an_upload_given_back_carries_the_reason_and_may_be_submitted_again(desk, strict):
    number = desk.receive(feature("S-3", lead_agency=strict))
    desk.act("submit", number)
    desk.act("return_", number, APPROVER, note="Thiếu quyết định")
    assert desk.upload(number).state == "returned"
    (event,) = desk.rows(
        "SELECT note FROM upload_event WHERE upload_id = :n AND action = 'return'", n=number
    )
    assert event["note"] == "Thiếu quyết định"
    desk.act("submit", number)


def test_retiring_takes_a_project_off_the_map_and_keeps_it(desk):
    desk.apply(feature("R-1"))
    with Session(desk.engine) as session:
        retire_project(session, "R-1", PLANNER, reason="Nhập trùng", today=TODAY)
    assert project(desk, "R-1")["published"] is False
    assert project(desk, "R-1")["retired_on"] == TODAY
