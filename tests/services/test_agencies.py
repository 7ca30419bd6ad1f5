"""Agencies change in a revision, and who answers for their projects with them."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.domain.agencies import AgencyProfile
from geoapp.domain.errors import BadForm, NotFound
from geoapp.domain.rights import Refused, Viewer
from geoapp.models import AuditEntry, Revision
from geoapp.queries.agencies import read_agencies
from geoapp.queries.agency_profiles import get_agency, list_agencies, read_agency_profile
from geoapp.services.agencies import add_agency, change_agency
from tests import builders
from tests.people import SHELL

ENDED = date(2025, 2, 28)


def followed_by(*codes):
    return AgencyProfile(name="Sở cũ", valid_to=ENDED, successors=codes)


def wrong_fields(refused):
    return [problem.field for problem in refused.value.problems]


def test_an_agency_is_added_as_described(session):
    builders.add_agency(session, "SXD")
    profile = AgencyProfile(
        name="Sở Giao thông",
        name_en="Transport",
        valid_from=date(2020, 1, 1),
        valid_to=ENDED,
        successors=("SXD",),
        needs_approval=True,
    )
    add_agency(session, SHELL, "SGTVT", profile)
    assert read_agency_profile(session, get_agency(session, "SGTVT")) == profile


def test_every_change_is_a_revision_and_an_entry(session):
    builders.add_agency(session, "SXD")
    change_agency(session, SHELL, "SXD", AgencyProfile(name="Sở Xây dựng", needs_approval=True))
    revision = session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).one()
    assert (revision.actor, revision.action) == ("shell:test", "change-agency")
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert entry.details == {
        "name": ["Sở SXD", "Sở Xây dựng"],
        "needs_approval": [False, True],
    }


def test_who_answers_follows_the_successor(session):
    for code in ("SGTVT", "SXD"):
        builders.add_agency(session, code)
    change_agency(session, SHELL, "SGTVT", followed_by("SXD"))
    assert read_agencies(session).by_code["SGTVT"].current_code == "SXD"
    change_agency(session, SHELL, "SGTVT", AgencyProfile(name="Sở cũ"))
    assert read_agencies(session).by_code["SGTVT"].current_code == "SGTVT"


def test_successors_never_lead_in_a_circle(session):
    for code in ("A", "B", "C"):
        builders.add_agency(session, code)
    change_agency(session, SHELL, "A", followed_by("B"))
    change_agency(session, SHELL, "B", followed_by("C"))
    with pytest.raises(BadForm) as refused:
        change_agency(session, SHELL, "C", followed_by("A"))
    assert wrong_fields(refused) == ["successors"]


def test_everything_wrong_is_said_at_once(session):
    builders.add_agency(session, "SXD")
    with pytest.raises(BadForm) as refused:
        add_agency(session, SHELL, "SXD", AgencyProfile(name="", successors=("NONE",)))
    assert sorted(wrong_fields(refused)) == ["code", "name", "successors", "valid_to"]


def test_only_administrators_change_agencies(session):
    builders.add_agency(session, "SXD")
    planner = Viewer("hoa", frozenset({"planner"}), None, None)
    with pytest.raises(Refused):
        change_agency(session, planner, "SXD", AgencyProfile(name="x"))
    with pytest.raises(Refused):
        add_agency(session, planner, "NEW", AgencyProfile(name="x"))


@pytest.mark.parametrize("code", ["NONE", "", "\0", "x' OR 1=1"])
def test_an_unknown_agency_is_not_found(session, code):
    with pytest.raises(NotFound):
        change_agency(session, SHELL, code, AgencyProfile(name="x"))


def test_agencies_are_listed_with_what_they_are_like(session):
    builders.add_agency(session, "SXD", after=[builders.add_agency(session, "SGTVT")])
    listed = {agency.code: profile.successors for agency, profile in list_agencies(session)}
    assert listed == {"SGTVT": ("SXD",), "SXD": ()}
