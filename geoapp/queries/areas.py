"""Administrative units: by reference, by date, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.areas import AreaRef
from geoapp.domain.bbox import Bbox
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.spelling import search_pattern, search_words
from geoapp.models import Area, AreaSuccessor


@dataclass(frozen=True)
class Unit:
    """One unit with the dates it existed, both inclusive, null where open."""

    id: int
    level: str
    code: str
    name: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    has_outline: bool

    @property
    def ref(self) -> AreaRef:
        """Return the dated reference that names this unit for good."""
        return AreaRef(self.code, self.level, self.valid_to or self.valid_from or date(2025, 7, 1))

    def former(self, today: date) -> bool:
        """Tell whether the unit ended before `today`."""
        return self.valid_to is not None and self.valid_to < today


UNIT = (
    Area.id,
    Area.level,
    Area.code,
    Area.name,
    Area.parent_code,
    Area.valid,
    Area.geometry.is_not(None).label("has_outline"),
)


def to_unit(row: Any) -> Unit:
    """Turn a row that begins with the `UNIT` columns into a value."""
    ends = row.valid.upper
    return Unit(
        row.id,
        row.level,
        row.code,
        row.name,
        row.parent_code,
        row.valid.lower,
        ends - timedelta(days=1) if ends else None,
        row.has_outline,
    )


def get_unit(session: Session, ref: AreaRef, today: date) -> Unit:
    """Return the unit a reference names: in force on its date, else today, else the last.

    Raises `BadParameter` when there is none.
    """
    on = ref.on or today
    statement = select(*UNIT).where(Area.code == ref.code)
    if ref.level:
        statement = statement.where(Area.level == ref.level)
    if ref.on:
        statement = statement.where(Area.valid.contains(on))
    in_force = Area.valid.contains(on)
    begun = func.coalesce(func.lower(Area.valid) <= on, True)
    last = func.upper(Area.valid).desc().nulls_first()
    row = session.execute(statement.order_by(in_force.desc(), begun.desc(), last).limit(1)).first()
    if row is None:
        raise BadParameter(
            "area", expected=message("a unit that exists, as CODE@YYYY-MM-DD"), got=str(ref)
        )
    return to_unit(row)


def named(word_columns: Sequence[Any], text: str) -> ColumnElement[bool]:
    """Every word of `text` begins a word of the name; columns are (folded, stripped)."""
    folded, stripped = word_columns
    wanted = [
        (folded if marked else stripped).regexp_match(pattern)
        for pattern, marked in map(search_pattern, search_words(text))
    ]
    return and_(literal(True), *wanted)


def select_units(
    *,
    level: str | None = None,
    on: date | None = None,
    q: str = "",
    bbox: Bbox | None = None,
    refs: Sequence[AreaRef] = (),
) -> Select[*tuple[Any, ...]]:
    """Select units by what is given, provinces first, then by name in Vietnamese order."""
    statement = select(*UNIT)
    if level:
        statement = statement.where(Area.level == level)
    if on:
        statement = statement.where(Area.valid.contains(on))
    if q:
        statement = statement.where(named((Area.name_folded, Area.name_stripped), q))
    if bbox:
        statement = statement.where(
            func.ST_Intersects(Area.geometry, func.ST_MakeEnvelope(*bbox, 4326))
        )
    if refs:
        statement = statement.where(
            or_(
                *(
                    and_(
                        Area.code == ref.code, Area.level == ref.level, Area.valid.contains(ref.on)
                    )
                    for ref in refs
                )
            )
        )
    order = func.array_position(["province", "district", "commune"], Area.level)
    return statement.order_by(order, Area.name.collate("vi-x-icu"), Area.id)


def last_day_of(session: Session, level: str, today: date) -> date:
    """Return today where units of the level are in force, else the last day any was."""
    valid = Area.level == level
    if session.scalar(select(Area.id).where(valid, Area.valid.contains(today)).limit(1)):
        return today
    end = session.scalar(select(func.max(func.upper(Area.valid))).where(valid))
    return end - timedelta(days=1) if end else today


def find_successors(session: Session, area_ids: Sequence[int]) -> dict[int, list[Unit]]:
    """Return who took over each unit, by its id; units without successors are left out."""
    rows = session.execute(
        select(AreaSuccessor.area_id, *UNIT)
        .join(AreaSuccessor, AreaSuccessor.successor_id == Area.id)
        .where(AreaSuccessor.area_id.in_(area_ids))
        .order_by(Area.name)
    )
    found: dict[int, list[Unit]] = {}
    for row in rows:
        found.setdefault(row.area_id, []).append(to_unit(row))
    return found
