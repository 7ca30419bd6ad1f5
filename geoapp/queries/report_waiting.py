"""Reports that wait for a word: the newest of their project and month, nobody's yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from geoapp.domain.reports import NOTHING_KNOWN, Handed, ReportFacts
from geoapp.domain.rights import Viewer
from geoapp.models import ProgressReport, Project
from geoapp.queries.report_facts import find_facts, find_handed
from geoapp.queries.rights import theirs

P: Any = Project.__table__
SHOWN = ("code", "name", "name_en", "sector", "kind", "stage", "published", "lead_agency_id")


@dataclass(frozen=True)
class Waiting:
    """A report that waits; `counting` is the month's accepted one, which it would correct."""

    project: Any
    month: date
    reported_by: str | None
    report: Handed
    planned: float | None
    facts: ReportFacts
    counting: Handed | None


def find_waiting(
    session: Session, viewer: Viewer, today: date, *, limit: int, offset: int = 0
) -> list[Waiting]:
    """Return what waits for the viewer, by agency, project and month."""
    r = aliased(ProgressReport)
    rows = session.execute(
        select(*(P.c[name] for name in SHOWN), r, _counting(r).label("counting"))
        .join(P, P.c.id == r.project_id)
        .where(*_waits(r, viewer))
        .order_by(P.c.lead_agency_id, P.c.code, r.month)
        .limit(limit)
        .offset(offset)
    ).all()
    reports = [row[len(SHOWN)] for row in rows]
    handed = find_handed(session, [one.id for one in reports] + [row.counting or 0 for row in rows])
    facts = find_facts(session, [(one.project_id, one.month) for one in reports], today)
    return [
        Waiting(
            project=row,
            month=one.month,
            reported_by=one.reported_by,
            report=handed[one.id],
            planned=one.planned_progress,
            facts=facts.get((one.project_id, one.month), NOTHING_KNOWN),
            counting=handed.get(row.counting),
        )
        for row, one in zip(rows, reports, strict=True)
    ]


def count_waiting_reports(session: Session, viewer: Viewer, *, own: bool = False) -> int:
    """Count what waits for the viewer; of their own only with `own`, for nobody decides on that."""
    if not viewer.is_any("approver", "admin"):
        return 0
    r = aliased(ProgressReport)
    chosen = _waits(r, viewer)
    if not own:
        chosen.append(r.reported_by.is_distinct_from(viewer.name))
    counted = select(func.count()).select_from(r).join(P, P.c.id == r.project_id).where(*chosen)
    return session.scalar(counted) or 0


def _waits(r: Any, viewer: Viewer) -> list[ColumnElement[bool]]:
    newer = aliased(ProgressReport)
    newest = (
        select(newer.id)
        .where(newer.project_id == r.project_id, newer.month == r.month, newer.id > r.id)
        .exists()
    )
    undecided: Sequence[ColumnElement[bool]] = (~r.accepted, ~r.returned, ~newest)
    return [*undecided, P.c.retired_on.is_(None), theirs(viewer, P)]


def _counting(r: Any) -> Any:
    """Select the number of the month's report that counts now."""
    other = aliased(ProgressReport)
    same = (other.project_id == r.project_id, other.month == r.month, other.accepted)
    return select(func.max(other.id)).where(*same).scalar_subquery()
