"""Target lists with what has come of them, as the filter's day and month see it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select, true
from sqlalchemy.orm import Session

from geoapp.domain.targets import RESULTS, Result, TargetState, result_of
from geoapp.models import Milestone, TargetItem, TargetList
from geoapp.queries.figures import Figures
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted

LIST = (
    "id",
    "code",
    "kind",
    "name",
    "name_en",
    "agency_id",
    "document",
    "note",
    "closed_on",
    "illustrative",
    "revision_id",
)
SHOWN = (
    "name",
    "name_en",
    "sector",
    "kind",
    "stage",
    "progress",
    "planned_progress",
    "last_report",
    "planned_finish",
    "investment_vnd",
    "lead_agency_id",
    "illustrative",
    "published",
    "retired_on",
)
ORDER = {choice.code: place for place, choice in enumerate(RESULTS)}


@dataclass(frozen=True)
class TargetRow:
    """A project of a list: `project` has the columns of `SHOWN` and its code."""

    list_id: int
    code: str
    milestone: str
    target: date | None
    note: str | None
    result: Result
    project: Mapping[str, Any]


@dataclass(frozen=True)
class ListView:
    """A list, its rows that match the filter, and how many projects stand in it at all.

    What one may not see is in neither; `head` has the columns of `LIST`.
    """

    head: Mapping[str, Any]
    rows: Sequence[TargetRow]
    total: int

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each result, worst first."""
        found = Counter(row.result.code for row in self.rows)
        return {choice.code: found[choice.code] for choice in RESULTS}

    @property
    def illustrative(self) -> bool:
        """Tell whether the list or anything shown of its projects is invented."""
        return bool(self.head["illustrative"]) or any(
            row.project["illustrative"] for row in self.rows
        )


def find_lists(session: Session, wanted: Wanted) -> list[ListView]:
    """Return all lists: those of works first, the newest first, those that ended behind them."""
    return _views(session, wanted, _select_heads(wanted))


def find_list(session: Session, wanted: Wanted, code: str) -> ListView | None:
    """Return one list, or None."""
    found = _views(session, wanted, _select_heads(wanted, code))
    return found[0] if found else None


def _select_heads(wanted: Wanted, code: str | None = None) -> Select[*tuple[Any, ...]]:
    c = recorded(TargetList.__table__, wanted.filter.as_of, wanted.zone).c
    heads = select(*(c[name] for name in LIST))
    if code is not None:
        return heads.where(c.code == code)
    return heads.order_by(c.kind, c.closed_on.desc().nulls_first(), c.id.desc())


def _views(session: Session, wanted: Wanted, heads: Select[*tuple[Any, ...]]) -> list[ListView]:
    found = session.execute(heads).mappings().all()
    rows = session.execute(_select_rows(wanted, [head["id"] for head in found])).mappings().all()
    totals = Counter(row["list_id"] for row in rows)
    shown: dict[int, list[TargetRow]] = {head["id"]: [] for head in found}
    for row in rows:
        if row["matches"]:
            shown[row["list_id"]].append(_row(dict(row), wanted))
    return [
        ListView(dict(head), _worst_first(shown[head["id"]]), totals[head["id"]]) for head in found
    ]


def _select_rows(wanted: Wanted, lists: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Select the visible projects of lists with what is known of the milestone asked of each."""
    p: Any = wanted.p
    item = recorded(TargetItem.__table__, wanted.filter.as_of, wanted.zone).alias("item")
    reached = _milestones(wanted)
    finishes = item.c.milestone == "completion"
    forecast = Figures(wanted).forecast_finish
    return (
        select(
            item.c.list_id,
            item.c.milestone,
            item.c.target,
            item.c.note,
            p.c.code,
            *(p.c[name] for name in SHOWN),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
            and_(*wanted.conditions_by_name.values(), true()).label("matches"),
            func.coalesce(case((finishes, p.c.actual_finish)), reached.c.actual).label("actual"),
            func.coalesce(case((finishes, forecast)), reached.c.forecast).label("forecast"),
        )
        .select_from(
            item.join(p, p.c.id == item.c.project_id).outerjoin(
                reached,
                and_(reached.c.project_id == p.c.id, reached.c.kind == item.c.milestone),
            )
        )
        .where(item.c.list_id.in_(lists), wanted.visible)
    )


def _milestones(wanted: Wanted) -> Any:
    """Select the days of each kind of milestone; where a kind stands twice, the last one counts."""
    c = recorded(Milestone.__table__, wanted.filter.as_of, wanted.zone).c
    days = (func.max(c.actual).label("actual"), func.max(c.forecast).label("forecast"))
    return select(c.project_id, c.kind, *days).group_by(c.project_id, c.kind).subquery("reached")


def _row(row: Mapping[str, Any], wanted: Wanted) -> TargetRow:
    state = TargetState(
        day=wanted.standing.day,
        milestone=row["milestone"],
        target=row["target"],
        stage=row["stage"],
        schedule=row["schedule"],
        actual=row["actual"],
        forecast=row["forecast"],
    )
    shown = {name: row[name] for name in (*SHOWN, "schedule", "days_late")}
    head = (row["list_id"], row["code"], row["milestone"], row["target"], row["note"])
    return TargetRow(*head, result_of(state), shown)


def _worst_first(rows: Iterable[TargetRow]) -> list[TargetRow]:
    return sorted(
        rows,
        key=lambda row: (
            ORDER[row.result.code],
            -(row.result.days_late or 0),
            row.target or date.max,
            row.code,
        ),
    )
