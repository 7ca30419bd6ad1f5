"""What changed between two days: projects as a filter finds them on either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ARRAY, Select, Text, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.differences import NAMES, Difference, compare
from geoapp.domain.filters import ProjectFilter
from geoapp.queries.followed_between import find_followed_between, select_followed_changed
from geoapp.queries.history import metres_between
from geoapp.queries.wanted import Clock, Wanted, resolve

FACTS = tuple(name for name in NAMES if name != "geometry")
# What a meeting asks first; a project stands in the first group that it fits.
GROUPS = ("became-late", "added", "changed", "no-longer-late", "removed")
MOST_DRAWN = 2_000


@dataclass(frozen=True)
class Change:
    """A project of which something is not what it was.

    `kind` is added, changed or removed, `group` of `GROUPS`.
    `before` and `after` hold its fields, its schedule status and days late, its anchor and
    the digest of its geometry; None where the filter's day knew no such project.
    """

    code: str
    kind: str
    group: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    differences: Sequence[Difference]

    @property
    def state(self) -> Mapping[str, Any]:
        """The project as it is, or was before it was removed."""
        return self.after or self.before or {}

    @property
    def moved_m(self) -> float | None:
        """How far its anchor moved, None where the geometry is as it was."""
        if not self.redrawn:
            return None
        return metres_between(self.before or {}, self.after or {})

    @property
    def redrawn(self) -> bool:
        """Tell whether the geometry differs."""
        return any(one.field.name == "geometry" for one in self.differences)


@dataclass(frozen=True)
class Changes:
    """One page of changes, group by group, and how many there are of each kind and group."""

    items: Sequence[Change]
    counts: Mapping[str, int]
    groups: Mapping[str, int]

    @property
    def became_late(self) -> int:
        """Projects that are late and were not."""
        return self.groups["became-late"]

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
    of = (changed.c.kind, changed.c.group)
    counted = session.execute(select(*of, func.count()).group_by(*of)).all()
    rank = func.array_position(literal(list(GROUPS), ARRAY(Text)), changed.c.group)
    page = select(changed).order_by(rank, changed.c.code).limit(limit).offset(offset)
    rows = session.execute(page).mappings().all()
    stayed = [row["project_id"] for row in rows if row["kind"] == "changed"]
    followed = find_followed_between(session, before, after, stayed)
    return Changes(
        [_change(dict(row), followed.get(row["project_id"], ())) for row in rows],
        {name: sum(row[2] for row in counted if row.kind == name) for name in KINDS},
        {name: sum(row[2] for row in counted if row.group == name) for name in GROUPS},
    )


KINDS = ("added", "changed", "removed")


def find_drawn(session: Session, before: Wanted, after: Wanted) -> list[Mapping[str, Any]]:
    """Return where what differs lies, as many as a map can show: code, name, group, GeoJSON.

    `old` and `new` are given where the geometry differs, `anchor` always; null without a place.
    """
    changed = select_changed(before, after).subquery("changed")
    c = changed.c
    redrawn = c.before_geometry.is_distinct_from(c.after_geometry)
    old, new = before.rows.alias("was"), after.rows.alias("is_now")
    anchor = func.coalesce(new.c.anchor, old.c.anchor)
    rows = session.execute(
        select(
            c.code,
            func.coalesce(c.after_name, c.before_name).label("name"),
            c.kind,
            c.group,
            func.ST_AsGeoJSON(func.ST_Transform(anchor, 4326), 6).label("anchor"),
            func.ST_AsGeoJSON(case((and_(redrawn, c.kind != "added"), old.c.geometry)), 6).label(
                "old"
            ),
            func.ST_AsGeoJSON(case((and_(redrawn, c.kind != "removed"), new.c.geometry)), 6).label(
                "new"
            ),
        )
        .select_from(
            changed.outerjoin(old, old.c.code == c.code).outerjoin(new, new.c.code == c.code)
        )
        .where(anchor.is_not(None))
        .order_by(c.code)
        .limit(MOST_DRAWN)
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001


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
        and_(
            then.c.revision_id.is_distinct_from(now.c.revision_id),
            now.c.id.in_(select_followed_changed(before, after)),
        ),
        then.c.schedule.is_distinct_from(now.c.schedule),
        then.c.published.is_distinct_from(now.c.published),
    )
    kind = case((then.c.id.is_(None), "added"), (now.c.id.is_(None), "removed"), else_="changed")
    turned = then.c.schedule.is_distinct_from(now.c.schedule)
    group = case(
        (kind != "changed", kind),
        (and_(now.c.schedule == "late", turned), "became-late"),
        (and_(then.c.schedule == "late", turned), "no-longer-late"),
        else_="changed",
    )
    return (
        select(
            func.coalesce(now.c.code, then.c.code).label("code"),
            func.coalesce(now.c.id, then.c.id).label("project_id"),
            kind.label("kind"),
            group.label("group"),
            *(column.label(f"before_{name}") for name, column in _shown(then)),
            *(column.label(f"after_{name}") for name, column in _shown(now)),
        )
        .select_from(then.outerjoin(now, then.c.id == now.c.id, full=True))
        .where(differs, or_(then.c.wanted, now.c.wanted))
    )


def _shown(state: Any) -> list[tuple[str, Any]]:
    """Return what is told of a state, computed for what differs alone."""
    place = func.ST_Transform(state.c.anchor, 4326)
    computed = {
        "geometry": func.md5(func.ST_AsBinary(state.c.geometry)),
        "lon": func.ST_X(place),
        "lat": func.ST_Y(place),
    }
    left_out = {"id", "code", "wanted", "anchor", *computed}
    plain = [(one.name, one) for one in state.c if one.name not in left_out]
    return [*plain, *computed.items()]


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
            c.anchor,
            wanted.condition.label("wanted"),
        )
        .where(c.published)
        .subquery(name)
    )


def _change(row: Mapping[str, Any], followed: Sequence[Difference]) -> Change:
    states = [
        {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}
        for prefix in ("before_", "after_")
    ]
    before = None if row["kind"] == "added" else states[0]
    after = None if row["kind"] == "removed" else states[1]
    differences = [*compare(before, after), *followed] if before and after else []
    return Change(row["code"], row["kind"], row["group"], before, after, differences)
