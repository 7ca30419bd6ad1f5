"""Holding a project while something of it is written: rights, other people's changes, a revision.

Whatever belongs to a project is written with the project's own row, so that its number tells
programs that something changed, and its history has the step.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, PreconditionFailed, Problem
from geoapp.domain.messages import Message, message
from geoapp.domain.rights import Viewer, may_change, require
from geoapp.models import Project, Revision
from geoapp.queries.revisions import RevisionNote, find_notes
from geoapp.queries.rights import read_place
from geoapp.services.project_edits import Doubts, check_consent
from geoapp.services.projects import hold_project
from geoapp.services.revisions import begin_revision, touch_projects

LATEST = """
SELECT max(revision) FROM (
  SELECT revision_id AS revision FROM {table} WHERE project_id = :project AND {row}
  UNION ALL SELECT superseded_by FROM {table}_history WHERE project_id = :project AND {row}
) AS touched"""


class ChangedMeanwhile(PreconditionFailed):
    """Somebody changed what the form showed; `note` says who, when and why."""

    def __init__(self, code: str, note: RevisionNote) -> None:
        super().__init__(
            message(
                "{actor} changed {code} since you opened it.",
                actor=note.full_name or note.actor,
                code=code,
            )
        )
        self.note = note


@dataclass(frozen=True)
class Writing:
    """Who writes on what day, why, what they had seen, and whether doubts were looked at.

    `lang` says how numbers and days are typed, None that they are plain values.
    """

    viewer: Viewer
    reason: str
    today: date
    lang: str | None = None
    seen_revision: int | None = None
    confirmed: bool = True


def hold_for(
    session: Session,
    code: str,
    by: Writing,
    table: str,
    row: int | None = None,
    *,
    alone: bool = False,
) -> Project:
    """Return the project, held until the transaction ends, where the writer may change it.

    Raises `NotFound`, `Refused`, `ChangedMeanwhile` where rows of `table`, or this `row`, are
    newer than what was seen, and, but for what one may say `alone`, `Conflict` where a second
    person must consent.
    """
    project = hold_project(session, code, None)
    place = read_place(session, project.lead_agency_id, project.tie_set_id)
    require(may_change(by.viewer, place, None), by.viewer, "change-project", code)
    if not alone:
        check_consent(session, by.viewer, project.lead_agency_id)
    check_seen(session, project, table, row, by)
    return project


def check_seen(
    session: Session, project: Project, table: str, row: int | None, by: Writing
) -> None:
    """Raise `ChangedMeanwhile` where rows of `table`, or this `row`, were written unseen."""
    if by.seen_revision is None:
        return
    which = "true" if row is None else "id = :row"
    given = {"project": project.id} | ({} if row is None else {"row": row})
    latest = session.scalar(text(LATEST.format(table=table, row=which)), given)
    if latest is not None and latest > by.seen_revision:
        raise ChangedMeanwhile(project.code, find_notes(session, [latest])[latest])


def check_given(
    problems: Collection[Problem], doubts: Collection[Problem], by: Writing, *, reasoned: bool
) -> None:
    """Raise `BadForm` with all that is wrong, or `Doubts` that nobody has confirmed."""
    wrong = list(problems)
    if reasoned and not by.reason.strip():
        wrong.append(Problem("reason", NO_REASON))
    if wrong:
        raise BadForm(wrong)
    if doubts and not by.confirmed:
        raise Doubts(list(doubts))


NO_REASON: Message = message("Say why; it stays in the project's history.")


def begin_following(session: Session, project: Project, by: Writing, action: str) -> Revision:
    """Begin the revision in which something of the project is written."""
    revision = begin_revision(
        session, actor=by.viewer.name, action=action, reason=by.reason.strip()
    )
    touch_projects(session, [project.id])
    session.refresh(project)
    return revision
