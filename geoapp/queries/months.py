"""The months that reports speak of."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.months import first_of_month
from geoapp.models import ProgressReport


def find_months(session: Session, today: date) -> tuple[date, date] | None:
    """Return the first and last month with an accepted report, up to today's; None before any."""
    row = session.execute(
        select(func.min(ProgressReport.month), func.max(ProgressReport.month)).where(
            ProgressReport.accepted, ProgressReport.month <= first_of_month(today)
        )
    ).one()
    first: date | None = row[0]
    return None if first is None else (first, row[1])
