"""One chart of each kind, for what holds for all of them."""

from geoapp.charts.disbursement import disbursement_chart
from geoapp.charts.groups import GroupCount, groups_chart
from geoapp.charts.month_paid import MonthPaid
from geoapp.charts.progress import progress_chart
from geoapp.charts.statuses import statuses_chart
from geoapp.charts.trend import LateCount, trend_chart
from geoapp.domain.messages import message
from tests.charts.months import day, months_of

KINDS = ("progress", "disbursement", "groups", "statuses", "trend")


def sample(kind, lang="vi", name="Huyện Phú Lộc"):
    """Return a chart of that kind, with `name` in it where text from data belongs."""
    if kind == "progress":
        return progress_chart(
            months_of(("2025-05", 30, 40), ("2025-07", 33.3, 58)), lang, "late", day("2025-08")
        )
    if kind == "disbursement":
        return disbursement_chart([MonthPaid(day("2025-05"), 62e9)], 200e9, lang, day("2025-07"))
    if kind == "groups":
        return groups_chart([GroupCount(name, 1, 2, 3)], message("Area"), lang)
    if kind == "statuses":
        return statuses_chart({"late": 1}, lang)
    return trend_chart([LateCount(day("2025-05"), 1), LateCount(day("2025-06"), None)], lang)
