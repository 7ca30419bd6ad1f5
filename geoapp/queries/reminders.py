"""Who must be reminded: planners with an address whose projects lack a month's report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.report_desk import OUTSIDE
from geoapp.domain.rights import Viewer
from geoapp.models import ProgressReport, Project, Reminder, User
from geoapp.queries.agencies import read_agencies
from geoapp.queries.rights import theirs
from geoapp.queries.users import read_viewer

P: Any = Project.__table__


@dataclass(frozen=True)
class Missing:
    """An agency that answers today, and how many of its projects have no standing report."""

    code: str
    name: str
    projects: int


@dataclass(frozen=True)
class Addressee:
    """An account to write to, with what is missing of theirs."""

    email: str
    full_name: str
    missing: Sequence[Missing]


def find_addressees(session: Session, month: date, kind: str) -> list[Addressee]:
    """Return planners who have something missing and were not reminded of it yet."""
    reminded = select(Reminder.email).where(Reminder.month == month, Reminder.kind == kind)
    users = session.scalars(
        select(User)
        .where(
            User.active,
            User.email.is_not(None),
            User.role_codes.any_() == "planner",
            User.email.not_in(reminded),
        )
        .order_by(User.name)
    )
    found = [(user, find_missing(session, read_viewer(session, user), month)) for user in users]
    return [Addressee(user.email or "", user.full_name, some) for user, some in found if some]


def find_missing(session: Session, viewer: Viewer, month: date) -> list[Missing]:
    """Return how many of the viewer's projects lack a standing report, by agency."""
    counts = session.execute(
        select(P.c.lead_agency_id, func.count())
        .where(*_missing(viewer, month))
        .group_by(P.c.lead_agency_id)
    )
    agencies = read_agencies(session).by_id
    found: dict[tuple[str, str], int] = {}
    for agency_id, number in counts:
        agency = agencies.get(agency_id or 0)
        key = (agency.current_code, agency.current_name) if agency else ("", "")
        found[key] = found.get(key, 0) + number
    return [Missing(*key, number) for key, number in sorted(found.items())]


def count_missing(session: Session, viewer: Viewer, month: date) -> int:
    """Count the viewer's projects without a standing report of the month."""
    counted = select(func.count()).select_from(P).where(*_missing(viewer, month))
    return session.scalar(counted) or 0


def _missing(viewer: Viewer, month: date) -> list[Any]:
    """Projects that report and have none of the month but such as went back."""
    r = ProgressReport
    told = select(r.id).where(r.project_id == P.c.id, r.month == month)
    # One index knows the accepted, one those that wait; of both together none does.
    accepted, waits = told.where(r.accepted), told.where(~r.accepted, ~r.returned)
    reporting = (P.c.retired_on.is_(None), theirs(viewer, P), P.c.stage.not_in(OUTSIDE))
    return [*reporting, ~accepted.exists(), ~waits.exists()]
