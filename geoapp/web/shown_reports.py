"""Issues of reports as programs read them."""

from typing import Any

from geoapp.domain.messages import say
from geoapp.domain.reports import Handed, ReportIssue


def shown_issue(issue: ReportIssue, lang: str) -> dict[str, Any]:
    """Return an issue with its sentence; `now` is what somebody else reported."""
    fault = issue.fault
    found = {
        "row": issue.row,
        "project": issue.project,
        "field": fault.field,
        "code": fault.code,
        "severity": "error" if fault.is_error else "warning",
        "detail": say(fault.sentence, lang),
    }
    return found | ({"now": _handed(issue.other)} if issue.other else {})


def _handed(other: Handed) -> dict[str, Any]:
    return {"id": other.id, "state": other.state, "by": other.by, "at": other.at} | other.figures
