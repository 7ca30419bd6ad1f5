"""What a periodic report tells, as plain values; names are in the report's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geoapp.domain.periods import Period


@dataclass(frozen=True)
class Group:
    """Projects of one sector or agency; `well` are on time or ahead, `outside` not compared.

    `members` are codes; `progress` is weighted by investment where both are known; money in
    VND, None where nobody knows.
    """

    name: str
    members: frozenset[str]
    late: int
    not_reported: int
    well: int
    outside: int
    investment_vnd: int | None
    progress: float | None
    capital_vnd: int | None
    paid_vnd: int | None

    @property
    def projects(self) -> int:
        return self.late + self.not_reported + self.well + self.outside


@dataclass(frozen=True)
class LateProject:
    """A project behind its plan, and what its obstacles or its last report give as reasons."""

    code: str
    name: str
    agency: str
    days_late: int | None
    progress: float | None
    planned_progress: float | None
    planned_finish: date | None
    forecast_finish: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class OverdueObstacle:
    """An obstacle or task that is not resolved on the report's day; `days` over its day."""

    code: str
    project: str
    kind: str
    description: str
    agency: str
    due: date
    days: int
    escalated_to: str


@dataclass(frozen=True)
class SilentAgency:
    """An agency that owes reports: `missing` of `due` projects, the last one of any handed in."""

    name: str
    due: int
    missing: int
    projects: tuple[str, ...]
    last_report: date | None


@dataclass(frozen=True)
class Event:
    """A work that began or ended in the period."""

    code: str
    name: str
    agency: str
    day: date


@dataclass(frozen=True)
class SlowMoney:
    """A project whose disbursement is behind an even year; VND, percent."""

    code: str
    name: str
    agency: str
    capital_vnd: int
    paid_vnd: int
    percent: float


@dataclass(frozen=True)
class Money:
    """The year's capital: sums in VND over the projects that have a plan, percent of it.

    `told` of `planned` projects told in this year what they paid.
    """

    year: int
    planned: int
    told: int
    capital_vnd: int
    paid_vnd: int
    planned_percent: float
    behind: tuple[SlowMoney, ...]

    @property
    def percent(self) -> float | None:
        return 100 * self.paid_vnd / self.capital_vnd if self.capital_vnd else None


@dataclass(frozen=True)
class TargetLine:
    """A list with how many of its works have each result (codes of `RESULTS`)."""

    name: str
    works: int
    results: Mapping[str, int]


@dataclass(frozen=True)
class PeriodFacts:
    """All figures of a report for `day`; `due_day` is when reports of a month are due."""

    period: Period
    day: date
    due_day: int
    month_due: date
    projects: int
    investment_vnd: int | None
    investment_known: int
    progress: float | None
    progress_known: int
    schedules: Mapping[str, int]
    stalled: int
    sectors: tuple[Group, ...]
    agencies: tuple[Group, ...]
    late: tuple[LateProject, ...]
    obstacles: tuple[OverdueObstacle, ...]
    silent: tuple[SilentAgency, ...]
    started: tuple[Event, ...]
    finished: tuple[Event, ...]
    money: Money
    targets: tuple[TargetLine, ...]
    illustrative: bool
