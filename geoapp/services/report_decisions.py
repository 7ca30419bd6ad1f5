"""Accepting and returning monthly reports: somebody else's word on what was handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from unicodedata import normalize

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, Conflict, NotFound, Problem
from geoapp.domain.messages import DEFAULT_LANGUAGE, Message, message, say
from geoapp.domain.report_checks import UNFIT
from geoapp.domain.reports import MOST_LETTERS
from geoapp.domain.rights import Hidden, Viewer, may_decide, may_see_draft, require
from geoapp.models import ProgressReport, Project, Revision
from geoapp.queries.rights import read_place
from geoapp.services.reports import REPORT, stop_inventing
from geoapp.services.revisions import begin_revision


@dataclass(frozen=True)
class Decision:
    """What an approver says of one report; returning it needs a `comment`."""

    report: int
    accept: bool
    comment: str = ""


def decide_reports(session: Session, viewer: Viewer, decisions: Sequence[Decision]) -> Revision:
    """Write decisions as one revision, and commit.

    Raises `NotFound`, `Refused` where a report is the viewer's own or not theirs to decide on,
    `Conflict` where it does not wait any more, and `BadForm` for a return without a comment.
    """
    require(may_decide(viewer), viewer, "decide-report")
    _check_comments(decisions)
    reports = _hold(session, [decision.report for decision in decisions])
    for decision in decisions:
        _check(session, viewer, reports.get(decision.report), decision.report)
    rows = [reports[decision.report] for decision in decisions]
    reason = _reason(decisions, rows)
    revision = begin_revision(session, actor=viewer.name, action=REPORT, reason=reason)
    for decision, row in zip(decisions, rows, strict=True):
        row.accepted, row.returned = decision.accept, not decision.accept
        row.decided_by, row.decided_at = viewer.name, datetime.now(UTC)
        row.comment = normalize("NFC", decision.comment).strip() or None
    stop_inventing(session, [row for row in rows if row.accepted])
    session.commit()
    return revision


def _hold(session: Session, ids: Sequence[int]) -> dict[int, ProgressReport]:
    """Return the reports, their projects held: no newer report comes while one is decided."""
    projects = select(ProgressReport.project_id).where(ProgressReport.id.in_(ids))
    held = select(Project.id).where(Project.id.in_(projects)).order_by(Project.id)
    session.execute(held.with_for_update()).all()
    these = select(ProgressReport).where(ProgressReport.id.in_(ids))
    rows = session.scalars(these.execution_options(populate_existing=True))
    return {row.id: row for row in rows}


def _check(session: Session, viewer: Viewer, row: ProgressReport | None, number: int) -> None:
    if row is None:
        raise NotFound(_missing(number))
    project = session.get_one(Project, row.project_id)
    place = read_place(session, project.lead_agency_id, project.tie_set_id)
    thing = f"{project.code} {row.month:%Y-%m}"
    verdict = may_see_draft(viewer, place)
    if not project.published and verdict.refused:
        raise Hidden(_missing(number), verdict.refused, "decide-report", thing)
    require(may_decide(viewer, author=row.reported_by, place=place), viewer, "decide-report", thing)
    _check_waiting(session, row, project.code)


def _missing(number: int) -> Message:
    return message("There is no report {id}.", id=number)


def _check_waiting(session: Session, row: ProgressReport, code: str) -> None:
    values = {"code": code, "month": f"{row.month:%m/%Y}"}
    if row.accepted or row.returned:
        raise Conflict(message("The report of {code} for {month} was decided already.", **values))
    newest = select(func.max(ProgressReport.id)).where(
        ProgressReport.project_id == row.project_id, ProgressReport.month == row.month
    )
    if session.scalar(newest) != row.id:
        raise Conflict(
            message(
                "A newer report of {code} for {month} was handed in meanwhile: decide on that one.",
                **values,
            )
        )


def _check_comments(decisions: Sequence[Decision]) -> None:
    problems = list(_comment_problems(decisions))
    if problems:
        raise BadForm(problems)


def _comment_problems(decisions: Sequence[Decision]) -> Iterator[Problem]:
    for decision in decisions:
        field = f"comment-{decision.report}"
        if not decision.accept and not decision.comment.strip():
            yield Problem(field, message("Say what is to be corrected."))
        if len(decision.comment) > MOST_LETTERS or UNFIT.search(decision.comment):
            yield Problem(field, message("At most {most} letters can be kept.", most=MOST_LETTERS))


def _reason(decisions: Sequence[Decision], rows: Sequence[ProgressReport]) -> str:
    months = sorted({row.month for row in rows})
    accepted = sum(decision.accept for decision in decisions)
    said = message(
        "Decisions on reports of {months}: {accepted} accepted, {returned} returned",
        months=", ".join(f"{month:%m/%Y}" for month in months),
        accepted=accepted,
        returned=len(decisions) - accepted,
    )
    return say(said, DEFAULT_LANGUAGE)
