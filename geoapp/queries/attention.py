"""What needs attention among what is wanted: totals, groups, and the first of each list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Double,
    Integer,
    Select,
    Subquery,
    Text,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    tuple_,
    union_all,
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
    "unchanged_since",
    "illustrative",
)
READ = ("stage", "progress", "report_month", "disbursed_vnd")
# What GROUPING() says: a 0 bit where it is grouped by; totals and lists have numbers beyond.
GROUPS = {0b0111: "sector", 0b1011: "funding", 0b1101: "agency", 0b1110: "area"}
WHOLE, FIRST_LIST = 100, 101


@dataclass(frozen=True)
class Group:
    """How many projects of a group there are, how many are late, how many not reported."""

    projects: int
    late: int
    not_reported: int

    def __add__(self, other: "Group") -> "Group":
        return Group(*(getattr(self, name) + getattr(other, name) for name in COUNTED))


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
    groups: dict[str, dict[Any, Group]] = {name: {} for name in GROUPS.values()}
    first: dict[str, list[int]] = {name: [] for name in LISTS}
    whole: Any = None
    for row in session.execute(select_standings(wanted, limits, offset)):
        if row.part >= FIRST_LIST:
            first[LISTS[row.part - FIRST_LIST]].append(row.id)
        elif row.part == WHOLE:
            whole = row
        else:
            keys = (row.sector, row.funding, row.lead_agency_id, row.tie_set_id)
            name = GROUPS[row.part]
            groups[name][keys[list(groups).index(name)]] = _group(row)
    sums = {name: int(getattr(whole, name) or 0) for name in SUMMED}
    illustrative = bool(sums.pop("illustrative"))
    return Standings(_group(whole), **sums, illustrative=illustrative, groups=groups, first=first)


def _group(row: Any) -> Group:
    return Group(row.projects, row.late, row.not_reported)


def select_standings(
    wanted: Wanted, limits: Mapping[str, int], offset: int
) -> Select[*tuple[Any, ...]]:
    """Select counts by group, totals, then the first ids of each list; `part` tells which."""
    told = _told(wanted).cte("told")
    ranked = (
        _first(told, wanted, name, limits[name], offset) for name in LISTS if limits.get(name)
    )
    parts = [_groups(told), _whole(told), *ranked]
    together = union_all(*(select(part.subquery()) for part in parts)).subquery("parts")
    return select(together).order_by(together.c.part, together.c.place)


def _told(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select each wanted project with what decides whether it needs attention."""
    rows = _rows(wanted)
    figures, c = Figures(wanted, rows), rows.c
    return select(
        *(c[name] for name in ("id", "code", *GROUPED, *TOLD, "schedule")),
        figures.stalled.label("stalled"),
        figures.comparable.label("comparable"),
        figures.disbursement_behind.label("behind"),
        c.capital_vnd.label("plan_vnd"),
        figures.paid_vnd.label("paid_vnd"),
    )


def _rows(wanted: Wanted) -> Subquery:
    """Select what is known of each wanted project, its year's capital looked up once."""
    figures, c = Figures(wanted), wanted.p.c
    return (
        select(
            *(c[name] for name in ("id", "code", *GROUPED, *TOLD, *READ)),
            wanted.schedule.label("schedule"),
            figures.capital_vnd.label("capital_vnd"),
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


def _row(
    part: Any, *, keys: Any = None, key: Any = None, place: Any = None, sums: Any = None
) -> Any:
    """Return the columns that all parts of the answer share; null where a part has none."""
    nothing = cast(null(), BigInteger)
    named = keys or [cast(null(), Text), cast(null(), Text), *[cast(null(), Integer)] * 2]
    return [
        cast(part, Integer).label("part"),
        *(key.label(name) for name, key in zip(GROUPED, named, strict=True)),
        (nothing if key is None else key).label("id"),
        (nothing if place is None else place).label("place"),
        *(cast((sums or {}).get(name, nothing), BigInteger).label(name) for name in SUMMED),
    ]


def _groups(told: Any) -> Select[*tuple[Any, ...]]:
    keys = [told.c[name] for name in GROUPED]
    part = func.grouping(*keys)
    return select(*_row(part, keys=keys), *_counts(told)).group_by(
        func.grouping_sets(*(tuple_(key) for key in keys))
    )


def _whole(told: Any) -> Select[*tuple[Any, ...]]:
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
        "illustrative": cast(func.bool_or(t.illustrative), Integer),
    }
    return select(*_row(literal(WHOLE), sums=sums), *_counts(told))


def _first(
    told: Any, wanted: Wanted, name: str, limit: int, offset: int
) -> Select[*tuple[Any, ...]]:
    t = told.c
    days = func.days_late(t.schedule, t.days_behind, t.planned_finish, wanted.standing.day)
    orders = {
        "late": [(cast(t.investment_vnd, Double) * days).desc().nulls_last(), days.desc()],
        "stalled": [t.unchanged_since, t.investment_vnd.desc().nulls_last()],
        "not_reported": [t.last_report.asc().nulls_first(), t.investment_vnd.desc().nulls_last()],
        "disbursement": [(t.plan_vnd - t.paid_vnd).desc()],
    }
    # Numbered once they are few: to number them all the database would sort them all.
    first = (
        select(t.id)
        .where(_which(told)[name])
        .order_by(*orders[name], t.code)
        .limit(limit)
        .offset(offset)
        .subquery(f"first_{name}")
    )
    part = literal(FIRST_LIST + LISTS.index(name))
    empty = (cast(null(), BigInteger).label(count) for count in COUNTED)
    return select(*_row(part, key=first.c.id, place=func.row_number().over()), *empty)
