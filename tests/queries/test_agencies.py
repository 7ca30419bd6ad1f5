"""Agencies keep their names, and who follows them answers."""

import pytest
from sqlalchemy import text

from geoapp.domain.errors import BadParameter
from geoapp.queries.agencies import read_agencies
from geoapp.queries.features import count_projects, find_features
from tests.builders import add_agency, add_project, ask, plain


@pytest.fixture
def merged(session):
    """Two departments merged into one, which was merged again; each leads a project."""
    transport = add_agency(session, "SGTVT", name="Sở Giao thông vận tải")
    building = add_agency(session, "SXD", name="Sở Xây dựng")
    both = add_agency(session, "SXD2", name="Sở Xây dựng (mới)", after=[transport, building])
    last = add_agency(session, "SHT", name="Sở Hạ tầng", name_en="Infrastructure", after=[both])
    for agency in (transport, building, both, last):
        add_project(session, f"OF-{agency.code}", lead_agency_id=agency.id)
    return session


@pytest.mark.parametrize("code", ["SGTVT", "SXD", "SXD2", "SHT"])
def test_whichever_name_is_asked_for_the_successors_work_is_found(merged, code):
    assert count_projects(merged, ask(merged, agency=code)) == 4


def test_a_former_agency_shows_both_names(merged):
    (feature,) = plain(find_features(merged, ask(merged, q="OF-SGTVT"), limit=2))
    assert feature["properties"]["lead_agency"] == {
        "code": "SGTVT",
        "name": "Sở Giao thông vận tải",
        "now": "Sở Hạ tầng",
    }


def test_an_agency_that_goes_on_shows_one(merged):
    (feature,) = plain(find_features(merged, ask(merged, q="OF-SHT"), limit=2))
    assert feature["properties"]["lead_agency"] == {"code": "SHT", "name": "Sở Hạ tầng"}


def test_names_are_said_in_english_where_there_is_one(merged):
    agency = read_agencies(merged).by_code["SGTVT"]
    assert (agency.label("en"), agency.current_label("en")) == (
        "Sở Giao thông vận tải",
        "Infrastructure",
    )
    assert agency.former


def test_an_agency_that_was_split_keeps_answering_itself(session):
    whole = add_agency(session, "W")
    for code in ("H1", "H2"):
        add_agency(session, code, after=[whole])
    assert not read_agencies(session).by_code["W"].former


def test_agencies_that_follow_each_other_in_a_ring_do_not_hang(session):
    one = add_agency(session, "A")
    two = add_agency(session, "B", after=[one])
    add_agency(session, "C", after=[two])
    session.execute(
        text(
            "INSERT INTO agency_successor SELECT c.id, a.id FROM agency a, agency c"
            " WHERE a.code = 'A' AND c.code = 'C'"
        )
    )
    assert len(read_agencies(session).by_code) == 3


def test_an_unknown_agency_is_refused(session):
    with pytest.raises(BadParameter, match="agency: expected the code of an agency, got “SO-X”"):
        ask(session, agency="SO-X")


def test_a_former_agency_wants_a_second_person_as_its_successor_does(session):
    former = add_agency(session, "SGTVT")
    now = add_agency(session, "SXD", after=[former], needs_approval=True)
    add_agency(session, "SYT")
    assert sorted(read_agencies(session).wanting_approval()) == sorted([former.id, now.id])
