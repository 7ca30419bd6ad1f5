"""The list beside the map: sorted, paged, worst first unless asked otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from geoapp.queries.features import count_projects
from geoapp.queries.wanted import Wanted

SORTS = ("worst", "name", "investment", "progress", "finish", "code")
PAGE_SIZE = 50
SHOWN = (
    "code",
    "name",
    "name_en",
    "short_name",
    "sector",
    "kind",
    "stage",
    "progress",
    "planned_progress",
    "investment_vnd",
    "last_report",
    "planned_finish",
    "accuracy_m",
    "lead_agency_id",
    "illustrative_fields",
    "published",
    "retired_on",
)


@dataclass(frozen=True)
class Page:
    """One page of the list; numbers begin at 1."""

    rows: list[Any]
    number: int
    total: int
    sort: str
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def list_projects(session: Session, wanted: Wanted, *, sort: str, number: int) -> Page:
    """Return a page; a number past the last gives the last."""
    total = count_projects(session, wanted)
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    codes = session.scalars(
        _codes(wanted, sort).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    ).all()
    rows = {row.code: row for row in session.execute(_shown(wanted, codes))}
    return Page([rows[code] for code in codes], number, total, sort)


def code_at(session: Session, wanted: Wanted, *, sort: str, place: int) -> str | None:
    """Return the code of the project at a place of the list, counted from 1."""
    code: str | None = session.scalar(_codes(wanted, sort).limit(1).offset(place - 1))
    return code


def is_wanted(session: Session, wanted: Wanted, code: str) -> bool:
    """Tell whether a project is among what the filter leaves."""
    found = select(wanted.p.c.code).where(wanted.condition, wanted.p.c.code == code)
    return bool(session.scalar(select(found.exists())))


def place_of(session: Session, wanted: Wanted, code: str, *, sort: str) -> int | None:
    """Return the place of a project in the list, counted from 1; null when it is not in it."""
    ranked = (
        _codes(wanted, sort)
        .add_columns(func.row_number().over(order_by=order(wanted, sort)).label("place"))
        .subquery()
    )
    return session.scalar(select(ranked.c.place).where(ranked.c.code == code))


def _codes(wanted: Wanted, sort: str) -> Select[*tuple[Any, ...]]:
    # Sorting reads the narrow index of figures; what is shown is read for one page only.
    return select(wanted.p.c.code).where(wanted.condition).order_by(*order(wanted, sort))


def _shown(wanted: Wanted, codes: Sequence[str]) -> Select[*tuple[Any, ...]]:
    c: Any = wanted.p.c
    return select(
        *(c[name] for name in SHOWN),
        wanted.schedule.label("schedule"),
        wanted.days_late.label("days_late"),
        (c.position != "none").label("located"),
    ).where(c.code.in_(codes))


def order(wanted: Wanted, sort: str) -> list[ColumnElement[Any]]:
    """Return what a list is ordered by; the code decides where all else is the same."""
    c: Any = wanted.p.c
    worst_first = case(
        {"late": 0, "not_reported": 1, "on_time": 2, "ahead": 3}, value=wanted.schedule, else_=4
    )
    orders = {
        "worst": [
            worst_first,
            wanted.days_late.desc().nulls_last(),
            (c.planned_progress - c.progress).desc().nulls_last(),
        ],
        "name": [c.name.collate("vi-x-icu")],
        "investment": [c.investment_vnd.desc().nulls_last()],
        "progress": [c.progress.asc().nulls_last()],
        "finish": [c.planned_finish.asc().nulls_last()],
        "code": [],
    }
    return [*orders[sort], c.code]
