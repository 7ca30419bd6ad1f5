"""What changed between two days: projects as a filter finds them on either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    any_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
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
    counts, page = _counted_page(session, before, after, limit, offset)
    then, now = (_told(session, wanted, [row.project_id for row in page])
                 for wanted in (before, after))  # fmt: skip
    stayed = [row.project_id for row in page if row.kind == "changed"]
    followed = find_followed_between(session, before, after, stayed)
    return Changes(
        [
            _change(row, then.get(key), now.get(key), followed.get(key, ()))
            for row in page
            for key in (row.project_id,)
        ],
        {name: sum(n for kind, _, n in counts if kind == name) for name in KINDS},
        {name: sum(n for _, group, n in counts if group == name) for name in GROUPS},
    )


def _counted_page(
    session: Session, before: Wanted, after: Wanted, limit: int, offset: int
) -> tuple[list[tuple[str, str, int]], list[Any]]:
    """Return how many there are of each kind and group, and which stand on the page.

    Both come from one comparison of all projects, which is what takes time.
    """
    c = (changed := select_changed(before, after).cte("changed")).c
    groups = select(c.kind, c.group, func.count().label("n")).group_by(c.kind, c.group).subquery()
    listed = func.json_build_array(groups.c.kind, groups.c.group, groups.c.n)
    counts = select(func.json_agg(listed).label("counts")).subquery("counts")
    rank = func.array_position(literal(list(GROUPS), ARRAY(Text)), c.group)
    page = select(changed).order_by(rank, c.code).limit(limit).offset(offset).subquery("page")
    rows = session.execute(
        select(counts, page)
        .select_from(counts.outerjoin(page, true()))
        .order_by(
            func.array_position(literal(list(GROUPS), ARRAY(Text)), page.c.group), page.c.code
        )
    ).all()
    return rows[0].counts or [], [row for row in rows if row.project_id is not None]


KINDS = ("added", "changed", "removed")


def find_drawn(session: Session, before: Wanted, after: Wanted) -> list[Mapping[str, Any]]:
    """Return where what differs lies, as many as a map can show: code, name, group, GeoJSON.

    `old` and `new` are given where the geometry differs, `anchor` always; null without a place.
    """
    c = (changed := select_changed(before, after).subquery("changed")).c
    old, new = before.rows.alias("was"), after.rows.alias("is_now")
    was, stays = c.kind != "added", c.kind != "removed"
    redrawn = or_(c.kind != "changed", old.c.geometry.is_distinct_from(new.c.geometry))
    # What stands in a state that nobody may see is not told.
    anchor = func.coalesce(case((stays, new.c.anchor)), case((was, old.c.anchor)))
    rows = session.execute(
        select(
            c.code,
            case((stays, new.c.name), else_=old.c.name).label("name"),
            c.kind,
            c.group,
            func.ST_AsGeoJSON(func.ST_Transform(anchor, 4326), 6).label("anchor"),
            func.ST_AsGeoJSON(case((and_(redrawn, was), old.c.geometry)), 6).label("old"),
            func.ST_AsGeoJSON(case((and_(redrawn, stays), new.c.geometry)), 6).label("new"),
        )
        .select_from(
            changed.outerjoin(old, old.c.id == c.project_id).outerjoin(
                new, new.c.id == c.project_id
            )
        )
        .where(anchor.is_not(None))
        .order_by(c.code)
        .limit(MOST_DRAWN)
    )
    return [dict(row._mapping) for row in rows]  # noqa: SLF001


def select_changed(before: Wanted, after: Wanted) -> Select[*tuple[Any, ...]]:
    """Select code, number, kind and group of each project that differs."""
    then, now = (_states(wanted).subquery(name) for wanted, name in ((before, "b"), (after, "a")))
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
        )
        .select_from(then.outerjoin(now, then.c.id == now.c.id, full=True))
        .where(differs, or_(then.c.wanted, now.c.wanted))
    )


def _told(
    session: Session, wanted: Wanted, projects: Sequence[int]
) -> Mapping[int, Mapping[str, Any]]:
    """Return what is told of these projects on a day, by their number; none of a draft."""
    c = (states := _states(wanted).where(_one_of(wanted.p, projects)).subquery("states")).c
    place = func.ST_Transform(c.anchor, 4326)
    computed = {
        "geometry": func.md5(func.ST_AsBinary(c.geometry)),
        "lon": func.ST_X(place),
        "lat": func.ST_Y(place),
    }
    plain = [one for one in states.c if one.name not in ("wanted", "anchor", *computed)]
    rows = session.execute(select(*plain, *(one.label(name) for name, one in computed.items())))
    return {row["id"]: dict(row) for row in rows.mappings()}


def _one_of(p: FromClause, projects: Sequence[int]) -> ColumnElement[bool]:
    # One array: a list of hundreds of parameters takes longer to send than to answer.
    found: ColumnElement[bool] = p.c.id == any_(literal(list(projects), ARRAY(BigInteger)))
    return found


def _states(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select published projects, with whether the filter wants them."""
    c: Any = wanted.p.c
    return select(
        c.id,
        c.code,
        c.revision_id,
        *(c[field] for field in FACTS),
        wanted.schedule.label("schedule"),
        wanted.days_late.label("days_late"),
        c.geometry,
        c.anchor,
        wanted.condition.label("wanted"),
    ).where(c.published)


def _change(
    row: Any,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    followed: Sequence[Difference],
) -> Change:
    differences = [*compare(before, after), *followed] if before and after else []
    return Change(row.code, row.kind, row.group, before, after, differences)
