"""Rights as conditions: which projects somebody may see, and which are theirs to change."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    and_,
    any_,
    exists,
    false,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from geoapp.domain.rights import Place, Verdict, Viewer, may_change
from geoapp.models import Project, Tie, Upload, UploadPlace
from geoapp.queries.agencies import read_agencies


def visible(viewer: Viewer, p: Any) -> ColumnElement[bool]:
    """Published projects, and drafts where agency and area are the viewer's.

    `p` is anything with the columns `published`, `lead_agency_id` and `tie_set_id`.
    """
    published: ColumnElement[bool] = p.c.published
    return or_(published, theirs(viewer, p)) if viewer.sees_drafts else published


def on_map(viewer: Viewer, p: Any) -> ColumnElement[bool]:
    """What map, lists and counts show: all that is visible but what was taken off the map.

    `p` also has the column `retired_on`; what is published never is.
    """
    published: ColumnElement[bool] = p.c.published
    if not viewer.sees_drafts:
        return published
    return or_(published, and_(p.c.retired_on.is_(None), theirs(viewer, p)))


def theirs(viewer: Viewer, p: Any) -> ColumnElement[bool]:
    """Projects whose lead agency and one of whose units are the viewer's.

    The same rule as `rights.may_change`, for many rows at once; roles are asked for apart.
    """
    conditions: list[ColumnElement[bool]] = [true()]
    if viewer.agency_ids is not None:
        conditions.append(p.c.lead_agency_id == _any_of(viewer.agency_ids))
    if viewer.area_ids is not None:
        conditions.append(
            p.c.tie_set_id.in_(
                select(Tie.tie_set_id).where(
                    Tie.area_id == _any_of(viewer.area_ids), Tie.basis != "outweighed"
                )
            )
        )
    return and_(*conditions)


def uploads_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """Uploads of the viewer's own, and those whose every project is theirs, before and after.

    One that names no project yet is seen where it speaks for an agency of theirs.
    """
    if not viewer.sees_drafts:
        return false()
    if not viewer.limited:
        return true()
    places = UploadPlace.__table__
    here = places.c.upload_id == Upload.id
    some = exists().where(here)
    foreign = exists().where(here, theirs(viewer, places).is_not(true()))
    spoken_for: ColumnElement[bool] = false()
    if viewer.area_ids is None and viewer.agency_ids is not None:
        spoken_for = Upload.agency_id == _any_of(viewer.agency_ids)
    return or_(Upload.actor == viewer.name, and_(some, not_(foreign)), and_(not_(some), spoken_for))


def may_edit(session: Session, viewer: Viewer, code: str) -> Verdict:
    """Tell whether the project as it stands now is the viewer's to change; one must exist."""
    place = find_place(session, code)
    return may_change(viewer, place, None) if place else Verdict("missing")


def needs_consent(session: Session, viewer: Viewer, agency_id: int | None) -> bool:
    """Tell whether an agency wants a second person, and the viewer could not be it."""
    if agency_id is None or viewer.is_any("approver", "admin"):
        return False
    return read_agencies(session).by_id[agency_id].needs_approval


def read_place(session: Session, agency_id: int | None, tie_set_id: int | None) -> Place:
    """Return where a project with this agency and these ties belongs."""
    areas = session.scalars(
        select(Tie.area_id).where(Tie.tie_set_id == tie_set_id, Tie.basis != "outweighed")
    )
    return Place(agency_id, frozenset(areas))


def find_place(session: Session, code: str) -> Place | None:
    """Return where a project belongs as it stands now, published or not."""
    row = session.execute(
        select(Project.lead_agency_id, Project.tie_set_id).where(Project.code == code)
    ).first()
    return None if row is None else read_place(session, *row)


def _any_of(keys: frozenset[int]) -> Any:
    return any_(literal(sorted(keys), ARRAY(Integer)))
