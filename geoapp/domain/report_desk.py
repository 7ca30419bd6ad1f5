"""How an agency's month stands: what is due, what came, what went back."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

# In the order in which somebody must do something about them.
PLACES = ("returned", "missing", "waiting", "accepted")
# Nobody waits for reports of these.
OUTSIDE = ("completion", "suspended", "cancelled")


@dataclass(frozen=True)
class Count:
    """Projects by the newest report of the month; `due` is how many report at all."""

    returned: int = 0
    missing: int = 0
    waiting: int = 0
    accepted: int = 0

    @property
    def due(self) -> int:
        """How many projects report."""
        return self.returned + self.missing + self.waiting + self.accepted

    @property
    def open(self) -> int:
        """How many the agency still has something to do about."""
        return self.returned + self.missing


def total(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    given = list(counts)
    return Count(*(sum(getattr(one, field.name) for one in given) for field in fields(Count)))


def due_date(month: date, due_day: int) -> date:
    """Return the day by which the month's reports are in."""
    return month.replace(day=due_day)


def months_back(month: date, number: int) -> date:
    """Return the first day of the month so many months before; negative looks ahead."""
    years, index = divmod(month.year * 12 + month.month - 1 - number, 12)
    return date(years, index + 1, 1)
