"""Issues named by where they stand: a row and column of the grid, or a cell of a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geoapp.domain.messages import message, say
from geoapp.domain.reports import FIELDS, ReportIssue
from geoapp.ingest.report_workbook import CellFault
from geoapp.web.state import language

_CELL = re.compile(r"([A-Z]*)([0-9]*)")


def of_rows(places: Mapping[str, int], issues: Iterable[ReportIssue]) -> list[dict[str, Any]]:
    """Return issues by row and column of the grid; `places` are row numbers by project."""
    named = [_of_row(places.get(issue.project, 0), issue) for issue in issues]
    return sorted(named, key=lambda one: int(one["row"]))


def _of_row(row: int, issue: ReportIssue) -> dict[str, Any]:
    field, lang = issue.fault.field, language()
    in_cell = field in FIELDS and field not in ("project", "month", "reported_on")
    place = message("Row {row}, {code}", row=row, code=issue.project)
    if field in FIELDS:
        place = message(
            "Row {row}, {code}, {column}", row=row, code=issue.project, column=FIELDS[field]
        )
    return {
        "row": row,
        "project": issue.project,
        "field": field,
        "place": say(place, lang),
        "target": f"c-{field}-{issue.project}" if in_cell else f"row-{issue.project}",
        "severity": "error" if issue.fault.is_error else "warning",
        "detail": say(issue.fault.sentence, lang),
    }


def of_cells(faults: Sequence[CellFault]) -> list[dict[str, Any]]:
    """Return faults by cell of a workbook, errors first, then in the order of rows."""
    lang = language()
    named = [
        {
            "place": say(message("Cell {cell}", cell=one.cell), lang) if one.cell else "",
            "target": "",
            "severity": "error" if one.fault.is_error else "warning",
            "detail": say(one.fault.sentence, lang),
            "order": (not one.fault.is_error, *_order(one.cell)),
        }
        for one in faults
    ]
    return sorted(named, key=lambda one: one["order"])


def _order(cell: str) -> tuple[int, str]:
    found = _CELL.match(cell)
    letters, digits = (found[1], found[2]) if found else ("", "")
    return int(digits or 0), letters.rjust(3)
