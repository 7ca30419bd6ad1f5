"""Loading the sample's projects; those that somebody edited since are left alone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geoalchemy2.shape import from_shape, to_shape
from msgspec import to_builtins
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.ingest.sample import Sample
from geoapp.ingest.sample_files import Project as ProjectRow
from geoapp.models import Project, ProjectHistory, ProjectIdentifier, Revision
from geoapp.services.followed_inventions import decided_fields, load_followed
from geoapp.services.inventions import REPORTED, invented_fields, load_inventions

# Revisions in which no person decided anything about a project's own facts.
NOT_EDITS = frozenset({"load-sample", "import-areas"})
COPIED = (
    "name",
    "short_name",
    "name_en",
    "sector",
    "kind",
    "funding",
    "stage",
    "investment_vnd",
    "area_ha",
    "length_m",
    "planned_finish",
    "figures_text",
    "position",
    "accuracy_m",
)


@dataclass
class LoadedProjects:
    """What became of the projects; ids of those added or refreshed."""

    added: list[int] = field(default_factory=list)
    refreshed: list[int] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0


def load_projects(
    session: Session, sample: Sample, agencies: dict[str, int], day: date, *, illustrative: bool
) -> LoadedProjects:
    """Add missing projects, with invented figures if wanted, and refresh those not edited since.

    A project that somebody deleted is not made again.
    """
    found = select(Project, Revision.action).join(Revision, Revision.id == Project.revision_id)
    known = {project.code: (project, action) for project, action in session.execute(found)}
    deleted = set(session.scalars(_select_deleted()))
    done = LoadedProjects()
    added: dict[str, Project] = {}
    for row, geometry in sample.projects:
        values = _values(row, agencies)
        if row.code in known:
            _refresh(*known[row.code], values, geometry, done)
        elif row.code in deleted:
            done.kept += 1
        else:
            invention = sample.inventions.get(row.code) if illustrative else None
            if invention is not None:
                invented = invented_fields(invention, day)
                if row.code in sample.followed:
                    invented |= decided_fields(sample.followed[row.code], day)
                values |= invented
                values["illustrative_fields"] = [
                    *invented,
                    *(REPORTED if invention.reports else ()),
                ]
            added[row.code] = Project(code=row.code, **values, geometry=_stored(geometry))
    _add(session, sample, added, agencies, day)
    done.added = [project.id for project in added.values()]
    return done


def _select_deleted() -> Any:
    table = ProjectHistory.__table__
    return select(table.c.code).where(table.c.operation == "DELETE")


def _add(
    session: Session,
    sample: Sample,
    added: dict[str, Project],
    agencies: dict[str, int],
    day: date,
) -> None:
    session.add_all(added.values())
    session.flush()
    session.add_all(
        ProjectIdentifier(project_id=added[row.code].id, scheme=one.scheme, value=one.value)
        for row, _ in sample.projects
        if row.code in added
        for one in row.identifiers
    )
    session.flush()
    invented = {code: project for code, project in added.items() if project.illustrative_fields}
    followed = [
        (project.id, sample.followed[code])
        for code, project in invented.items()
        if code in sample.followed
    ]
    # Milestones first: each report is written with the plan of its day.
    load_followed(session, followed, agencies, day)
    load_inventions(
        session, [(project, sample.inventions[code]) for code, project in invented.items()], day
    )


def _refresh(
    project: Project,
    action: str,
    values: dict[str, Any],
    geometry: BaseGeometry | None,
    done: LoadedProjects,
) -> None:
    """Bring a project up to date, but for invented figures, which stay as first loaded."""
    drawn = None if project.geometry is None else to_shape(project.geometry)
    changes = {
        name: value
        for name, value in values.items()
        if getattr(project, name) != value and name not in project.illustrative_fields
    }
    if not changes and drawn == geometry:
        done.unchanged += 1
    elif action not in NOT_EDITS:
        done.kept += 1
    else:
        for name, value in changes.items():
            setattr(project, name, value)
        if drawn != geometry:
            project.geometry = _stored(geometry)
        done.refreshed.append(project.id)


def _values(row: ProjectRow, agencies: dict[str, int]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COPIED} | {
        "lead_agency_id": agencies[row.lead_agency] if row.lead_agency else None,
        "partner_agency_ids": [agencies[code] for code in row.partner_agencies],
        "owner_agency_id": agencies[row.owner] if row.owner else None,
        "named_areas": to_builtins(row.named_areas),
        "sources": to_builtins(row.sources),
    }


def _stored(geometry: BaseGeometry | None) -> Any:
    return None if geometry is None else from_shape(geometry, srid=4326)
