"""What is followed of projects on one day and on another: which differ, and in what."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    and_,
    any_,
    column,
    except_,
    literal,
    select,
    table,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from geoapp.domain.differences import Difference
from geoapp.queries.followed_changes import TOLD, Row, compared
from geoapp.queries.source import end_of_day, recorded
from geoapp.queries.wanted import Wanted

# What a row that is new or gone is called already.
NAMING = frozenset({"milestone.kind", "milestone.name", "obstacle.kind", "obstacle.description"})


def select_followed_changed(before: Wanted, after: Wanted) -> Any:
    """Select the ids of projects of which something that is followed differs."""
    parts = []
    for told in TOLD:
        touched = _touched(told.model.__table__, before, after)
        then, now = (_rows(told.model.__table__, wanted, touched) for wanted in (before, after))
        for one, other in ((then, now), (now, then)):
            parts.append(select(except_(one, other).subquery().c.project_id))
    return union(*parts)


def find_followed_between(
    session: Session, before: Wanted, after: Wanted, projects: Collection[int]
) -> Mapping[int, list[Difference]]:
    """Return what differs of each of these projects; of a row that is new, what it says."""
    found: dict[int, list[Difference]] = {}
    for told in TOLD:
        then, now = (
            _states(session, told.model.__table__, wanted, projects) for wanted in (before, after)
        )
        for key in sorted({*then, *now}):
            old, new = then.get(key), now.get(key)
            project = (new or old or {})["project_id"]
            differences = _short(compared(told, old, new), whole=old is None or new is None)
            found.setdefault(project, []).extend(differences)
    return {project: listed for project, listed in found.items() if listed}


def _short(differences: Iterator[Difference], *, whole: bool) -> Iterator[Difference]:
    for one in differences:
        if not whole or one.field.name not in NAMING:
            yield one


def _states(
    session: Session, now: Any, wanted: Wanted, projects: Collection[int]
) -> dict[int, Row]:
    rows = recorded(now, wanted.filter.as_of, wanted.zone).alias("r")
    names = [one.name for one in now.c if one.name != "geometry"]
    # One array: a list of hundreds of parameters takes longer to send than to answer.
    theirs = rows.c.project_id == any_(literal(list(projects), ARRAY(BigInteger)))
    statement = select(*(rows.c[name] for name in names)).where(theirs)
    return {row["id"]: dict(row) for row in session.execute(statement).mappings()}


def _rows(now: Any, wanted: Wanted, touched: Any) -> Select[*tuple[Any, ...]]:
    """Select what rows say, without who wrote them when."""
    rows = recorded(now, wanted.filter.as_of, wanted.zone).alias("r")
    stamps = ("revision_id", "recorded_at", "illustrative", "geometry")
    said = [rows.c[one.name] for one in now.c if one.name not in stamps]
    return select(*said).where(rows.c.project_id.in_(touched))


def _touched(now: Any, before: Wanted, after: Wanted) -> Any:
    """Select the projects of rows that were written or ended between the two days."""
    past = table(f"{now.name}_history", column("project_id"), column("superseded_at"))
    return union_all(
        select(now.c.project_id).where(_between(now.c.recorded_at, before, after)),
        select(past.c.project_id).where(_between(past.c.superseded_at, before, after)),
    )


def _between(at: ColumnElement[Any], before: Wanted, after: Wanted) -> ColumnElement[bool]:
    """Tell whether something was written after the one day and to the end of the other."""
    first, last = before.filter.as_of, after.filter.as_of
    since = at >= end_of_day(first, before.zone) if first else true()
    return and_(since, at < end_of_day(last, after.zone)) if last else since
