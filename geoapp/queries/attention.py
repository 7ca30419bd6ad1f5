"""What needs attention among what is wanted: totals, groups, and the first of each list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Double,
    Select,
    Subquery,
    cast,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from geoapp.queries.figures import Figures
from geoapp.queries.wanted import Wanted

# Lists of projects in the order in which a meeting asks; overdue obstacles stand among them.
LISTS = ("late", "stalled", "not_reported", "disbursement")
GROUPED = ("sector", "funding", "lead_agency_id", "tie_set_id")
COUNTED = ("projects", "late", "not_reported")
SUMMED = (
    "stalled",
    "disbursement",
    "late_vnd",
    "late_known",
    "never",
    "compared",
    "plan_vnd",
    "paid_vnd",
    "illustrative",
)
# Columns that totals and lists need, and those that figures are computed from.
TOLD = (
    "investment_vnd",
    "days_behind",
    "planned_finish",
    "last_report",
    "illustrative",
)
READ = ("stage", "progress", "report_month")
# Keyed by what GROUPING() says of the first column of each: a 0 bit where it is grouped by.
# Two of few values are grouped by together: that is quicker, and they are added up outside.
GROUPS = {
    0b011: {"sector": "sector", "funding": "funding"},
    0b101: {"agency": "lead_agency_id"},
    0b110: {"area": "tie_set_id"},
}


@dataclass(frozen=True)
class Group:
    """How many projects of a group there are, how many are late, how many not reported."""

    projects: int
    late: int
    not_reported: int

    def __add__(self, other: "Group") -> "Group":
        return Group(
            self.projects + other.projects,
            self.late + other.late,
            self.not_reported + other.not_reported,
        )


NOBODY = Group(0, 0, 0)


@dataclass(frozen=True)
class Standings:
    """Totals of what is wanted; money in VND, `*_known` and `compared` count what it rests on.

    `groups` are keyed by sector, funding, lead agency id (`agency`) and tie set id (`area`);
    `first` are ids of projects, the first of each list.
    """

    total: Group
    stalled: int
    disbursement: int
    late_vnd: int
    late_known: int
    never: int
    compared: int
    plan_vnd: int
    paid_vnd: int
    illustrative: bool
    groups: Mapping[str, Mapping[Any, Group]]
    first: Mapping[str, Sequence[int]]

    @property
    def paid_percent(self) -> float | None:
        """How much of the year's plan is paid, over projects where both are known."""
        return 100 * self.paid_vnd / self.plan_vnd if self.plan_vnd else None


def count_late(session: Session, wanted: Wanted) -> int:
    """Count the late projects of what is wanted."""
    late = select(func.count()).select_from(wanted.p).where(wanted.condition)
    return session.scalar(late.where(wanted.schedule == "late")) or 0


def find_standings(
    session: Session,
    wanted: Wanted,
    *,
    limits: Mapping[str, int],
    offset: int = 0,
) -> Standings:
    """Count, sum, group and rank in one pass; `limits` say how many of each list."""
    row = session.execute(select_standings(wanted, limits, offset)).one()
    groups: dict[str, dict[Any, Group]] = {name: {} for one in GROUPS.values() for name in one}
    for part, keys, counts in row.groups or ():
        for name, column in GROUPS[part].items():
            key, found = keys[GROUPED.index(column)], groups[name]
            found[key] = found.get(key, NOBODY) + Group(*counts)
    sums = {name: row.whole[name] or 0 for name in SUMMED}
    illustrative = bool(sums.pop("illustrative"))
    return Standings(
        Group(*(row.whole[name] for name in COUNTED)),
        **sums,
        illustrative=illustrative,
        groups=groups,
        first={name: getattr(row, name) for name in LISTS},
    )


def select_standings(
    wanted: Wanted, limits: Mapping[str, int], offset: int
) -> Select[*tuple[Any, ...]]:
    """Select one row: counts by group and totals as JSON, the first ids of each list."""
    told = _told(wanted).cte("told")
    return select(
        _groups(told).label("groups"),
        _whole(told).label("whole"),
        *(_first(told, wanted, name, limits.get(name, 0), offset).label(name) for name in LISTS),
    )


def _told(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select each wanted project with what decides whether it needs attention."""
    rows = _rows(wanted)
    figures, c = Figures(wanted, rows), rows.c
    return select(
        *(c[name] for name in ("id", "code", *GROUPED, *TOLD, "schedule")),
        c.stands_since,
        figures.stalled.label("stalled"),
        figures.comparable.label("comparable"),
        figures.disbursement_behind.label("behind"),
        c.capital_vnd.label("plan_vnd"),
        c.paid_vnd,
    )


def _rows(wanted: Wanted) -> Subquery:
    """Select what is known of each wanted project, its year's capital looked up once."""
    figures, c = Figures(wanted), wanted.p.c
    return (
        select(
            *(c[name] for name in ("id", "code", *GROUPED, *TOLD, *READ)),
            figures.stands_since.label("stands_since"),
            wanted.schedule.label("schedule"),
            figures.capital_vnd.label("capital_vnd"),
            figures.paid_vnd.label("paid_vnd"),
        )
        .select_from(figures.with_capital)
        .where(wanted.condition)
        # Kept apart: else each expression that needs the capital looks it up anew.
        .offset(literal_column("0"))
        .subquery("rows")
    )


def _which(told: Any) -> dict[str, Any]:
    t = told.c
    return {
        "late": t.schedule == "late",
        "stalled": t.stalled,
        "not_reported": t.schedule == "not_reported",
        "disbursement": t.behind,
    }


def _counts(told: Any) -> list[Any]:
    which = _which(told)
    counts = [func.count(), *(func.count().filter(which[name]) for name in COUNTED[1:])]
    return [count.label(name) for name, count in zip(COUNTED, counts, strict=True)]


def _groups(told: Any) -> Any:
    """Select all groups as JSON: what GROUPING() says, the keys, the counts."""
    sets = [[told.c[column] for column in one.values()] for one in GROUPS.values()]
    part = func.grouping(*(columns[0] for columns in sets))
    keys = [told.c[name] for name in GROUPED]
    grouped = (
        select(
            part.label("part"),
            func.json_build_array(*keys).label("keys"),
            func.json_build_array(*_counts(told)).label("counts"),
        )
        .group_by(func.grouping_sets(*(tuple_(*columns) for columns in sets)))
        .subquery("grouped")
    )
    return select(func.json_agg(func.json_build_array(*grouped.c))).scalar_subquery()


def _whole(told: Any) -> Any:
    t, which = told.c, _which(told)
    sums = {
        "stalled": func.count().filter(which["stalled"]),
        "disbursement": func.count().filter(which["disbursement"]),
        "late_vnd": func.sum(t.investment_vnd).filter(which["late"]),
        "late_known": func.count(t.investment_vnd).filter(which["late"]),
        "never": func.count().filter(which["not_reported"], t.last_report.is_(None)),
        "compared": func.count().filter(t.comparable),
        "plan_vnd": func.sum(t.plan_vnd).filter(t.comparable),
        "paid_vnd": func.sum(t.paid_vnd).filter(t.comparable),
        "illustrative": func.bool_or(t.illustrative),
    }
    summed = select(*(sums[name].label(name) for name in SUMMED), *_counts(told))
    return select(func.row_to_json(summed.subquery("summed").table_valued())).scalar_subquery()


def _first(told: Any, wanted: Wanted, name: str, limit: int, offset: int) -> Any:
    t = told.c
    days = func.days_late(t.schedule, t.days_behind, t.planned_finish, wanted.standing.day)
    orders = {
        "late": [(cast(t.investment_vnd, Double) * days).desc().nulls_last(), days.desc()],
        "stalled": [t.stands_since, t.investment_vnd.desc().nulls_last()],
        "not_reported": [t.last_report.asc().nulls_first(), t.investment_vnd.desc().nulls_last()],
        "disbursement": [(t.plan_vnd - t.paid_vnd).desc()],
    }
    ids = select(t.id).where(_which(told)[name]).order_by(*orders[name], t.code)
    return func.array(ids.limit(limit).offset(offset).scalar_subquery())
