"""The facts of a periodic report, gathered from the database; reads only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from geoapp.domain.choices import OBSTACLE_KINDS, Choice
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.messages import message
from geoapp.domain.periods import Period
from geoapp.domain.sectors import SECTORS
from geoapp.exports.periodic.facts import (
    Event,
    Group,
    LateProject,
    Money,
    OverdueObstacle,
    PeriodFacts,
    SilentAgency,
    SlowMoney,
    TargetLine,
)
from geoapp.queries.figures import Figures
from geoapp.queries.periodic import (
    Rows,
    find_open_obstacles,
    find_reached,
    find_rows,
    find_stated_reasons,
)
from geoapp.queries.targets import ListView, find_lists
from geoapp.queries.wanted import Wanted

WELL = ("on_time", "ahead")


@dataclass(frozen=True)
class Names:
    """Names as the report's language has them."""

    wanted: Wanted
    lang: str

    def project(self, row: Any) -> str:
        return str((self.lang == "en" and row.name_en) or row.name)

    def agency(self, key: int | None) -> str:
        found = self.wanted.agencies.by_id.get(key or 0)
        return found.current_label(self.lang) if found else ""

    def agency_code(self, key: int | None) -> str:
        found = self.wanted.agencies.by_id.get(key or 0)
        return found.current_code if found else ""

    def of(self, choices: Iterable[Choice], code: str) -> str:
        return next((one.label(self.lang) for one in choices if one.code == code), code)


def as_of_period(asked: ProjectFilter, period: Period, today: date) -> ProjectFilter:
    """Return the filter that sees a period: its last month, or the present while it lasts.

    Raises `BadParameter` for a period that has not begun.
    """
    now = asked.as_of or today
    if period.first_day > now:
        expected = message("a period that has begun")
        raise BadParameter("period", expected=expected, got=str(period))
    return replace(asked, month=None if period.last_day >= now else period.last_month)


def gather_facts(session: Session, wanted: Wanted, period: Period, lang: str) -> PeriodFacts:
    """Gather everything that the report of a period tells, names in `lang`."""
    names, rows = Names(wanted, lang), find_rows(session, wanted)
    obstacles = find_open_obstacles(session, wanted)
    first, last = period.first_day, min(period.last_day, wanted.standing.day)
    weighed = [row for row in rows if row.progress is not None and row.investment_vnd]
    return PeriodFacts(
        period=period,
        day=wanted.standing.day,
        due_day=wanted.standing.rule.due_day,
        month_due=wanted.standing.month_due,
        projects=len(rows),
        investment_vnd=_sum(row.investment_vnd for row in rows),
        investment_known=sum(row.investment_vnd is not None for row in rows),
        progress=_progress(rows),
        progress_known=len(weighed),
        schedules=_schedules(rows),
        stalled=sum(row.stalled for row in rows),
        sectors=_groups(rows, lambda row: row.sector, _sector_name(lang)),
        agencies=_agencies(rows, names),
        late=_late(session, wanted, rows, obstacles, names),
        obstacles=_overdue(obstacles, wanted.standing.day, names),
        silent=_silent(rows, names),
        started=_events(find_reached(session, wanted, "groundbreaking", first, last), names),
        finished=_events(find_reached(session, wanted, "completion", first, last), names),
        money=_money(rows, wanted, names),
        targets=tuple(
            _target(view, lang)
            for view in find_lists(session, wanted)
            if view.head["kind"] == "list" and view.rows and _runs(view, period)
        ),
        illustrative=any(row.illustrative for row in rows),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _progress(rows: Rows) -> float | None:
    """Return the progress weighted by investment, over projects where both are known."""
    weighed = [row for row in rows if row.progress is not None and row.investment_vnd]
    weight = sum(row.investment_vnd for row in weighed)
    return sum(row.progress * row.investment_vnd for row in weighed) / weight if weight else None


def _schedules(rows: Rows) -> dict[str, int]:
    found = dict.fromkeys(("late", "not_reported", "on_time", "ahead", "outside"), 0)
    for row in rows:
        found[row.schedule or "outside"] += 1
    return found


def _sector_name(lang: str) -> Callable[[str], str]:
    names = {one.code: one.vi if lang == "vi" else one.en for one in SECTORS}
    return lambda code: names.get(code, code)


def _agencies(rows: Rows, names: Names) -> tuple[Group, ...]:
    keys = {names.agency_code(row.lead_agency_id): row.lead_agency_id for row in rows}
    return _groups(
        rows,
        lambda row: names.agency_code(row.lead_agency_id),
        lambda code: names.agency(keys[code]),
    )


def _groups(rows: Rows, key: Callable[[Any], str], name: Callable[[str], str]) -> tuple[Group, ...]:
    """Group the rows, those with most late projects first."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    groups = (_group(name(code), members) for code, members in found.items())
    return tuple(
        sorted(groups, key=lambda one: (-one.late, -one.not_reported, -one.projects, one.name))
    )


def _group(name: str, rows: Rows) -> Group:
    counts = _schedules(rows)
    return Group(
        name=name,
        members=frozenset(row.code for row in rows),
        late=counts["late"],
        not_reported=counts["not_reported"],
        well=counts["on_time"] + counts["ahead"],
        outside=counts["outside"],
        investment_vnd=_sum(row.investment_vnd for row in rows),
        progress=_progress(rows),
        capital_vnd=_sum(row.capital_vnd for row in rows),
        paid_vnd=_sum(row.paid_vnd for row in rows if row.capital_vnd is not None),
    )


def _late(
    session: Session, wanted: Wanted, rows: Rows, obstacles: Rows, names: Names
) -> tuple[LateProject, ...]:
    stated = find_stated_reasons(session, wanted)
    blocking: dict[int, list[str]] = {}
    for one in obstacles:
        if one.kind != "task":
            said = f"{names.of(OBSTACLE_KINDS, one.kind)}: {one.description}"
            blocking.setdefault(one.project_id, []).append(said)
    return tuple(
        LateProject(
            code=row.code,
            name=names.project(row),
            agency=names.agency(row.lead_agency_id),
            days_late=row.days_late,
            progress=row.progress,
            planned_progress=row.planned_progress,
            planned_finish=row.planned_finish,
            forecast_finish=row.forecast_finish,
            reasons=(*blocking.get(row.id, ()), *([stated[row.id]] if row.id in stated else ())),
        )
        for row in rows
        if row.schedule == "late"
    )


def _overdue(obstacles: Rows, day: date, names: Names) -> tuple[OverdueObstacle, ...]:
    return tuple(
        OverdueObstacle(
            code=one.code,
            project=names.project(one),
            kind=names.of(OBSTACLE_KINDS, one.kind),
            description=one.description,
            agency=names.agency(one.agency_id),
            due=one.due,
            days=(day - one.due).days,
            escalated_to=names.agency(one.escalated_to_id),
        )
        for one in obstacles
        if one.due is not None and one.due < day
    )


def _silent(rows: Rows, names: Names) -> tuple[SilentAgency, ...]:
    """Return who owes reports, whoever owes most first; what nobody leads is named as such."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        if row.schedule is not None:
            found.setdefault(names.agency(row.lead_agency_id), []).append(row)
    agencies = [_silence(name, members, names) for name, members in found.items()]
    owing = [one for one in agencies if one.missing]
    return tuple(sorted(owing, key=lambda one: (-one.missing, one.name)))


def _silence(name: str, rows: Rows, names: Names) -> SilentAgency:
    missing = [row for row in rows if row.schedule == "not_reported"]
    return SilentAgency(
        name=name,
        due=len(rows),
        missing=len(missing),
        projects=tuple(f"{names.project(row)} ({row.code})" for row in missing),
        last_report=max((row.last_report for row in rows if row.last_report), default=None),
    )


def _events(rows: Rows, names: Names) -> tuple[Event, ...]:
    return tuple(
        Event(row.code, names.project(row), names.agency(row.lead_agency_id), row.day)
        for row in rows
    )


def _money(rows: Rows, wanted: Wanted, names: Names) -> Money:
    planned = [row for row in rows if row.capital_vnd]
    behind = [row for row in planned if row.disbursement_behind]
    return Money(
        year=wanted.standing.day.year,
        planned=len(planned),
        told=sum(row.paid_vnd is not None for row in planned),
        capital_vnd=sum(row.capital_vnd for row in planned),
        paid_vnd=sum(row.paid_vnd or 0 for row in planned),
        planned_percent=Figures(wanted).paid_planned_percent,
        behind=tuple(
            SlowMoney(
                row.code, names.project(row), names.agency(row.lead_agency_id),
                row.capital_vnd, row.paid_vnd, row.paid_percent,
            )
            for row in sorted(behind, key=lambda row: row.paid_vnd - row.capital_vnd)
        ),
    )  # fmt: skip


def _runs(view: ListView, period: Period) -> bool:
    """Tell whether a list had not ended before the period."""
    closed = view.head["closed_on"]
    return closed is None or closed >= period.first_day


def _target(view: ListView, lang: str) -> TargetLine:
    name = (lang == "en" and view.head["name_en"]) or view.head["name"]
    results = {code: count for code, count in view.counts.items() if count}
    return TargetLine(str(name), len(view.rows), results)
