"""Undo restores the state before a revision to the byte, or says who stands in the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict, Forbidden
from geoapp.domain.rights import Viewer
from geoapp.services.projects import retire_project
from geoapp.services.undo import undo_revision
from geoapp.services.undo_later import LaterChanges
from tests.conftest import TODAY
from tests.services.made_up import rows
from tests.services.uploading import ADMIN, APPROVER, PLANNER, Desk, feature

# Rows with their geometry as bytes; who wrote a state last is no part of it.
STATE = """
SELECT code, md5(ST_AsEWKB(geometry)::text) AS wkb, md5(ST_AsEWKB(geometry_3857)::text) AS drawn,
       to_jsonb(p) - '{revision_id,recorded_at}'::text[] AS all
FROM project p ORDER BY id"""
BELONGINGS = """
SELECT (SELECT json_agg(to_jsonb(b) - '{revision_id,recorded_at}'::text[] ORDER BY b.id)
        FROM baseline b) AS baselines,
       (SELECT json_agg(to_jsonb(r) - '{revision_id,recorded_at}'::text[] ORDER BY r.id)
        FROM progress_report r) AS reports"""


@pytest.fixture
def desk(sample, tmp_path):
    return Desk(sample.app_engine, tmp_path, TODAY)


def state(desk):
    return [dict(row) for row in desk.rows(STATE)] + [dict(row) for row in desk.rows(BELONGINGS)]


def undo(desk, revision, viewer=PLANNER):
    with Session(desk.engine) as session:
        return undo_revision(session, revision, viewer).id


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(rows(), min_size=1, max_size=8, unique_by=lambda row: row["properties"]["code"]))
def test_apply_then_undo_restores_every_byte(desk, features):
    before = state(desk)
    number = desk.receive(*features)
    summary = desk.upload(number).summary
    if not summary["added"] + summary["changed"]:
        return
    desk.act("apply", number)
    applied = state(desk)
    undone = undo(desk, desk.upload(number).applied_revision)
    assert state(desk) == before
    # And undoing the undo brings all of it back.
    again = undo(desk, undone)
    assert state(desk) == applied
    undo(desk, again)


def test_undo_is_refused_with_who_changed_what_later(desk):
    first = desk.apply(feature("L-1", name="Một"))
    second = desk.apply(feature("L-1", name="Hai"), viewer=ADMIN)
    with pytest.raises(LaterChanges) as refused:
        undo(desk, first)
    (later,) = refused.value.later
    assert (later.code, later.actor, later.revision) == ("L-1", ADMIN.name, second)


def test_undoing_the_later_change_first_opens_the_way(desk):
    first = desk.apply(feature("L-2", name="Một"))
    undo(desk, desk.apply(feature("L-2", name="Hai")))
    undo(desk, first)
    assert desk.rows("SELECT * FROM project WHERE code = 'L-2'") == []


def test_a_project_that_others_reported_on_since_is_not_taken_away(desk):
    first = desk.apply(feature("L-3"))
    desk.apply(feature("L-3", progress=10), viewer=ADMIN)
    with pytest.raises(LaterChanges):
        undo(desk, first)


def test_a_report_since_does_not_keep_other_facts_from_being_undone(desk):
    desk.apply(feature("L-4", name="Một"))
    renamed = desk.apply(feature("L-4", name="Hai"))
    desk.apply(feature("L-4", name="Hai", progress=10))
    undo(desk, renamed)
    (row,) = desk.rows("SELECT name, progress FROM project WHERE code = 'L-4'")
    assert (row["name"], row["progress"]) == ("Một", 10)


def test_nothing_is_undone_twice(desk):
    revision = desk.apply(feature("L-5"))
    undo(desk, revision)
    with pytest.raises(Conflict, match="undone already"):
        undo(desk, revision)


def test_a_retired_project_comes_back(desk):
    desk.apply(feature("L-6"))
    before = state(desk)
    with Session(desk.engine) as session:
        retired = retire_project(session, "L-6", PLANNER, reason="Nhầm", today=TODAY).id
    undo(desk, retired)
    assert state(desk) == before


def test_units_and_agencies_are_not_undone(desk):
    with pytest.raises(Conflict, match="cannot be undone"):
        undo(desk, 1, ADMIN)


def test_another_planner_may_not_undo_it(desk):
    revision = desk.apply(feature("L-7"))
    with pytest.raises(Forbidden):
        undo(desk, revision, Viewer("chi", frozenset({"planner"})))
    undo(desk, revision, APPROVER)
