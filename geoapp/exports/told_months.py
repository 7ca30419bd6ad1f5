"""What monthly reports told, for the charts of an export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geoapp.charts.month_paid import MonthPaid
from geoapp.charts.month_progress import MonthProgress


@dataclass(frozen=True)
class ToldMonths:
    """Averages of works and sums of money over all projects, and each project's own works.

    `due` is the month whose reports were due last. `paid` and `plan_vnd` are of the projects
    whose plan of the year and payments are known; `of_project` is keyed by code.
    """

    due: date
    works: tuple[MonthProgress, ...] = ()
    paid: tuple[MonthPaid, ...] = ()
    plan_vnd: int = 0
    of_project: Mapping[str, tuple[MonthProgress, ...]] = field(default_factory=dict)
