"""What was done and what was planned, month by month, months without a report included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geoapp.domain.months import months_between


@dataclass(frozen=True)
class MonthProgress:
    """Percent of works done and planned, 0 to 100; None is not reported, or no plan.

    `reports` counts the projects an average rests on.
    """

    month: date
    actual: float | None
    planned: float | None
    reports: int | None = None


def filled(months: Iterable[MonthProgress], until: date | None = None) -> list[MonthProgress]:
    """Return every month from the first to the last or `until`, in order, each once."""
    found = {one.month: one for one in months}
    if not found:
        return []
    last = max(*found, until) if until else max(found)
    every = months_between(min(found), last)
    return [found.get(month, MonthProgress(month, None, None)) for month in every]
