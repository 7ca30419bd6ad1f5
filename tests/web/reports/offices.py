"""An office whose agency reports on four projects, with people who fill in and who decide."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.models import Project
from tests.builders import add_agency, add_project, add_report

PLANNER, APPROVER = frozenset({"planner"}), frozenset({"approver"})


@dataclass(frozen=True)
class Office:
    """Ids of the agencies, and viewers limited to the first."""

    ours: int
    theirs: int
    people: dict[str, Viewer]


def found_office(session: Session, *, needs_approval: bool = False) -> Office:
    """Add two agencies with projects, some of them reported, and commit."""
    ours = add_agency(session, "SXD", name="Sở Xây dựng", needs_approval=needs_approval)
    theirs = add_agency(session, "SYT", name="Sở Y tế")
    for code in ("P-1", "P-2", "P-3"):
        add_project(session, code, lead_agency_id=ours.id, plan_year_vnd=20_000_000_000)
    add_project(session, "P-9", lead_agency_id=ours.id, stage="completion")
    other = add_project(session, "Q-1", lead_agency_id=theirs.id)
    add_report(session, other, "2026-11", 10)
    for code in ("P-1", "P-2"):
        report(session, code, "2026-10", 40, disbursed_vnd=8_000_000_000)
    office = Office(ours.id, theirs.id, people_of(ours.id))
    session.commit()
    return office


def people_of(agency_id: int) -> dict[str, Viewer]:
    """Return who works for the agency: a planner, another one, an approver."""
    ids = frozenset({agency_id})
    return {
        "hoa": Viewer("hoa", PLANNER, ids, None),
        "lan": Viewer("lan", PLANNER, ids, None),
        "minh": Viewer("minh", APPROVER, ids, None),
    }


def report(session: Session, code: str, month: str, progress: float, **values: object) -> int:
    """Add a report of one of the office's projects, accepted unless told otherwise."""
    project = session.scalars(select(Project).where(Project.code == code)).one()
    return int(add_report(session, project, month, progress, **values).id)
