"""Who has reported a month: the projects of agencies, what is due, what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    REAL,
    ColumnElement,
    Integer,
    Select,
    any_,
    case,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.orm import Session

from geoapp.domain.months import end_of_month
from geoapp.domain.report_desk import OUTSIDE, PLACES, Count
from geoapp.domain.reports import NOTHING_KNOWN, ReportFacts
from geoapp.domain.rights import Viewer
from geoapp.models import ProgressReport, Project
from geoapp.queries.report_facts import find_facts
from geoapp.queries.rights import theirs

P: Any = Project.__table__
SHOWN = (
    "id",
    "code",
    "name",
    "name_en",
    "sector",
    "kind",
    "stage",
    "published",
    "illustrative_fields",
    "lead_agency_id",
    "accuracy_m",
)


@dataclass(frozen=True)
class DeskRow:
    """A project with what is known of its month; `planned` is the plan's percent on the day.

    `place` is one of `domain.report_desk.PLACES`.
    """

    project: Any
    place: str
    planned: float | None
    facts: ReportFacts


def find_desk_rows(
    session: Session,
    viewer: Viewer,
    month: date,
    today: date,
    *,
    agency_ids: Collection[int] | None = None,
    codes: Sequence[str] | None = None,
    outside: bool = False,
    limit: int,
    offset: int = 0,
) -> list[DeskRow]:
    """Return the viewer's projects that report, those that need something first.

    With `outside` those that need not report any more are among them.
    """
    newest = _newest(month)
    place = _place(newest)
    day = min(today, end_of_month(month))
    planned = func.planned_progress_on(P.c.id, day, type_=REAL)
    statement = (
        select(*(P.c[name] for name in SHOWN), place.label("place"), planned.label("planned"))
        .select_from(P.outerjoin(newest, true()))
        .where(*(_theirs if outside else _mine)(viewer, agency_ids))
        .order_by(func.array_position(list(PLACES), place), P.c.code)
        .limit(limit)
        .offset(offset)
    )
    if codes is not None:
        statement = statement.where(P.c.code.in_(codes))
    rows = session.execute(statement).all()
    facts = find_facts(session, [(row.id, month) for row in rows], today)
    return [
        DeskRow(row, row.place, row.planned, facts.get((row.id, month), NOTHING_KNOWN))
        for row in rows
    ]


def count_months(
    session: Session,
    viewer: Viewer,
    month: date,
    *,
    agency_ids: Collection[int] | None = None,
) -> dict[int | None, Count]:
    """Count the viewer's projects by how their month stands, for each lead agency."""
    newest = _newest(month)
    place = _place(newest)
    statement = (
        select(P.c.lead_agency_id, place.label("place"), func.count().label("number"))
        .select_from(P.outerjoin(newest, true()))
        .where(*_mine(viewer, agency_ids))
        .group_by(P.c.lead_agency_id, place)
    )
    found: dict[int | None, dict[str, int]] = {}
    for row in session.execute(statement):
        found.setdefault(row.lead_agency_id, {})[row.place] = row.number
    return {key: Count(**by_place) for key, by_place in found.items()}


def find_outside(
    session: Session, viewer: Viewer, agency_ids: Collection[int], *, limit: int
) -> Sequence[Any]:
    """Return the viewer's projects that need not report any more."""
    chosen = (*_theirs(viewer, agency_ids), P.c.stage.in_(OUTSIDE))
    shown = select(*(P.c[name] for name in SHOWN)).where(*chosen)
    return session.execute(shown.order_by(P.c.code).limit(limit)).all()


def _theirs(viewer: Viewer, agency_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    chosen = [P.c.retired_on.is_(None), theirs(viewer, P)]
    if agency_ids is not None:
        keys = literal(sorted(agency_ids), ARRAY(Integer))
        chosen.append(P.c.lead_agency_id == any_(keys))
    return chosen


def _mine(viewer: Viewer, agency_ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [*_theirs(viewer, agency_ids), P.c.stage.not_in(OUTSIDE)]


def _newest(month: date) -> Any:
    r: Any = ProgressReport.__table__
    newest: Select[Any] = (
        select(r.c.id, r.c.accepted, r.c.returned)
        .where(r.c.project_id == P.c.id, r.c.month == month)
        .order_by(r.c.id.desc())
        .limit(1)
    )
    return newest.lateral("newest")


def _place(newest: Any) -> ColumnElement[str]:
    return case(
        (newest.c.id.is_(None), "missing"),
        (newest.c.accepted, "accepted"),
        (newest.c.returned, "returned"),
        else_="waiting",
    )
