"""The computed figures of one project."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.figures import ProjectFigures
from geoapp.queries.figures import Figures
from geoapp.queries.wanted import Wanted

OWN = (
    "stage",
    "progress",
    "planned_progress",
    "pace",
    "report_month",
    "last_report",
    "unchanged_since",
    "baseline_start",
    "baseline_finish",
    "planned_finish",
    "actual_finish",
)
COMPUTED = (
    "planned_today",
    "planned_by",
    "forecast_finish",
    "forecast_by_pace",
    "capital_vnd",
    "paid_vnd",
    "paid_percent",
    "disbursement_behind",
    "stalled",
    "months_missing",
)


def get_figures(session: Session, wanted: Wanted, code: str) -> ProjectFigures | None:
    """Return what is computed of one project that may be seen, or None."""
    figures = Figures(wanted)
    c = figures.c
    row = (
        session.execute(
            select(
                *(c[name] for name in OWN),
                *(getattr(figures, name).label(name) for name in COMPUTED),
                wanted.schedule.label("schedule"),
                wanted.days_late.label("days_late"),
            )
            .select_from(figures.with_plan_and_capital)
            .where(wanted.visible, c.code == code)
        )
        .mappings()
        .first()
    )
    standing, planned = wanted.standing, figures.paid_planned_percent
    if row is None:
        return None
    return ProjectFigures(standing=standing, paid_planned_percent=planned, **row)
