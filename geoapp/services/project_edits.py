"""Editing one project, or adding one: checked like a row of a file, written as one revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from geoalchemy2.shape import from_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, Conflict, PreconditionFailed, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, may_change, require
from geoapp.ingest.batches import Cell
from geoapp.ingest.checked import CheckedRow
from geoapp.ingest.editing import NEEDED, check_edit
from geoapp.ingest.issues import Issue
from geoapp.ingest.known import Known, KnownIndex
from geoapp.models import Agency, Baseline, Project, Revision
from geoapp.queries.editable import Editable, find_editable
from geoapp.queries.known import find_agencies, find_index, find_province, find_rows
from geoapp.queries.revisions import RevisionNote, find_notes
from geoapp.queries.rights import needs_consent, read_place
from geoapp.services.projects import hold_project
from geoapp.services.revisions import begin_revision
from geoapp.services.staged_rows import as_columns
from geoapp.services.ties import tie_projects

EDIT = "edit"
# Where a project lies decides which units it belongs to.
PLACES = frozenset({"position", "accuracy_m"})
# A file goes on without what is written elsewhere; whoever edits is led there.
ELSEWHERE = frozenset({"by_decision", "by_source"})


@dataclass(frozen=True)
class Edit:
    """What somebody changed, and nothing else: cells by field, as typed or as data.

    Where `moves`, `geometry` (EPSG:4326) is the new one, None for no place at all. `lang` says
    how numbers of a form are written, None that they are plain values.
    """

    cells: Mapping[str, Cell]
    moves: bool = False
    geometry: BaseGeometry | None = None
    published: bool | None = None
    lang: str | None = None


class ChangedSince(PreconditionFailed):
    """Somebody changed what the editor had seen; `seen` and `now` are both states."""

    def __init__(self, seen: Editable | None, now: Editable, note: RevisionNote) -> None:
        super().__init__(
            message(
                "{actor} changed {code} since you opened it.",
                actor=note.full_name or note.actor,
                code=now.code,
            )
        )
        self.seen, self.now, self.note = seen, now, note


class Doubts(BadForm):
    """Nothing forbids it, and a person should look at it once more before it is written."""


def edit_project(
    session: Session,
    code: str,
    viewer: Viewer,
    edit: Edit,
    *,
    reason: str,
    today: date,
    seen_revision: int | None = None,
    confirmed: bool = True,
) -> Revision:
    """Write what was changed as one revision, and commit.

    Raises `NotFound`, `Refused` where agency or area are not the viewer's before or after,
    `Conflict` where a second person must consent, `ChangedSince`, `BadForm` with everything that
    is wrong, and `Doubts` unless `confirmed`.
    """
    project = hold_project(session, code, None)
    before = read_place(session, project.lead_agency_id, project.tie_set_id)
    require(may_change(viewer, before, None), viewer, "change-project", code)
    check_consent(session, viewer, project.lead_agency_id)
    check_unchanged(session, project, seen_revision)
    row = _checked(session, code, viewer, edit, reason, today, confirmed=confirmed, is_new=False)
    published = edit.published if edit.published != project.published else None
    clears = edit.moves and edit.geometry is None and project.position != "none"
    if row.action == "unchanged" and published is None and not clears:
        raise BadForm([Problem("", message("Nothing was changed."))])
    revision = begin_revision(session, actor=viewer.name, action=EDIT, reason=reason.strip())
    written = _write(session, project, row)
    if published is not None:
        project.published = published
    if clears:
        project.geometry, project.position, project.accuracy_m = None, "none", None
    _finish(session, project, viewer, today, tied=clears or bool(row.geometry) or written & PLACES)
    session.commit()
    return revision


def add_project(
    session: Session,
    code: str,
    viewer: Viewer,
    edit: Edit,
    *,
    reason: str,
    today: date,
    confirmed: bool = True,
) -> Revision:
    """Add a project as one revision, and commit; raises like `edit_project`."""
    require(may_change(viewer, None, None), viewer, "change-project", code)
    if session.scalar(select(Project.id).where(Project.code == code)) is not None:
        taken = message("The code {code} is taken.", code=code[:60])
        raise BadForm([Problem("code", taken)])
    row = _checked(session, code, viewer, edit, reason, today, confirmed=confirmed, is_new=True)
    revision = begin_revision(session, actor=viewer.name, action=EDIT, reason=reason.strip())
    project = Project(code=row.code, name="", sector="", kind="")
    project.published = edit.published is not False
    _write(session, project, row)
    session.add(project)
    _finish(session, project, viewer, today, tied=True)
    session.commit()
    return revision


def check_unchanged(session: Session, project: Project, seen_revision: int | None) -> None:
    """Raise `ChangedSince` where anything that people edit differs from what was seen."""
    if seen_revision is None or seen_revision == project.revision_id:
        return
    seen = find_editable(session, project.code, seen_revision)
    now = find_editable(session, project.code)
    if now and (seen is None or differing(seen, now)):
        note = find_notes(session, [now.revision])[now.revision]
        raise ChangedSince(seen, now, note)


def differing(seen: Editable, now: Editable) -> list[str]:
    """Return the fields in which two states differ; `geometry` and `published` among them."""
    fields = [name for name in seen.values if seen.values[name] != now.values[name]]
    if not _same_place(seen.geometry, now.geometry):
        fields.append("geometry")
    if (seen.published, seen.retired_on) != (now.published, now.retired_on):
        fields.append("published")
    return fields


def _same_place(one: BaseGeometry | None, other: BaseGeometry | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(shapely.to_wkb(one) == shapely.to_wkb(other))


def _checked(
    session: Session,
    code: str,
    viewer: Viewer,
    edit: Edit,
    reason: str,
    today: date,
    *,
    confirmed: bool,
    is_new: bool,
) -> CheckedRow:
    checked = check_edit(
        code,
        edit.cells,
        edit.geometry,
        _known(session, viewer, is_new),
        today=today,
        lang=edit.lang,
    )
    refused = [one for one in checked.issues if one.is_error or one.code in ELSEWHERE]
    problems = [_problem(issue) for issue in refused]
    problems += _unfilled(edit.cells, is_new)
    if not reason.strip():
        problems.append(Problem("reason", message("Say why; it stays in the project's history.")))
    if problems:
        raise BadForm(problems)
    if checked.issues and not confirmed:
        raise Doubts([_problem(issue) for issue in checked.issues])
    return checked.rows[0]


def _unfilled(cells: Mapping[str, Cell], is_new: bool) -> list[Problem]:
    empty = [name for name in NEEDED if name in cells and cells[name] in (None, "")]
    said = message("This field must be filled in.")
    return [] if is_new else [Problem(name, said) for name in empty]


def _problem(issue: Issue) -> Problem:
    if issue.expected is None:
        return Problem(issue.field or "", issue.message)
    said = message("{fault} Expected: {expected}.", fault=issue.message, expected=issue.expected)
    return Problem(issue.field or "", said)


def _known(session: Session, viewer: Viewer, is_new: bool) -> Known:
    codes = {row.id: row.code for row in session.execute(select(Agency.id, Agency.code))}
    return Known(
        province=find_province(session),
        agencies=find_agencies(session),
        index=find_index(session, viewer) if is_new else KnownIndex(),
        find=lambda wanted: find_rows(session, wanted, codes, viewer),
    )


def _write(session: Session, project: Project, row: CheckedRow) -> frozenset[str]:
    """Set what the row says and return the columns; invented figures stop being invented."""
    agencies = {one.code: one.id for one in session.scalars(select(Agency))}
    columns = as_columns(row.values, agencies)
    for name, value in columns.items():
        setattr(project, name, _stored(name, value))
    if row.geometry is not None:
        project.geometry = from_shape(shapely.from_wkb(row.geometry), 4326)
    if project.illustrative_fields:
        project.illustrative_fields = _without(project.illustrative_fields, columns)
    return frozenset(columns)


def _stored(name: str, value: Any) -> Any:
    is_day = name.endswith(("_start", "_finish")) and value is not None
    return date.fromisoformat(value) if is_day else value


def _without(fields: Sequence[str], columns: Mapping[str, Any]) -> list[str]:
    return [name for name in fields if name not in columns]


def _finish(
    session: Session, project: Project, viewer: Viewer, today: date, *, tied: object
) -> None:
    """Freeze the baseline, find the units, and hold the result to the viewer's rights."""
    session.flush()
    _freeze_baseline(session, project)
    if tied:
        tie_projects(session, today, [project.id])
    session.refresh(project)
    after = read_place(session, project.lead_agency_id, project.tie_set_id)
    verdict = may_change(viewer, None, after)
    if not verdict:
        code = project.code
        session.rollback()
        require(verdict, viewer, "change-project", code)
    check_consent(session, viewer, project.lead_agency_id)


def check_consent(session: Session, viewer: Viewer, agency_id: int | None) -> None:
    """Raise `Conflict` where an agency wants a second person, and the viewer could not be it."""
    if needs_consent(session, viewer, agency_id):
        raise Conflict(
            message(
                "This agency’s changes need a second person: send them as a file, or ask an "
                "approver."
            )
        )


def _freeze_baseline(session: Session, project: Project) -> None:
    start, finish = project.baseline_start, project.baseline_finish
    if not (start and finish and start < finish):
        return
    frozen = select(Baseline.id).where(Baseline.project_id == project.id)
    if session.scalar(frozen.limit(1)) is None:
        investment = project.investment_vnd
        session.add(
            Baseline(project_id=project.id, start=start, finish=finish, investment_vnd=investment)
        )
        session.flush()
