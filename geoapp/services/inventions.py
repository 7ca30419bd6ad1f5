"""Writing invented figures: they fill what no document states and are marked as illustrative."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from geoapp.domain.months import end_of_month, first_of_month
from geoapp.ingest.sample_files import InventedReport, Invention
from geoapp.models import Baseline, ProgressReport, Project

REPORTED = ("progress", "planned_progress", "disbursed_vnd", "last_report")


def invented_fields(invention: Invention, day: date) -> dict[str, Any]:
    """Return the invented columns of a project first loaded on `day`, without unknown ones."""
    finishes = ("baseline_finish", "planned_finish", "forecast_finish", "actual_finish")
    plain = ("stage", "funding", "investment_vnd", "plan_year_vnd")
    values: dict[str, Any] = {name: getattr(invention, name) for name in plain}
    values["baseline_start"] = month_from(day, invention.baseline_start)
    for name in finishes:
        months = getattr(invention, name)
        values[name] = None if months is None else end_of_month(month_from(day, months))
    return {name: value for name, value in values.items() if value is not None}


def load_inventions(
    session: Session, invented: Iterable[tuple[Project, Invention]], day: date
) -> None:
    """Write baselines and monthly reports up to `day` for projects just added."""
    invented = list(invented)
    baselines = [
        {
            "project_id": project.id,
            "start": project.baseline_start,
            "finish": project.baseline_finish,
            "investment_vnd": invention.investment_vnd,
            "illustrative": True,
        }
        for project, invention in invented
    ]
    reports = [
        report | {"project_id": project.id}
        for project, invention in invented
        for report in _reports(invention.reports, day)
    ]
    if baselines:
        session.execute(insert(Baseline), baselines)
    if reports:
        session.execute(insert(ProgressReport), reports)


def month_from(day: date, months: int) -> date:
    """Return the first day of the month so many months from that of `day`."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)


def _reports(reports: Iterable[InventedReport], day: date) -> Iterator[dict[str, Any]]:
    """Yield rows of reports that were made by `day`; money adds up within a calendar year."""
    paid: dict[int, int] = {}
    for report in reports:
        month = month_from(day, report.month)
        paid[month.year] = paid.get(month.year, 0) + report.paid_vnd
        reported_on = month.replace(day=report.day)
        if reported_on <= day:
            yield {
                "month": first_of_month(month),
                "progress": report.progress,
                "disbursed_vnd": paid[month.year],
                "reported_on": reported_on,
                "accepted": True,
                "illustrative": True,
            }
