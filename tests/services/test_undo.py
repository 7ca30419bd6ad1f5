"""Undo restores the state before a revision to the byte, or says who stands in the way."""

import json

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict, Forbidden
from geoapp.domain.rights import Viewer
from geoapp.services.projects import retire_project
from geoapp.services.undo import LaterChanges, undo_revision
from tests.conftest import TODAY
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


codes = st.sampled_from([*(f"TTH-{n:03}" for n in range(1, 60)), *(f"N-{n}" for n in range(40))])
names = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip()
)
dates = st.dates(min_value=TODAY.replace(year=2020), max_value=TODAY.replace(year=2032))
places = st.tuples(st.floats(107.5, 107.6), st.floats(16.35, 16.45))
lines = st.lists(places, min_size=2, max_size=6, unique=True).map(shapely.LineString)
boxes = places.map(lambda p: shapely.box(p[0], p[1], p[0] + 0.01, p[1] + 0.02))
shapes = st.one_of(places.map(shapely.Point), lines, boxes)
values = st.fixed_dictionaries(
    {},
    optional={
        "name_en": names,
        "stage": st.sampled_from(["preparation", "implementation", "suspended"]),
        "funding": st.sampled_from(["public", "private", "oda"]),
        "investment_vnd": st.integers(1_000_000, 10**14),
        "area_ha": st.floats(0.01, 9_999),
        "length_m": st.floats(1, 99_999),
        "planned_finish": dates.map(str),
        "baseline_start": st.just("2024-03-01"),
        "baseline_finish": st.just("2027-03-01"),
        "progress": st.integers(0, 100),
        "accuracy_m": st.integers(0, 500),
        "partner_agencies": st.just(None),
    },
)


@st.composite
def rows(draw):
    shape, given = draw(st.none() | shapes), draw(values)
    row = feature(draw(codes), None, name=draw(names), **given)
    row["geometry"] = None if shape is None else json.loads(shapely.to_geojson(shape))
    return row


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
