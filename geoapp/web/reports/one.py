"""The form of one project's month: what was reported before it, and what is said of it now."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template

from geoapp.domain.filters import ProjectFilter
from geoapp.domain.photos import MOST_PHOTOS
from geoapp.domain.report_desk import due_date
from geoapp.domain.reports import (
    FIELDS,
    MOST_LETTERS,
    BadReports,
    Fault,
    ReportedMeanwhile,
    ReportIssue,
)
from geoapp.domain.rights import may_change, may_plan, may_see_draft, require
from geoapp.ingest.report_cells import CELLS, NUMBERS
from geoapp.queries.editable import find_editable
from geoapp.queries.report_desk import DeskRow, find_desk_rows
from geoapp.queries.reports import find_reports
from geoapp.queries.rights import find_place
from geoapp.queries.wanted import resolve
from geoapp.services.reports import submit_reports
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.accounts.viewer import viewer
from geoapp.web.page import facts
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.desks import read_month
from geoapp.web.reports.moves import month_url, months_around, read_sent
from geoapp.web.reports.photos import photos_by_report
from geoapp.web.reports.pictures import KeptPhoto, sent_photos
from geoapp.web.reports.typed import (
    Texts,
    entry_of,
    sent_seen,
    sent_texts,
    texts_of,
    with_photos,
)
from geoapp.web.state import clock, session

MOST_LINES = 60


@blueprint.get("/projects/<code>/report")
def form(code: str) -> str:
    """Show the form with what the month's newest report says."""
    row = _row(code)
    newest = row.facts.newest
    return _page(row, texts_of(newest), newest.id if newest else 0)


@blueprint.post("/projects/<code>/report")
def hand_in(code: str) -> Any:
    """Take the report, or say everything that is wrong with it."""
    row, month = _row(code), read_month()
    texts, seen = sent_texts(), sent_seen()
    kept, faults = sent_photos(row)
    entry = with_photos(entry_of(code, month, texts, seen), kept, faults)
    try:
        submitted = submit_reports(session(), viewer(), [entry], today=clock().today)
    except (BadReports, ReportedMeanwhile) as wrong:
        session().rollback()
        others = [issue.other.id for issue in wrong.issues if issue.other]
        status = 412 if isinstance(wrong, ReportedMeanwhile) else 422
        return _page(_row(code), texts, others[0] if others else seen, wrong.issues, kept), status
    sent = {"sent": 1, "revision": submitted.revision}
    return redirect(month_url("reports.form", month, code=row.project.code, **sent), 303)


def _row(code: str) -> DeskRow:
    """Return the project's month; raises `NotFound`, and `Refused` where it is not theirs."""
    asker, place, known = viewer(), find_place(session(), code), find_editable(session(), code)
    require(may_plan(asker), asker, "submit-report", code)
    if place is None or known is None:
        raise missing_project(code)
    if not known.published and not may_see_draft(asker, place):
        raise missing_project(code)
    require(may_change(asker, place, None), asker, "submit-report", code)
    found = find_desk_rows(
        session(), asker, read_month(), clock().today, codes=[code], outside=True, limit=1
    )
    if not found:
        raise missing_project(code)
    return found[0]


def _page(
    row: DeskRow,
    texts: Texts,
    seen: int,
    issues: Sequence[ReportIssue] = (),
    kept: Sequence[KeptPhoto] = (),
) -> str:
    month = read_month()
    faults: dict[str, list[Fault]] = {}
    for issue in issues:
        faults.setdefault(issue.fault.field, []).append(issue.fault)
    wanted = resolve(session(), ProjectFilter(), clock(), viewer())
    lines = find_reports(
        session(), wanted, project=row.project.code, limit=MOST_LINES, latest_first=True
    )
    return render_template(
        "reports/form.html",
        row=row,
        project=row.project,
        month=month,
        months=months_around(month),
        due=due_date(month, clock().rule.due_day),
        texts=texts,
        seen=seen,
        faults=faults,
        other=next((issue.other for issue in issues if issue.other), None),
        fields=[(name, FIELDS[name], name in NUMBERS) for name in CELLS],
        most=MOST_LETTERS,
        of_month=[line for line in lines if line.month == month],
        before=[line for line in lines if line.month < month and line.state == "accepted"],
        sent=read_sent(),
        kept=kept,
        far=any(issue.fault.code == "photo_far" for issue in issues),
        most_photos=MOST_PHOTOS,
        photos=photos_by_report([line.id for line in lines if line.month == month], wanted),
        **facts(),
    )
