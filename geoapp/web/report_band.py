"""The band that tells planners on every page which reports are due, or missing."""

from dataclasses import dataclass
from datetime import date

from geoapp.domain.reminders import month_to_tell
from geoapp.domain.report_desk import due_date
from geoapp.domain.rights import may_plan
from geoapp.queries.reminders import count_missing
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import clock, session, shared


@dataclass(frozen=True)
class ReportBand:
    """A month whose reports are due, and how many of the viewer's projects have none."""

    month: date
    due: date
    missing: int
    overdue: bool


def report_band() -> ReportBand | None:
    """Return what is due or missing, None where nothing is or somebody else reports."""
    if not may_plan(viewer()) or viewer().is_any("admin"):
        return None
    today, due_day = clock().today, clock().rule.due_day
    month = month_to_tell(today, due_day, shared().settings.remind_days)
    missing = count_missing(session(), viewer(), month)
    due = due_date(month, due_day)
    return ReportBand(month, due, missing, today > due) if missing else None
