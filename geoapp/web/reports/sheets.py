"""The month's workbook: made from an agency's projects, and read back into the grid."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response, request

from geoapp.domain.messages import message
from geoapp.domain.months import first_of_month
from geoapp.domain.report_sheet import MOST_ROWS, RowKey
from geoapp.domain.reports import Fault, ReportEntry
from geoapp.domain.rights import may_plan, require
from geoapp.exports.report_template import FILLED, Template, TemplateRow, write_template
from geoapp.ingest.limits import over_limit
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.report_workbook import LIMITS, CellFault, Filled, FilledRow, read_report_workbook
from geoapp.queries.report_desk import DeskRow, find_desk_rows
from geoapp.queries.report_facts import find_handed
from geoapp.services.reports import check_reports
from geoapp.web.accounts.viewer import viewer
from geoapp.web.exports import download
from geoapp.web.reports.agency import show_page
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.desks import Desk, read_desk
from geoapp.web.reports.grid import GridRow, shown_rows
from geoapp.web.reports.named import of_cells
from geoapp.web.reports.typed import Texts, entry_of, texts_of, texts_of_cells
from geoapp.web.state import clock, language, session

# What a merged cell or a lost key says of its row, nobody knows: no row of such a file is taken.
UNSURE = message(
    "Nothing of the file was taken. Correct the cells named below in the file and send it again."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/agencies/<code>/reports.xlsx")
def workbook(code: str) -> Response:
    """Answer the month's workbook, with what is reported already."""
    desk = read_desk(code)
    rows = find_desk_rows(
        session(), viewer(), desk.month, clock().today, agency_ids=desk.ids, limit=MOST_ROWS
    )
    name = f"{desk.agency.code}-{desk.month:%Y-%m}.xlsx"
    return download(write_template(_template(desk, rows)), XLSX, name)


def _template(desk: Desk, rows: Sequence[DeskRow]) -> Template:
    lang = language()
    return Template(
        agency=desk.agency.current_label(lang),
        month=desk.month,
        due=desk.due,
        rows=[_row(desk, row) for row in rows],
        lang=lang,
        illustrative=any("progress" in row.project.illustrative_fields for row in rows),
    )


def _row(desk: Desk, row: DeskRow) -> TemplateRow:
    project, newest = row.project, row.facts.newest
    return TemplateRow(
        key=RowKey(project.code, desk.month, newest.id if newest else 0),
        name=(language() == "en" and project.name_en) or project.name,
        before=row.facts.before[1] if row.facts.before else None,
        planned=row.planned,
        plan_vnd=row.facts.plan_vnd,
        figures={name: newest.figures[name] for name in FILLED} if newest else {},
    )


@blueprint.post("/agencies/<code>/reports/file")
def read_file(code: str) -> Any:
    """Show a filled workbook in the grid, with each doubt by its cell; nothing is stored."""
    desk = read_desk(code)
    require(may_plan(viewer()), viewer(), "submit-report", code)
    try:
        filled, name = _read()
        desk = desk.in_month(_month(filled, desk))
    except UploadRefused as refused:
        return show_page(desk, _shown(desk), refused=refused.detail), 422
    if any(one.fault.is_error for one in filled.faults):
        issues = of_cells(filled.faults)
        return show_page(desk, _shown(desk), refused=UNSURE, issues=issues), 422
    return _preview(desk, filled, name)


def _shown(desk: Desk) -> list[GridRow]:
    rows = find_desk_rows(
        session(), viewer(), desk.month, clock().today, agency_ids=desk.ids, limit=MOST_ROWS
    )
    return shown_rows(rows)


def _read() -> tuple[Filled, str]:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise UploadRefused("no_file", message("Choose a file first."))
    with TemporaryDirectory(prefix="geoapp-") as folder:
        path = Path(folder) / "filled.xlsx"
        sent.save(path)
        if path.stat().st_size > LIMITS.file_bytes:
            raise over_limit(LIMITS, "file_bytes")
        return read_report_workbook(path), sent.filename[:120]


def _month(filled: Filled, desk: Desk) -> Any:
    """Return the one month that the file is about."""
    months = {row.key.month for row in filled.rows} or {desk.month}
    if len(months) > 1 or max(months) > first_of_month(clock().today):
        raise UploadRefused(
            "months_mixed", message("The file holds rows of several months, or of a later one.")
        )
    return months.pop()


def _preview(desk: Desk, filled: Filled, name: str) -> Any:
    by_code = _known(desk, filled)
    mine = [row for row in filled.rows if row.key.project in by_code]
    foreign = [_foreign(row) for row in filled.rows if row.key.project not in by_code]
    changed = _changed(mine)
    rows = [GridRow(by_code[row.key.project], texts, row.key.seen) for row, texts, _ in changed]
    entries = [entry for _, _, entry in changed]
    found = []
    for issue in check_reports(session(), viewer(), entries, today=clock().today):
        rows[issue.row].take(issue)
        places = changed[issue.row][0].places
        found.append(CellFault(places.get(issue.fault.field, places["project"]), issue.fault))
    told = {"name": name, "changed": len(changed), "same": len(mine) - len(changed)}
    issues = of_cells([*filled.faults, *foreign, *found])
    return show_page(desk, rows, preview=told, issues=issues)


def _known(desk: Desk, filled: Filled) -> dict[str, DeskRow]:
    """Return the agency's projects that the file names, by code."""
    codes = [row.key.project for row in filled.rows]
    rows = find_desk_rows(
        session(), viewer(), desk.month, clock().today,
        agency_ids=desk.ids, codes=codes, outside=True, limit=MOST_ROWS,
    )  # fmt: skip
    return {row.project.code: row for row in rows}


def _foreign(row: FilledRow) -> CellFault:
    said = message(
        "{code} is not among this agency’s projects that are yours.", code=row.key.project
    )
    return CellFault(row.places["project"], Fault("project", "foreign_project", said))


def _changed(rows: Sequence[FilledRow]) -> list[tuple[FilledRow, Texts, ReportEntry]]:
    """Return the rows that say something else than the report the file was made with."""
    shown = find_handed(session(), [row.key.seen for row in rows if row.key.seen])
    found = []
    for row in rows:
        texts = texts_of_cells(row.cells)
        if texts != texts_of(shown.get(row.key.seen)):
            entry = entry_of(row.key.project, row.key.month, texts, row.key.seen)
            found.append((row, texts, entry))
    return found
