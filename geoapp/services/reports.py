"""Handing in monthly reports: one project or many, all or nothing, as one revision."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from sqlalchemy import ARRAY, Text, any_, literal, select
from sqlalchemy.orm import Session

from geoapp.domain.messages import DEFAULT_LANGUAGE, message, say
from geoapp.domain.months import end_of_month
from geoapp.domain.report_checks import check_entry
from geoapp.domain.reports import (
    NOTHING_KNOWN,
    TEXTS,
    BadReports,
    Fault,
    ReportedMeanwhile,
    ReportEntry,
    ReportIssue,
)
from geoapp.domain.rights import Viewer, may_plan, require
from geoapp.models import ProgressReport, Project
from geoapp.queries.agencies import read_agencies
from geoapp.queries.report_facts import find_facts
from geoapp.queries.rights import on_map
from geoapp.services.photos import add_photos
from geoapp.services.project_rights import held_to_rights
from geoapp.services.revisions import begin_revision

REPORT = "report"
# What a report states is no longer invented.
STATED = {"progress": "progress", "last_report": "reported_on", "disbursed_vnd": "disbursed_vnd"}


@dataclass(frozen=True)
class Submitted:
    """What became of reports handed in: number and whether it counts, in the order they came."""

    revision: int
    reports: Sequence[tuple[int, bool]]


def submit_reports(
    session: Session, viewer: Viewer, entries: Sequence[ReportEntry], *, today: date
) -> Submitted:
    """Write reports as one revision, and commit; where no second person is needed they count.

    Raises `Refused` where a project is not the viewer's, `ReportedMeanwhile` where nothing else
    is wrong than that somebody reported since, and `BadReports` with all issues.
    """
    require(may_plan(viewer), viewer, "submit-report", entries[0].project if entries else "")
    projects = _hold(session, viewer, entries)
    ids = [project.id for project in projects.values()]
    with held_to_rights(session, viewer, "submit-report", ids):
        issues = list(_check(session, projects, entries, today))
        _refuse(issues)
        revision = begin_revision(
            session, actor=viewer.name, action=REPORT, reason=_reason(entries)
        )
        rows = [_row(entry, projects[entry.project], viewer, today) for entry in entries]
        _accept_at_once(session, rows, projects.values())
        session.add_all(rows)
        session.flush()
        for entry, row in zip(entries, rows, strict=True):
            add_photos(session, row.id, row.project_id, entry.photos)
        submitted = Submitted(revision.id, [(row.id, row.accepted) for row in rows])
    session.commit()
    return submitted


def check_reports(
    session: Session, viewer: Viewer, entries: Sequence[ReportEntry], *, today: date
) -> list[ReportIssue]:
    """Return all that is wrong with reports, and write nothing; foreign projects are not asked."""
    return list(_check(session, _find(session, viewer, entries), entries, today))


def stop_inventing(session: Session, rows: Sequence[ProgressReport]) -> None:
    """Take the mark of invention off what accepted reports state of their projects."""
    for row in rows:
        project = session.get_one(Project, row.project_id)
        stated = {name for name, column in STATED.items() if getattr(row, column) is not None}
        if stated & set(project.illustrative_fields):
            kept = [name for name in project.illustrative_fields if name not in stated]
            project.illustrative_fields = kept


def _hold(session: Session, viewer: Viewer, entries: Sequence[ReportEntry]) -> dict[str, Project]:
    """Return the projects by code, held so that two reports of one month come one by one."""
    return _find(session, viewer, entries, hold=True)


def _find(
    session: Session, viewer: Viewer, entries: Sequence[ReportEntry], *, hold: bool = False
) -> dict[str, Project]:
    codes = sorted({entry.project for entry in entries if "\0" not in entry.project})
    p: Any = Project.__table__
    statement = (
        select(Project)
        .where(
            Project.code == any_(literal(codes, ARRAY(Text))),
            Project.retired_on.is_(None),
            on_map(viewer, p),
        )
        .order_by(Project.id)
    )
    if hold:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return {project.code: project for project in session.scalars(statement)}


def _check(
    session: Session,
    projects: dict[str, Project],
    entries: Sequence[ReportEntry],
    today: date,
) -> Iterator[ReportIssue]:
    """Yield the issues of each entry, in their order."""
    keys = {
        (projects[one.project].id, one.month)
        for one in entries
        if one.month and one.project in projects
    }
    facts = find_facts(session, keys, today)
    told: set[tuple[str, date | None]] = set()
    for row, entry in enumerate(entries):
        project = projects.get(entry.project)
        if project is None:
            said = message("There is no project {code}.", code=entry.project[:60])
            yield ReportIssue(row, entry.project, Fault("project", "unknown_project", said))
        if (entry.project, entry.month) in told:
            said = message("The same project and month come twice.")
            yield ReportIssue(row, entry.project, Fault("project", "twice", said))
        told.add((entry.project, entry.month))
        key = (project.id, entry.month) if project and entry.month else None
        known = facts.get(key, NOTHING_KNOWN) if key else NOTHING_KNOWN
        for fault in check_entry(entry, known, today):
            other = known.newest if fault.code == "reported_meanwhile" else None
            yield ReportIssue(row, entry.project, fault, other)


def _refuse(issues: Sequence[ReportIssue]) -> None:
    errors = [issue for issue in issues if issue.fault.is_error]
    if not errors:
        return
    if all(issue.other for issue in errors):
        raise ReportedMeanwhile(issues)
    raise BadReports(issues)


def _row(entry: ReportEntry, project: Project, viewer: Viewer, today: date) -> ProgressReport:
    month: Any = entry.month
    return ProgressReport(
        project_id=project.id,
        month=month,
        progress=entry.progress,
        disbursed_vnd=entry.disbursed_vnd,
        disbursed_month_vnd=entry.disbursed_month_vnd,
        # Figures of a past month stand for its end, so that its plan is not today's.
        reported_on=entry.reported_on or min(end_of_month(month), today),
        reported_by=viewer.name,
        accepted=False,
        **{name: _words(getattr(entry, name)) for name in TEXTS},
    )


def _words(text: str | None) -> str | None:
    return normalize("NFC", text).strip().replace("\r\n", "\n") or None if text else None


def _accept_at_once(
    session: Session, rows: Sequence[ProgressReport], projects: Collection[Project]
) -> None:
    """Let count what needs no second person."""
    wanting = set(read_agencies(session).wanting_approval())
    waiting = {project.id for project in projects if project.lead_agency_id in wanting}
    for row in rows:
        row.accepted = row.project_id not in waiting
    stop_inventing(session, [row for row in rows if row.accepted])


def _reason(entries: Sequence[ReportEntry]) -> str:
    months = sorted({entry.month for entry in entries if entry.month})
    said = message(
        "Reports of {months}, projects: {projects}",
        months=", ".join(f"{month:%m/%Y}" for month in months),
        projects=len({entry.project for entry in entries}),
    )
    return say(said, DEFAULT_LANGUAGE)
