"""The rule for *late* (contract.md): thresholds here, the comparison once, in the database.

`schedule_status` and `days_late` of migration 0004 are the one function that pages, tiles
and exports use. They read, for a day, the last accepted report and the plan of its day:
no report for the last month due is *not_reported*, whatever else; then more than `points`
behind or past the planned finish is *late*; more than `points` before is *ahead*.
Suspended, cancelled and completed projects stand outside (null).
"""

from dataclasses import dataclass
from datetime import date

from geoapp.domain.months import end_of_month, last_month_due


@dataclass(frozen=True)
class ScheduleRule:
    """Thresholds of the rule: points of percent, and the day of the month reports are due.

    Disbursement is behind by more than `disbursement_points`; works that have not risen for
    `stalled_months` of reports stand still.
    """

    points: float = 5.0
    due_day: int = 20
    disbursement_points: float = 10.0
    stalled_months: int = 3


@dataclass(frozen=True)
class Standing:
    """The day for which schedule status is computed, and the last month due then."""

    day: date
    month_due: date
    points: float
    rule: ScheduleRule = ScheduleRule()


def standing_on(day: date, rule: ScheduleRule) -> Standing:
    """Return what the comparison needs to know about `day`."""
    return Standing(day, last_month_due(day, rule.due_day), rule.points, rule)


def standing_in(month: date, today: date, rule: ScheduleRule) -> Standing:
    """Return the standing of a month's reports: at its end, and its own report counts as due."""
    return Standing(min(end_of_month(month), today), month, rule.points, rule)
