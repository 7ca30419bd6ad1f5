"""Agencies: added and changed by an administrator, each time in a revision."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from geoapp.domain.agencies import AgencyProfile, check_agency, check_code, is_code
from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, may_administer, require
from geoapp.models import Agency, AgencySuccessor
from geoapp.queries.agency_profiles import find_successor_codes, get_agency, read_agency_profile
from geoapp.services.audit import note
from geoapp.services.revisions import begin_revision


def add_agency(session: Session, by: Viewer, code: str, profile: AgencyProfile) -> Agency:
    """Add an agency and commit; raises `BadForm` with everything that is wrong."""
    require(may_administer(by), by, "add-agency", code)
    problems = [*_check_new(session, code), *_check(session, code, profile)]
    if problems:
        raise BadForm(problems)
    begin_revision(session, actor=by.name, action="add-agency", reason=f"Agency {code} added")
    agency = Agency(code=code, name=profile.name.strip())
    session.add(agency)
    _write(session, agency, profile)
    note(session, by.trace("add-agency", code, **_told(profile)))
    session.commit()
    return agency


def change_agency(session: Session, by: Viewer, code: str, profile: AgencyProfile) -> Agency:
    """Change an agency and commit.

    Its projects stay its own; who answers for them today follows the successors.
    """
    require(may_administer(by), by, "change-agency", code)
    agency = get_agency(session, code)
    problems = list(_check(session, code, profile))
    if problems:
        raise BadForm(problems)
    begin_revision(session, actor=by.name, action="change-agency", reason=f"Agency {code} changed")
    before = _told(read_agency_profile(session, agency))
    _write(session, agency, profile)
    after = _told(profile)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    note(session, by.trace("change-agency", code, **changed))
    session.commit()
    return agency


def _write(session: Session, agency: Agency, profile: AgencyProfile) -> None:
    end = None if profile.valid_to is None else profile.valid_to + timedelta(days=1)
    agency.name, agency.name_en = profile.name.strip(), (profile.name_en or "").strip() or None
    agency.valid, agency.needs_approval = Range(profile.valid_from, end), profile.needs_approval
    session.flush()
    session.execute(delete(AgencySuccessor).where(AgencySuccessor.agency_id == agency.id))
    following = session.scalars(select(Agency.id).where(Agency.code.in_(profile.successors)))
    pairs = [{"agency_id": agency.id, "successor_id": key} for key in following]
    if pairs:
        session.execute(insert(AgencySuccessor), pairs)


def _check_new(session: Session, code: str) -> Iterator[Problem]:
    yield from check_code(code)
    if is_code(code) and session.scalar(select(Agency.id).where(Agency.code == code)):
        yield Problem("code", message("There is an agency {code} already.", code=code))


def _check(session: Session, code: str, profile: AgencyProfile) -> Iterator[Problem]:
    yield from check_agency(code, profile)
    known = set(session.scalars(select(Agency.code)))
    for successor in profile.successors:
        if successor not in known:
            yield Problem("successors", message("There is no agency {code}.", code=successor))
    if code in _all_following(session, profile.successors):
        yield Problem("successors", message("The successors would lead back to this agency."))


def _all_following(session: Session, starts: tuple[str, ...]) -> set[str]:
    after, found = find_successor_codes(session), set[str]()
    waiting = list(starts)
    while waiting:
        new = after.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _told(profile: AgencyProfile) -> dict[str, object]:
    return {
        "name": profile.name,
        "name_en": profile.name_en,
        "valid_from": profile.valid_from and profile.valid_from.isoformat(),
        "valid_to": profile.valid_to and profile.valid_to.isoformat(),
        "successors": sorted(profile.successors),
        "needs_approval": profile.needs_approval,
    }
