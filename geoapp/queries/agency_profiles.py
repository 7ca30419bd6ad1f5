"""Agencies as administrators see them: dates, successors, whether a second person approves."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.agencies import AgencyProfile, is_code
from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.models import Agency, AgencySuccessor


def get_agency(session: Session, code: str) -> Agency:
    """Return an agency; raises `NotFound`."""
    agency = session.scalar(select(Agency).where(Agency.code == code)) if is_code(code) else None
    if agency is None:
        raise NotFound(message("There is no agency {code}.", code=code[:60]))
    return agency


def list_agencies(session: Session) -> list[tuple[Agency, AgencyProfile]]:
    """Return every agency with its profile, by name in Vietnamese order."""
    successors = find_successor_codes(session)
    agencies = session.scalars(select(Agency).order_by(Agency.name.collate("vi-x-icu")))
    return [(agency, _profile(agency, successors)) for agency in agencies]


def read_agency_profile(session: Session, agency: Agency) -> AgencyProfile:
    """Return what an agency is like now."""
    return _profile(agency, find_successor_codes(session))


def find_successor_codes(session: Session) -> dict[str, set[str]]:
    """Return the codes of the agencies that followed each one; those without are left out."""
    codes = {row.id: row.code for row in session.execute(select(Agency.id, Agency.code))}
    found: dict[str, set[str]] = {}
    for row in session.scalars(select(AgencySuccessor)):
        found.setdefault(codes[row.agency_id], set()).add(codes[row.successor_id])
    return found


def _profile(agency: Agency, successors: dict[str, set[str]]) -> AgencyProfile:
    ends = agency.valid.upper
    return AgencyProfile(
        name=agency.name,
        name_en=agency.name_en,
        valid_from=agency.valid.lower,
        valid_to=ends - timedelta(days=1) if ends else None,
        successors=tuple(sorted(successors.get(agency.code, ()))),
        needs_approval=agency.needs_approval,
    )
