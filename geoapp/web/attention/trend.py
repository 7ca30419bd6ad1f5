"""How many projects were late in each of the last months, as a chart and as a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geoapp.charts.chart import AXIS_ROOM, Chart
from geoapp.charts.trend import HEIGHT, LateCount, trend_chart
from geoapp.domain.months import add_months, months_between
from geoapp.queries.late_trend import MonthCount, find_late_trend
from geoapp.queries.summary import summarise
from geoapp.queries.wanted import Wanted
from geoapp.web.state import language, session

MONTHS = 6
# The room in px that a page keeps for the chart until it comes.
ROOM = HEIGHT + AXIS_ROOM


@dataclass(frozen=True)
class Trend:
    """The months in order, up to the last one due."""

    counts: Sequence[MonthCount]

    @property
    def previous(self) -> date:
        """The month before the last one due."""
        return self.counts[-2].month

    @property
    def change(self) -> int:
        """How many more projects are late than in the month before."""
        return self.counts[-1].late - self.counts[-2].late

    @property
    def chart(self) -> Chart:
        """The late projects by month; of a month without reports nothing is known."""
        late = [LateCount(one.month, one.late if one.reported else None) for one in self.counts]
        return trend_chart(late, language())


# A resolved filter stands for one state of the data and for whoever sees the same.
@lru_cache(maxsize=64)
def find_trend(wants: Wanted) -> Trend:
    """Count the months before as they stood, and the last one due as the page counts it."""
    due = wants.standing.month_due
    months = months_between(add_months(due, 1 - MONTHS), add_months(due, -1))
    before = find_late_trend(session(), wants, months, wants.standing.rule)
    return Trend((*before, _month_due(wants)))


def _month_due(wants: Wanted) -> MonthCount:
    now = summarise(session(), wants)
    silent, late = (now.by_schedule.get(code, 0) for code in ("not_reported", "late"))
    return MonthCount(wants.standing.month_due, now.projects - silent, late)
