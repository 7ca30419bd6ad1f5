"""Everything known of one project."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from geoapp.models import Base, Milestone, ProgressReport, ProjectIdentifier, SourceDocument
from geoapp.queries.areas import Unit, find_successors
from geoapp.queries.features import TiedUnit, find_ties
from geoapp.queries.figures import Figures
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted

BINARY = ("geometry", "geometry_3857", "anchor", "search_folded")


@dataclass(frozen=True)
class ProjectDetails:
    """A project's columns, and the rows of other tables that belong to it.

    `row["anchor"]` is GeoJSON text in EPSG:4326, `row["forecast_finish"]` is computed where the
    agency's own is `stated_finish`; reports come latest first.
    """

    row: dict[str, Any]
    ties: Sequence[TiedUnit]
    successors: dict[int, list[Unit]]
    documents: dict[str, SourceDocument]
    reports: Sequence[ProgressReport]
    milestones: Sequence[Milestone]
    identifiers: Sequence[ProjectIdentifier]


def get_details(session: Session, wanted: Wanted, code: str) -> ProjectDetails | None:
    """Return one project that may be seen, as the filter's day and month see it, or None."""
    p = wanted.p
    anchor = func.ST_AsGeoJSON(func.ST_Transform(p.c.anchor, 4326), 7)
    found = (
        session.execute(
            select(
                *(column for column in p.c if column.name not in (*BINARY, "forecast_finish")),
                p.c.forecast_finish.label("stated_finish"),
                Figures(wanted).forecast_finish.label("forecast_finish"),
                wanted.schedule.label("schedule"),
                wanted.days_late.label("days_late"),
                anchor.label("anchor"),
            ).where(wanted.visible, p.c.code == code)
        )
        .mappings()
        .first()
    )
    if found is None:
        return None
    ties = find_ties(session, {found["tie_set_id"]}).get(found["tie_set_id"], [])
    return ProjectDetails(
        dict(found),
        ties,
        find_successors(session, [tied.unit.id for tied in ties]),
        {document.code: document for document in session.scalars(select(SourceDocument))},
        *(session.scalars(statement).all() for statement in _belongings(wanted, found["id"])),
    )


def _belongings(wanted: Wanted, project_id: int) -> tuple[Any, Any, Any]:
    """Select reports, milestones and identifiers as they were recorded on the filter's day."""

    def then(model: type[Base]) -> Any:
        return aliased(model, recorded(model.__table__, wanted.filter.as_of, wanted.zone))

    report, milestone, identifier = map(then, (ProgressReport, Milestone, ProjectIdentifier))
    return (
        select(report)
        .where(report.project_id == project_id, report.accepted)
        .order_by(report.month.desc(), report.id.desc()),
        select(milestone).where(milestone.project_id == project_id).order_by(milestone.planned),
        select(identifier)
        .where(identifier.project_id == project_id)
        .order_by(identifier.scheme, identifier.value),
    )
