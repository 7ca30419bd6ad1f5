"""What people do with single projects outside of files: take them off the map for good."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter, Conflict, NotFound, PreconditionFailed
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, may_plan, require
from geoapp.models import Project, Revision
from geoapp.services.project_rights import held_to_rights
from geoapp.services.revisions import begin_revision


def retire_project(
    session: Session,
    code: str,
    viewer: Viewer,
    *,
    reason: str,
    today: date,
    seen_revision: int | None = None,
) -> Revision:
    """Take a project off the map; its code stays taken, its history stays, and undo brings it back.

    Raises `NotFound`, `Conflict` where it is retired already, and `PreconditionFailed` where
    somebody changed it since `seen_revision`.
    """
    if not reason.strip():
        raise BadParameter("reason", expected=message("why the project is retired"), got="")
    project = hold_project(session, code, seen_revision)
    if project.retired_on is not None:
        raise Conflict(message("The project {code} is retired already.", code=code))
    require(may_plan(viewer), viewer, "change-project", code)
    with held_to_rights(session, viewer, "change-project", [project.id]):
        revision = begin_revision(
            session, actor=viewer.name, action="retire", reason=reason.strip()
        )
        project.published, project.retired_on = False, today
    session.commit()
    return revision


def hold_project(session: Session, code: str, seen_revision: int | None) -> Project:
    """Return a project, held for a change until the transaction ends."""
    statement = select(Project).where(Project.code == code).with_for_update()
    project = session.scalars(statement.execution_options(populate_existing=True)).first()
    if project is None:
        raise NotFound(message("There is no project {code}.", code=code[:60]))
    if seen_revision is not None and seen_revision != project.revision_id:
        raise PreconditionFailed(message("Somebody changed {code} since you looked.", code=code))
    return project
