"""What each of some projects reported month by month: one reading of their reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from geoapp.models import ProgressReport
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class ProjectMonth:
    """A month's last accepted report: percent done and planned, None without a plan."""

    month: date
    progress: float
    planned: float | None


def find_project_months(
    session: Session, wanted: Wanted, first: date
) -> Mapping[str, list[ProjectMonth]]:
    """Return the reported months since `first`, earliest first, by the projects' codes."""
    found: dict[str, list[ProjectMonth]] = {}
    for row in session.execute(select_project_months(wanted, first)):
        month = ProjectMonth(row.month, row.progress, row.planned_progress)
        found.setdefault(row.code, []).append(month)
    return found


def select_project_months(wanted: Wanted, first: date) -> Select[*tuple[Any, ...]]:
    """Select code, month, progress, planned_progress; up to the filter's month where it has one."""
    rows = recorded(ProgressReport.__table__, wanted.filter.as_of, wanted.zone)
    r, p = rows.c, wanted.p
    until = wanted.filter.month or wanted.standing.day
    return (
        select(p.c.code, r.month, r.progress, r.planned_progress)
        .join_from(rows, p, p.c.id == r.project_id)
        .where(wanted.condition, r.accepted, r.month >= first, r.month <= until)
        .ext(distinct_on(p.c.code, r.month))
        .order_by(p.c.code, r.month, r.id.desc())
    )
