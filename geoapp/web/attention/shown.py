"""Lines of the leader's page: a number, a project, who answers, why, since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from geoapp.domain.attention import GROUPINGS, SECTIONS
from geoapp.domain.choices import codes
from geoapp.queries.attention import Group
from geoapp.queries.figures import Figures
from geoapp.queries.wanted import Wanted
from geoapp.web.attention.asked import Found
from geoapp.web.state import clock, language
from geoapp.web.wording import label

MOST_AREAS = 2


@dataclass(frozen=True)
class Line:
    """One line of a list. `number` is the project's on this page, in lists and on the map.

    `days` is how long it lasts; `reason` and `kind` are the code of what blocks the project.
    """

    number: int
    project: Any
    name: str
    areas: Sequence[str]
    agency: str | None
    since: date | None
    days: int | None = None
    reason: str | None = None
    description: str | None = None
    resolver: str | None = None

    @property
    def located(self) -> bool:
        """Tell whether the project stands on the map."""
        return self.project.lon is not None


@dataclass(frozen=True)
class GroupRow:
    """How many of a group's projects need attention; `filter` names the value to narrow by."""

    code: str | None
    label: str
    counts: Group


@dataclass(frozen=True)
class Shown:
    """The page's content in the reader's language."""

    found: Found
    lists: Mapping[str, Sequence[Line]]
    totals: Mapping[str, int]
    groups: Mapping[str, Sequence[GroupRow]]

    @property
    def day(self) -> date:
        """The day for which everything is computed."""
        return self.found.day

    @property
    def month_due(self) -> date:
        """The month whose reports were due last."""
        return self.found.wanted.standing.month_due

    @property
    def paid_planned(self) -> float:
        """What an even year would have paid by the day, in percent."""
        return Figures(self.found.wanted).paid_planned_percent

    @property
    def most_overdue(self) -> tuple[str, int] | None:
        """The kind of most overdue obstacles, and how many there are."""
        kinds = sorted(self.found.overdue.by_kind.items(), key=lambda one: (-one[1], one[0]))
        return kinds[0] if kinds else None

    @property
    def due(self) -> date:
        """The day on which the reports of the last month were due."""
        return self.month_due.replace(day=clock().rule.due_day)

    @cached_property
    def places(self) -> dict[str, Any]:
        """What the map draws: numbered projects, and other late ones as small signs."""
        lines = {line.number: line for listed in self.lists.values() for line in listed}
        numbered = [_place(line) for line in lines.values() if line.located]
        known = {one["code"] for one in numbered}
        others = [list(one) for one in self.found.late_places if one[0] not in known]
        return {"numbered": numbered, "others": others}


def _place(line: Line) -> dict[str, Any]:
    p = line.project
    return {
        "n": line.number,
        "code": p.code,
        "name": line.name,
        "schedule": p.schedule or "none",
        "lon": round(p.lon, 6),
        "lat": round(p.lat, 6),
    }


def shown(found: Found) -> Shown:
    """Number and word everything that was found."""
    listed = _Lines(found)
    lists = {
        "late": [listed.late(key) for key in found.first["late"]],
        "stalled": [listed.stalled(key) for key in found.first["stalled"]],
        "obstacles": [listed.obstacle(row) for row in found.overdue.first],
        "not_reported": [listed.silent(key) for key in found.first["not_reported"]],
        "disbursement": [listed.paying(key) for key in found.first["disbursement"]],
    }
    standings = found.standings
    totals = {
        "late": standings.total.late,
        "stalled": standings.stalled,
        "obstacles": found.overdue.total,
        "not_reported": standings.total.not_reported,
        "disbursement": standings.disbursement,
    }
    return Shown(
        found,
        {name: lists[name] for name in codes(SECTIONS)},
        totals,
        {one.code: _group_rows(found, one.code) for one in GROUPINGS},
    )


@dataclass
class _Lines:
    """Lines in the order they are made; a project keeps the number it got first."""

    found: Found
    numbers: dict[int, int] = field(default_factory=dict)
    next_number: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self.next_number = count(self.found.asked.offset + 1)

    def late(self, key: int) -> Line:
        days = self.found.lines[key].days_late
        since = self.found.day - timedelta(days=days) if days else None
        return self._line(key, since=since, days=days)

    def stalled(self, key: int) -> Line:
        since = self.found.lines[key].unchanged_since
        return self._line(key, since=since)

    def silent(self, key: int) -> Line:
        return self._line(key, since=self.found.lines[key].last_report)

    def paying(self, key: int) -> Line:
        percent = self.found.lines[key].paid_percent
        return self._line(key, since=paid_until(percent, self.found.day))

    def obstacle(self, row: Any) -> Line:
        told = {
            "reason": row.kind,
            "description": row.description,
            "resolver": agency_name(self.found.wanted, row.escalated_to_id or row.agency_id),
        }
        return self._line(row.project_id, since=row.due, days=row.days, **told)

    def _line(self, key: int, **told: Any) -> Line:
        project, worst = self.found.lines[key], self.found.worst.get(key)
        if key not in self.numbers:
            self.numbers[key] = next(self.next_number)
        reason = {} if worst is None else {"reason": worst.kind, "description": worst.description}
        return Line(
            number=self.numbers[key],
            project=project,
            name=(language() == "en" and project.name_en) or project.short_name or project.name,
            areas=[unit.name for unit in self.found.areas_of(project.tie_set_id)][:MOST_AREAS],
            agency=agency_name(self.found.wanted, project.lead_agency_id),
            **reason | told,
        )


def agency_name(wanted: Wanted, key: int | None) -> str | None:
    """Return the name of the agency that answers today."""
    agency = wanted.agencies.by_id.get(key or 0)
    return agency.current_label(language()) if agency else None


def paid_until(percent: float, day: date) -> date:
    """Return the day by which an even year would have paid this percent."""
    new_year = day.replace(month=1, day=1)
    days = (new_year.replace(year=day.year + 1) - new_year).days
    return new_year + timedelta(days=round(days * percent / 100))


def _group_rows(found: Found, name: str) -> list[GroupRow]:
    """Return groups with the most late projects first; none without a project."""
    if name == "area":
        rows = _by_area(found)
    elif name == "agency":
        rows = _by_agency(found)
    else:
        rows = _by_choice(found, name)
    return sorted(rows, key=lambda row: (-row.counts.late, -row.counts.projects, row.label))


def _by_choice(found: Found, name: str) -> list[GroupRow]:
    groups = found.standings.groups[name]
    return [GroupRow(code, label(name, code), counts) for code, counts in groups.items()]


def _by_agency(found: Found) -> list[GroupRow]:
    agencies = found.wanted.agencies
    added: dict[str, Group] = {}
    for key, counts in found.standings.groups["agency"].items():
        if key is not None:
            code = agencies.by_id[key].current_code
            added[code] = added[code] + counts if code in added else counts
    return [
        GroupRow(code, agencies.by_code[code].label(language()), counts)
        for code, counts in added.items()
    ]


def _by_area(found: Found) -> list[GroupRow]:
    added: dict[int, Group] = {}
    for area_id, tie_sets in found.sets_of.items():
        for key in tie_sets:
            counts = found.standings.groups["area"].get(key)
            if counts:
                added[area_id] = added[area_id] + counts if area_id in added else counts
    return [
        GroupRow(str(found.areas[key].ref), found.areas[key].name, counts)
        for key, counts in added.items()
    ]
