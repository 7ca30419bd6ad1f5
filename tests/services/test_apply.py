"""Applying an upload: one revision, with units, nothing overwritten that nobody saw."""

import pytest
from sqlalchemy.orm import Session

from geoapp.services.undo import LaterChanges, undo_revision
from tests.conftest import TODAY
from tests.services.uploading import APPROVER, PLANNER, Desk, feature


@pytest.fixture
def desk(sample, tmp_path):
    return Desk(sample.app_engine, tmp_path, TODAY)


def test_a_new_project_is_added_with_its_units(desk):
    number = desk.receive(feature("U-1"))
    assert desk.upload(number).state == "ready"
    desk.act("apply", number)
    upload = desk.upload(number)
    assert upload.state == "applied"
    (row,) = desk.rows("SELECT * FROM project WHERE code = 'U-1'")
    assert row["revision_id"] == upload.applied_revision
    assert row["tie_set_id"] is not None


def test_undo(desk):
    revision = desk.apply(feature("U-2"), feature("TTH-001", name="Tên khác"))
    before = desk.rows("SELECT * FROM project_history WHERE code='TTH-001' ORDER BY superseded_at DESC LIMIT 1")[0]
    with Session(desk.engine) as session:
        undone = undo_revision(session, revision, PLANNER).id
    assert not desk.rows("SELECT * FROM project WHERE code = 'U-2'")
    after = desk.rows("SELECT * FROM project WHERE code='TTH-001'")[0]
    ignore = {"revision_id", "recorded_at"}
    assert {k: v for k, v in after.items() if k not in ignore} == {k: before[k] for k in after if k not in ignore}
    with Session(desk.engine) as session:
        undo_revision(session, undone, PLANNER)
    assert desk.rows("SELECT name FROM project WHERE code = 'TTH-001'")[0]["name"] == "Tên khác"
    assert desk.rows("SELECT name FROM project WHERE code = 'U-2'")
