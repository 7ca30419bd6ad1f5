"""What changed between two days: projects as a filter finds them on either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.differences import NAMES, Difference, compare
from geoapp.domain.filters import ProjectFilter
from geoapp.queries.wanted import Clock, Wanted, resolve

FACTS = tuple(name for name in NAMES if name != "geometry")


@dataclass(frozen=True)
class Change:
    """A project that is not what it was; `kind` is added, changed or removed.

    `before` and `after` hold its fields, its schedule status and days late, its anchor and
    geometry as GeoJSON text; None where the filter's day knew no such project.
    """

    code: str
    kind: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    differences: Sequence[Difference]

    @property
    def state(self) -> Mapping[str, Any]:
        """The project as it is, or was before it was removed."""
        return self.after or self.before or {}


@dataclass(frozen=True)
class Changes:
    """One page of changes in the order of codes, and how many there are of each kind."""

    items: Sequence[Change]
    counts: Mapping[str, int]
    became_late: int

    @property
    def total(self) -> int:
        """All changes of the filter."""
        return sum(self.counts.values())


def resolve_since(
    session: Session, wanted: ProjectFilter, since: date, clock: Clock
) -> tuple[Wanted, Wanted]:
    """Return the filter as the eve of `since` saw it, and as its own day sees it."""
    eve = replace(wanted, as_of=since - timedelta(days=1), month=None)
    return resolve(session, eve, clock), resolve(session, replace(wanted, month=None), clock)


def find_changes(
    session: Session, before: Wanted, after: Wanted, *, limit: int, offset: int = 0
) -> Changes:
    """Return what differs between two days for projects that the filter finds on either."""
    changed = select_changed(before, after).subquery("changed")
    counts = {
        row.kind: row
        for row in session.execute(
            select(
                changed.c.kind,
                func.count().label("all"),
                func.count().filter(changed.c.late).label("late"),
            ).group_by(changed.c.kind)
        )
    }
    page = select(changed).order_by(changed.c.code).limit(limit).offset(offset)
    rows = session.execute(page).mappings().all()
    return Changes(
        [_change(dict(row)) for row in rows],
        {
            kind: counts[kind].all if kind in counts else 0
            for kind in ("added", "changed", "removed")
        },
        sum(row.late for row in counts.values()),
    )


def select_changed(before: Wanted, after: Wanted) -> Select[*tuple[Any, ...]]:
    """Select both states of each project that differs, the earlier prefixed by `before_`."""
    then, now = (_states(wanted, name) for wanted, name in ((before, "b"), (after, "a")))
    differs = or_(
        and_(
            then.c.revision_id.is_distinct_from(now.c.revision_id),
            func.row(*(then.c[name] for name in (*FACTS, "geometry"))).is_distinct_from(
                func.row(*(now.c[name] for name in (*FACTS, "geometry")))
            ),
        ),
        then.c.schedule.is_distinct_from(now.c.schedule),
        then.c.published.is_distinct_from(now.c.published),
    )
    kind = case((then.c.id.is_(None), "added"), (now.c.id.is_(None), "removed"), else_="changed")
    names = [column.name for column in then.c if column.name not in ("id", "code", "wanted")]
    return (
        select(
            func.coalesce(now.c.code, then.c.code).label("code"),
            kind.label("kind"),
            and_(now.c.schedule == "late", then.c.schedule.is_distinct_from(literal("late"))).label(
                "late"
            ),
            *(then.c[name].label(f"before_{name}") for name in names),
            *(now.c[name].label(f"after_{name}") for name in names),
        )
        .select_from(then.outerjoin(now, then.c.id == now.c.id, full=True))
        .where(differs, or_(then.c.wanted, now.c.wanted))
    )


def _states(wanted: Wanted, name: str) -> Any:
    """Select published projects, with whether the filter wants them."""
    c: Any = wanted.p.c
    return (
        select(
            c.id,
            c.code,
            c.revision_id,
            *(c[field] for field in FACTS),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
            c.geometry,
            func.ST_X(func.ST_Transform(c.anchor, 4326)).label("lon"),
            func.ST_Y(func.ST_Transform(c.anchor, 4326)).label("lat"),
            wanted.condition.label("wanted"),
        )
        .where(c.published)
        .subquery(name)
    )


def _change(row: Mapping[str, Any]) -> Change:
    states = [
        {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}
        for prefix in ("before_", "after_")
    ]
    before = None if row["kind"] == "added" else states[0]
    after = None if row["kind"] == "removed" else states[1]
    differences = compare(before, after) if before and after else []
    return Change(row["code"], row["kind"], before, after, differences)
