"""What moved between two months, as pages and programs are told."""

from dataclasses import dataclass
from typing import Any

from geoapp.queries.agencies import Agencies
from geoapp.web.state import language

TOLD = ("progress", "planned_progress", "days_late", "schedule")


@dataclass(frozen=True)
class ShownMove:
    """A project with the reports of both months, `first` and `last` of `Reported`."""

    code: str
    name: str
    agency: str | None
    move: str
    first: "Reported"
    last: "Reported"
    located: bool

    @property
    def points(self) -> float | None:
        """How many points the percent rose, None where a month has no report."""
        if self.first.progress is None or self.last.progress is None:
            return None
        return round(self.last.progress - self.first.progress, 1)

    @property
    def more_days(self) -> int:
        """How many days later than before."""
        return (self.last.days_late or 0) - (self.first.days_late or 0)


@dataclass(frozen=True)
class Reported:
    """What a month's report said, percent 0-100; all None without one."""

    progress: float | None
    planned_progress: float | None
    days_late: int | None
    schedule: str | None


def shown_move(row: Any, agencies: Agencies) -> ShownMove:
    """Return a row as a page shows it."""
    agency = agencies.by_id.get(row.lead_agency_id or 0)
    return ShownMove(
        row.code,
        (language() == "en" and row.name_en) or row.name,
        agency.current_label(language()) if agency else None,
        row.move,
        _reported(row, "first"),
        _reported(row, "last"),
        row.anchor is not None,
    )


def _reported(row: Any, which: str) -> Reported:
    return Reported(*(getattr(row, f"{which}_{name}") for name in TOLD))


def move_document(row: Any) -> dict[str, Any]:
    """Return a row for programs."""
    told = {which: vars(_reported(row, which)) for which in ("first", "last")}
    for reported in told.values():
        for name in ("progress", "planned_progress"):
            if reported[name] is not None:
                reported[name] = round(reported[name], 2)
    return {
        "code": row.code,
        "name": row.name,
        "sector": row.sector,
        "move": row.move,
        "from": told["first"],
        "to": told["last"],
    }
