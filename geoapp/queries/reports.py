"""Monthly reports as lists: accepted ones for whoever sees the project, others for its people."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from geoapp.models import ProgressReport, User
from geoapp.queries.rights import theirs
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class ReportLine:
    """One report; `state` is of `domain.reports.STATES`, people are named by their accounts."""

    id: int
    project: str
    name: str
    month: date
    state: str
    progress: float
    planned_progress: float | None
    days_behind: int | None
    disbursed_vnd: int | None
    disbursed_month_vnd: int | None
    reported_on: date
    reported_by: str | None
    reported_by_name: str | None
    reported_at: datetime
    done: str | None
    next_steps: str | None
    reason: str | None
    decided_by: str | None
    decided_by_name: str | None
    decided_at: datetime | None
    comment: str | None
    illustrative: bool
    revision: int


# The row's own stamp moves with decisions and with the plan; when it came is what it had first.
FIRST_RECORDED = """
coalesce((SELECT min(h.recorded_at) FROM progress_report_history h WHERE h.id = r.id),
         r.recorded_at)"""


def find_reports(
    session: Session,
    wanted: Wanted,
    *,
    project: str | None = None,
    limit: int,
    offset: int = 0,
    latest_first: bool = False,
) -> list[ReportLine]:
    """Return reports by project, month and the order they came in."""
    rows, r = _rows(wanted)
    order = _order(r, latest_first=latest_first)
    # First which, from an index alone: what is passed over would else be worded as well.
    page = _select(wanted, r, project).add_columns(r.c.id).order_by(*order)
    ids = page.limit(limit).offset(offset).subquery("page")
    p: Any = wanted.p.c
    reporter, decider = aliased(User), aliased(User)
    statement = (
        select(*_columns(r, rows, p, reporter, decider))
        .join_from(ids, r, r.c.id == ids.c.id)
        .join(wanted.p, p.id == r.c.project_id)
        .outerjoin(reporter, reporter.name == r.c.reported_by)
        .outerjoin(decider, decider.name == r.c.decided_by)
        .order_by(*order)
    )
    return [ReportLine(**row) for row in session.execute(statement).mappings()]


def _order(r: FromClause, *, latest_first: bool) -> Sequence[ColumnElement[Any]]:
    columns = (r.c.project_id, r.c.month, r.c.id)
    return [column.desc() for column in columns] if latest_first else columns


def count_reports(session: Session, wanted: Wanted, project: str | None = None) -> int:
    """Count what `find_reports` would return without a limit."""
    _, r = _rows(wanted)
    return session.scalar(_select(wanted, r, project).add_columns(func.count())) or 0


def reports_seen_by(wanted: Wanted, r: FromClause) -> ColumnElement[bool]:
    """Accepted reports, and those that wait or went back where the project is the viewer's."""
    accepted: ColumnElement[bool] = r.c.accepted
    if not wanted.viewer.sees_drafts:
        return accepted
    return or_(accepted, theirs(wanted.viewer, wanted.p))


def state_of(r: FromClause, all_rows: FromClause) -> ColumnElement[str]:
    """Return the state of a report among all reports of its month."""
    newer = all_rows.alias("newer")
    same = (newer.c.project_id == r.c.project_id, newer.c.month == r.c.month, newer.c.id > r.c.id)
    return case(
        (r.c.returned, "returned"),
        (and_(r.c.accepted, exists().where(*same, newer.c.accepted)), "corrected"),
        (r.c.accepted, "accepted"),
        (exists().where(*same), "replaced"),
        else_="waiting",
    )


def _rows(wanted: Wanted) -> tuple[FromClause, FromClause]:
    """Return all reports as they were recorded on the filter's day, and `r`, one of them."""
    rows = recorded(ProgressReport.__table__, wanted.filter.as_of, wanted.zone)
    return rows, rows.alias("r")


def _select(wanted: Wanted, r: FromClause, project: str | None) -> Select[*tuple[Any, ...]]:
    p = wanted.p
    chosen = [wanted.condition, reports_seen_by(wanted, r)]
    if project is not None:
        chosen.append(p.c.code == project)
    if wanted.filter.month is not None:
        chosen.append(r.c.month == wanted.filter.month)
    statement: Any = select().select_from(r).join(p, p.c.id == r.c.project_id).where(*chosen)
    return statement  # type: ignore[no-any-return]


def _columns(
    r: FromClause, rows: FromClause, p: Any, reporter: Any, decider: Any
) -> Sequence[ColumnElement[Any]]:
    given: dict[str, Any] = {
        "project": p.code,
        "name": p.name,
        "state": state_of(r, rows),
        "reported_by_name": reporter.full_name,
        "decided_by_name": decider.full_name,
        "reported_at": literal_column(FIRST_RECORDED),
        "revision": r.c.revision_id,
    }
    names = [field.name for field in fields(ReportLine)]
    return [(given[name] if name in given else r.c[name]).label(name) for name in names]
