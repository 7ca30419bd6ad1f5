"""A planner's rows count where agency and area are theirs, before the change and after it."""

from contextlib import contextmanager

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict, NotFound
from geoapp.domain.rights import Hidden, Refused
from geoapp.models import AuditEntry
from geoapp.queries.rights import uploads_seen_by
from geoapp.queries.upload_rows import find_rows
from geoapp.queries.uploads import find_uploads, get_upload
from geoapp.services.revisions import stamp
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


@pytest.fixture
def who(desk):
    return lambda name: viewer(desk.engine, name)


def issues(desk, number):
    rows = desk.rows(
        "SELECT project, code FROM upload_issue WHERE upload_id = :n AND severity = 'error'",
        n=number,
    )
    return {(row["project"], row["code"]) for row in rows}


def outcomes(desk, number):
    """What became of the file's rows, by code."""
    rows = desk.rows("SELECT code, outcome FROM upload_row WHERE upload_id = :n", n=number)
    return {row["code"]: row["outcome"] for row in rows if row["outcome"] != "missing"}


def test_what_is_theirs_is_added_and_changed(desk, who):
    number = desk.receive(
        feature("N-1", IN_WEST, lead_agency="SXD"),
        says("SXD-W-OPEN", name="Mới"),
        says("SXD-W-DRAFT", name="Mới"),
        viewer=who("hoa"),
    )
    assert issues(desk, number) == set()
    assert outcomes(desk, number) == {
        "N-1": "added",
        "SXD-W-OPEN": "changed",
        "SXD-W-DRAFT": "changed",
    }


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (says("SYT-W-OPEN", name="x"), {"not_your_agency"}),
        (says("SXD-E-OPEN", name="x"), {"not_your_area"}),
        (says("SYT-E-OPEN", name="x"), {"not_your_agency", "not_your_area"}),
        (says("SXD-W-OPEN", lead_agency="SYT"), {"not_your_agency"}),
        (feature("SXD-W-OPEN", IN_EAST), {"not_your_area"}),
        (feature("SXD-E-OPEN", IN_WEST), {"not_your_area"}),
        (says("SYT-W-OPEN", lead_agency="SXD"), {"not_your_agency"}),
        (feature("N-2", IN_EAST, lead_agency="SXD"), {"not_your_area"}),
        (feature("N-2", IN_WEST, lead_agency="SYT"), {"not_your_agency"}),
        (feature("N-2", IN_WEST), {"not_your_agency"}),
        (feature("N-2", None, lead_agency="SXD"), {"not_your_area"}),
    ],
)
def test_a_row_outside_before_or_after_is_refused_and_says_why(desk, who, row, expected):
    number = desk.receive(row, viewer=who("hoa"))
    code = row["properties"]["code"]
    assert issues(desk, number) == {(code, one) for one in expected}
    assert outcomes(desk, number) == {code: "refused"}
    summary = desk.upload(number).summary
    assert (summary["added"], summary["changed"], summary["refused"]) == (0, 0, 1)
    assert summary["errors"] == dict.fromkeys(expected, 1)


def test_rows_that_change_nothing_are_nobodys_business(desk, who):
    number = desk.receive(says("SYT-W-OPEN", name="Dự án SYT-W-OPEN"), viewer=who("hoa"))
    assert outcomes(desk, number) == {"SYT-W-OPEN": "unchanged"}


def test_others_in_the_same_file_do_not_hold_up_what_is_theirs(desk, who):
    number = desk.receive(
        feature("N-3", IN_WEST, lead_agency="SXD"),
        feature("N-4", IN_EAST, lead_agency="SYT"),
        viewer=who("hoa"),
    )
    desk.act("apply", number, who("hoa"))
    assert desk.upload(number).state == "applied"
    assert [row["code"] for row in desk.rows("SELECT code FROM project WHERE code LIKE 'N-%'")] == [
        "N-3"
    ]


def test_a_draft_of_others_is_as_unknown_as_a_missing_one(desk, who):
    number = desk.receive(feature("SYT-W-DRAFT", IN_WEST, lead_agency="SXD"), viewer=who("hoa"))
    assert issues(desk, number) == {("SYT-W-DRAFT", "code_taken")}
    with Session(desk.engine) as session:
        (row,) = find_rows(session, number, who("hoa"), outcomes=["refused"], limit=10)
    assert (row.name, row.old_geometry, row.differences) == ("Dự án SYT-W-DRAFT", None, [])


def test_only_projects_of_theirs_are_missing_from_a_file(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Khác"), viewer=who("hoa"))
    rows = desk.rows(
        "SELECT code FROM upload_row WHERE upload_id = :n AND outcome = 'missing'", n=number
    )
    missing = {row["code"] for row in rows}
    assert "SXD-W-DRAFT" in missing
    assert not missing & {"SYT-W-OPEN", "SYT-W-DRAFT", "SXD-E-OPEN", "SXD-E-DRAFT"}


def seen(desk, name):
    with Session(desk.engine) as session:
        found = find_uploads(session, uploads_seen_by(viewer(desk.engine, name)), limit=1000)
        return {upload.id for upload in found}


def test_an_upload_is_seen_where_all_it_changes_is_ones_own(desk, who):
    west = desk.receive(says("SXD-W-OPEN", name="Tây"), viewer=who("thu"))
    both = desk.receive(
        says("SXD-W-OPEN", name="Tây"), says("SXD-E-OPEN", name="Đông"), viewer=who("thu")
    )
    seeing = {name: seen(desk, name) & {west, both} for name in PEOPLE}
    assert seeing == {
        "thu": {west, both},
        "hoa": {west},
        "minh": {west},
        "lan": set(),
        "nga": set(),
        "khach": set(),
        "chi": {west, both},
    }
    for name, uploads in seeing.items():
        for number in (west, both):
            assert is_told(desk, number, name) == (number in uploads)


PEOPLE = ("thu", "hoa", "minh", "lan", "nga", "khach", "chi")


def is_told(desk, number, name):
    with Session(desk.engine) as session:
        try:
            return bool(get_upload(session, number, viewer(desk.engine, name)))
        except NotFound:
            return False


def test_an_upload_of_others_says_what_a_missing_one_says(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Tây"), viewer=who("hoa"))
    with Session(desk.engine) as session:
        with pytest.raises(Hidden) as hidden:
            get_upload(session, number, who("lan"))
        with pytest.raises(NotFound) as missing:
            get_upload(session, 999_999, who("lan"))
    assert str(hidden.value).replace(str(number), "") == str(missing.value).replace("999999", "")


def submitted(desk, who, *features, by="hoa"):
    number = desk.receive(*features, viewer=who(by))
    desk.act("submit", number, who(by))
    return number


def test_an_approver_of_agency_and_area_approves(desk, who):
    number = submitted(desk, who, says("SXD-W-OPEN", name="Duyệt"))
    desk.act("approve", number, who("minh"))
    assert desk.upload(number).state == "approved"


def test_an_approver_of_another_agency_finds_nothing_there(desk, who):
    number = submitted(desk, who, says("SXD-W-OPEN", name="Duyệt"))
    for act, given in (("approve", {}), ("return_", {"note": "x"}), ("apply", {})):
        with pytest.raises(NotFound):
            desk.act(act, number, who("nga"), **given)


def test_a_project_that_left_the_approvers_area_meanwhile_is_not_approved(desk, who):
    number = submitted(desk, who, says("SXD-W-OPEN", name="Duyệt"))
    with moved_units(desk, "SXD-W-OPEN"), pytest.raises(Refused) as refused:
        desk.act("approve", number, who("minh"))
    assert refused.value.reason == "area"


@contextmanager
def moved_units(desk, code):
    """For a while the project belongs to no unit, as new outlines may bring about."""
    (row,) = desk.rows("SELECT tie_set_id FROM project WHERE code = :c", c=code)
    set_ties(desk, code, None)
    yield
    set_ties(desk, code, row["tie_set_id"])


def set_ties(desk, code, ties):
    with desk.engine.begin() as connection:
        revise(connection)
        statement = text(f"UPDATE project SET tie_set_id = :t, {stamp('project')} WHERE code = :c")
        connection.execute(statement, {"c": code, "t": ties})


def revise(connection):
    connection.execute(
        text("""
            WITH made AS (INSERT INTO revision (actor, action, reason)
                          VALUES ('x', 'import-areas', 'New outlines') RETURNING id)
            SELECT set_config('geoapp.revision', CAST(id AS text), true) FROM made""")
    )


@pytest.mark.parametrize("name", ["hoa", "both"])
def test_nobody_who_had_a_hand_in_it_approves(desk, who, name):
    number = submitted(desk, who, says("SXD-W-OPEN", name="Của mình"), by=name)
    with pytest.raises(Refused) as refused:
        desk.act("approve", number, who(name))
    assert refused.value.reason in ("own-upload", "role")


def test_an_administrator_who_decided_for_the_planner_does_not_approve_it(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Thay"), viewer=who("hoa"))
    desk.act("submit", number, ADMIN)
    with pytest.raises(Refused, match="own upload"):
        desk.act("approve", number, ADMIN)


def test_another_planner_of_the_agency_sees_it_and_does_nothing_with_it(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Của Hoa"), viewer=who("hoa"))
    for act in ("submit", "cancel", "apply"):
        with pytest.raises(Refused) as refused:
            desk.act(act, number, who("thu"))
        assert refused.value.reason == "others-upload"


def test_an_approver_waits_until_it_is_submitted(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Chưa gửi"), viewer=who("hoa"))
    with pytest.raises(Refused) as refused:
        desk.act("apply", number, who("minh"))
    assert refused.value.reason == "not-submitted"


def test_a_planner_speaks_for_agencies_of_their_own(desk, who):
    with pytest.raises(Refused) as refused:
        desk.receive(says("SXD-W-OPEN", name="x"), viewer=who("hoa"), agency="SYT")
    assert refused.value.reason == "speaks-for"


def test_rights_lost_since_the_preview_are_missed_when_applying(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Mất quyền"), viewer=who("hoa"))
    hoa = who("hoa")
    switch(desk, "hoa", on=False)
    try:
        desk.act("apply", number, hoa)
    finally:
        switch(desk, "hoa", on=True)
    upload = desk.upload(number)
    assert (upload.state, upload.problem["code"]) == ("ready", "not-theirs")
    assert desk.rows("SELECT FROM project WHERE name = 'Mất quyền'") == []
    (entry,) = traces(desk, "apply-upload", str(number))
    assert (entry.who, entry.refused) == ("hoa", "role")


def switch(desk, name, *, on):
    with desk.engine.begin() as connection:
        connection.execute(
            text("UPDATE user_account SET active = :on WHERE name = :name"),
            {"on": on, "name": name},
        )


def traces(desk, what, thing):
    with Session(desk.engine) as session:
        wanted = select(AuditEntry).filter_by(what=what, thing=thing)
        return session.scalars(wanted.order_by(AuditEntry.id)).all()


def test_a_project_that_left_the_planners_area_meanwhile_is_not_written(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Đã chuyển"), viewer=who("hoa"))
    with moved_units(desk, "SXD-W-OPEN"), pytest.raises(Refused) as refused:
        desk.act("apply", number, who("hoa"))
    assert refused.value.reason == "area"


def acts(desk, number, person):
    with Session(desk.engine) as session:
        view = get_upload(session, number, person)
        return view.acts_now(person, needs_approval=False)


def test_what_may_be_done_is_said_to_each(desk, who):
    number = desk.receive(says("SXD-W-OPEN", name="Ai làm gì"), viewer=who("hoa"))
    assert acts(desk, number, who("hoa")) == ["choose", "submit", "apply", "cancel"]
    assert acts(desk, number, who("minh")) == []
    desk.act("submit", number, who("hoa"))
    assert acts(desk, number, who("minh")) == ["approve", "return", "apply"]
    assert acts(desk, number, who("thu")) == []
    assert acts(desk, number, ADMIN) == ["approve", "return", "apply", "cancel"]


def test_what_changes_nothing_is_neither_submitted_nor_applied(desk, who):
    number = desk.receive(says("SYT-W-OPEN", name="x"), viewer=who("hoa"))
    assert acts(desk, number, who("hoa")) == ["choose", "cancel"]
    with pytest.raises(Conflict, match="changes nothing"):
        desk.act("submit", number, who("hoa"))
