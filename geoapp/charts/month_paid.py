"""What was paid of a year's plan, month by month, months without a report included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geoapp.domain.months import months_between


@dataclass(frozen=True)
class MonthPaid:
    """VND paid since the first of January, as told for a month; None is not reported."""

    month: date
    paid_vnd: float | None


def year_told(months: Iterable[MonthPaid], until: date | None = None) -> list[MonthPaid]:
    """Return the last year from the first month told of, in whatever year, to the last or `until`.

    Of two values of a month the later one counts.
    """
    found = {one.month: one for one in months}
    if not found:
        return []
    due = max(*found, until) if until else max(found)
    first = max(min(found), date(due.year, 1, 1))
    return [found.get(month, MonthPaid(month, None)) for month in months_between(first, due)]
