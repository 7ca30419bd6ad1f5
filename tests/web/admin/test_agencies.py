"""Agencies on the desk: dates, successors, a second person's approval."""

import pytest
from sqlalchemy.orm import Session

from geoapp.queries.agency_profiles import get_agency, read_agency_profile
from tests.builders import add_agency


@pytest.fixture(scope="module", autouse=True)
def world(people):
    with Session(people.database.app_engine) as session:
        former = add_agency(session, "SGTVT", name="Sở Giao thông")
        add_agency(session, "SXD", name="Sở Xây dựng", after=[former])
        session.commit()


def profile_of(people, code):
    with Session(people.database.app_engine) as session:
        return read_agency_profile(session, get_agency(session, code))


def test_agencies_are_listed_with_their_successors(visitor):
    visitor.sign_in("admin")
    page = visitor.open("/admin/agencies").text
    assert ">SGTVT</td>" in page
    assert ">SXD</td>" in page


def test_an_agency_is_changed(people, visitor):
    visitor.sign_in("admin")
    page = visitor.open("/admin/agencies/SGTVT").text
    assert 'value="SXD" checked' in page
    response = visitor.send(
        "/admin/agencies/SGTVT",
        name="Sở GTVT",
        valid_from="2020-01-01",
        valid_to="2025-02-28",
        successors="SXD",
        needs_approval="on",
    )
    assert response.status_code == 303
    profile = profile_of(people, "SGTVT")
    assert (profile.name, profile.successors, profile.needs_approval) == ("Sở GTVT", ("SXD",), True)
    assert profile.valid_to.isoformat() == "2025-02-28"


def test_an_agency_is_added(people, visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/agencies/new")
    response = visitor.send("/admin/agencies/new", code="snnmt", name="Sở Nông nghiệp")
    assert response.location.endswith("/admin/agencies/SNNMT")
    assert profile_of(people, "SNNMT").name == "Sở Nông nghiệp"


def test_everything_that_is_wrong_is_shown_at_its_field(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/agencies/new")
    response = visitor.send("/admin/agencies/new", code="Sở", name="", successors="NONE")
    assert response.status_code == 422
    assert response.text.count('class="wrong"') == 4


def test_a_day_that_is_none_is_said(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/agencies/SXD")
    response = visitor.send("/admin/agencies/SXD?lang=en", name="Sở", valid_to="28/02/2025")
    assert response.status_code == 422
    assert "Expected a date" in response.text


@pytest.mark.parametrize("code", ["NONE", "%00", "sxd"])
def test_an_unknown_agency_is_not_there(visitor, code):
    visitor.sign_in("admin")
    assert visitor.open(f"/admin/agencies/{code}").status_code == 404
