"""Rights as conditions: which projects somebody may see, and which are theirs to change."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, and_, any_, literal, or_, select, true
from sqlalchemy.orm import Session

from geoapp.domain.rights import Place, Viewer
from geoapp.models import Project, Tie


def visible(viewer: Viewer, p: Any) -> ColumnElement[bool]:
    """Published projects, and drafts where agency and area are the viewer's.

    `p` is anything with the columns `published`, `lead_agency_id` and `tie_set_id`.
    """
    published: ColumnElement[bool] = p.c.published
    return or_(published, theirs(viewer, p)) if viewer.sees_drafts else published


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
