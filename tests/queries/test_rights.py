"""Which projects somebody may see: the same rule in SQL as for one project."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.domain.rights import NOBODY, Place, Viewer, may_see_draft
from geoapp.models import Project
from geoapp.queries.rights import find_place, on_map, read_place, theirs, visible
from tests.builders import add_agency, add_project, add_unit


@pytest.fixture
def world(session):
    """Two agencies, two communes, and drafts in every combination of them."""
    agencies = [add_agency(session, code) for code in ("SXD", "SYT")]
    units = [add_unit(session, code) for code in ("1", "2")]
    for agency in (*agencies, None):
        for unit in (*units, None):
            code = f"{agency.code if agency else 'NO'}-{unit.code if unit else 'NO'}"
            ties = {unit: "geometry"} if unit else None
            key = agency.id if agency else None
            add_project(session, code, lead_agency_id=key, units=ties, published=False)
    add_project(session, "OPEN")
    return agencies, units


P = select(Project.__table__).subquery()


def codes(session, condition):
    return set(session.scalars(select(P.c.code).where(condition)))


def planner(agencies=(), areas=()):
    ids = [None if one is None else frozenset(row.id for row in one) for one in (agencies, areas)]
    return Viewer("hoa", frozenset({"planner"}), *ids)


@pytest.mark.usefixtures("world")
def test_everybody_sees_what_is_published(session):
    assert codes(session, visible(NOBODY, P)) == {"OPEN"}


@pytest.mark.usefixtures("world")
def test_viewers_see_no_drafts(session):
    viewer = Viewer("hoa", frozenset({"viewer"}), None, None)
    assert codes(session, visible(viewer, P)) == {"OPEN"}


def test_planners_see_drafts_where_agency_and_area_are_theirs(session, world):
    (sxd, _), (first, _) = world
    assert codes(session, visible(planner([sxd], [first]), P)) == {"OPEN", "SXD-1"}


@pytest.mark.usefixtures("world")
def test_without_a_limit_drafts_without_agency_or_place_are_seen(session):
    assert len(codes(session, visible(planner(None, None), P))) == 10


def test_sql_and_plain_values_agree_on_every_project(session, world):
    agencies, units = world
    some = [None, [], agencies[:1], agencies]
    for viewer in (planner(a, u) for a in some for u in (None, [], units[1:], units)):
        allowed = {
            code
            for code in codes(session, P.c.published.is_(False))
            if may_see_draft(viewer, find_place(session, code))
        }
        assert codes(session, theirs(viewer, P)) - {"OPEN"} == allowed


def test_a_unit_that_a_document_outweighs_is_not_the_projects(session):
    agency, unit = add_agency(session, "SXD"), add_unit(session, "1")
    add_project(session, "A", lead_agency_id=agency.id, units={unit: "outweighed"}, published=False)
    assert codes(session, theirs(planner([agency], [unit]), P)) == set()
    assert find_place(session, "A").area_ids == frozenset()


def test_a_place_is_agency_and_units(session):
    agency = add_agency(session, "SXD")
    units = [add_unit(session, code) for code in ("1", "2")]
    project = add_project(
        session, "A", lead_agency_id=agency.id, units=dict.fromkeys(units, "geometry")
    )
    expected = Place(agency.id, frozenset(unit.id for unit in units))
    assert find_place(session, "A") == expected
    assert read_place(session, agency.id, project.tie_set_id) == expected


def test_an_unknown_project_has_no_place(session):
    assert find_place(session, "NONE") is None


def test_what_was_taken_off_the_map_is_on_nobodys_map(session):
    viewer = Viewer("an", frozenset({"planner"}), None, None)
    gone = add_project(session, published=False, retired_on=date(2026, 11, 1))
    draft = add_project(session, published=False)
    shown = select(Project.code).where(on_map(viewer, Project.__table__))
    codes = set(session.scalars(shown))
    assert draft.code in codes
    assert gone.code not in codes
