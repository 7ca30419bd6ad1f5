"""When somebody is reminded of a month's reports, and of which month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geoapp.domain.months import first_of_month
from geoapp.domain.report_desk import due_date, months_back

Kind = Literal["before", "after"]
# A worker that stood still on the day after still reminds in the week that follows.
AFTER_DAYS = 7


@dataclass(frozen=True)
class Occasion:
    """A month whose reports are about to be due, or were due and are missing."""

    month: date
    kind: Kind
    due: date


def occasion_on(today: date, due_day: int, days_before: int) -> Occasion | None:
    """Return what there is to remind of on a day; from the day after the due one on, of that."""
    this = first_of_month(today)
    for month in (this, months_back(this, 1)):
        due = due_date(month, due_day)
        if due < today <= due + timedelta(days=AFTER_DAYS):
            return Occasion(month, "after", due)
        if due - timedelta(days=days_before) <= today <= due:
            return Occasion(month, "before", due)
    return None


def month_to_tell(today: date, due_day: int, days_before: int) -> date:
    """Return the month whose missing reports pages tell of: this one's once its day is near."""
    this = first_of_month(today)
    near = today >= due_date(this, due_day) - timedelta(days=days_before)
    return this if near else months_back(this, 1)
