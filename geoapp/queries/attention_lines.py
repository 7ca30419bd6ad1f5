"""The projects of attention lists as lines: what stands on the screen, where it lies, and why."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Integer, any_, cast, func, literal, select
from sqlalchemy.orm import Session

from geoapp.models import Tie
from geoapp.queries.areas import Unit, last_day_of, select_units, to_unit
from geoapp.queries.figures import Figures
from geoapp.queries.wanted import Wanted

SHOWN = (
    "id",
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
    "report_month",
    "unchanged_since",
    "planned_finish",
    "lead_agency_id",
    "tie_set_id",
    "illustrative_fields",
)


def read_lines(session: Session, wanted: Wanted, ids: Sequence[int]) -> dict[int, Any]:
    """Return the projects with these ids; `lon` and `lat` are null without a place."""
    figures, c = Figures(wanted), wanted.p.c
    place = func.ST_Transform(c.anchor, 4326)
    rows = session.execute(
        select(
            *(c[name] for name in SHOWN),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
            cast(figures.capital_vnd, BigInteger).label("plan_vnd"),
            figures.paid_vnd.label("paid_vnd"),
            figures.paid_percent.label("paid_percent"),
            func.ST_X(place).label("lon"),
            func.ST_Y(place).label("lat"),
        )
        .select_from(figures.with_capital)
        .where(c.id == any_(literal(list(ids), ARRAY(BigInteger))))
    )
    return {row.id: row for row in rows}


def find_places(
    session: Session, wanted: Wanted, ids: Sequence[int]
) -> list[tuple[str, float, float]]:
    """Return code, longitude and latitude of those of the projects that have a place."""
    c: Any = wanted.p.c
    place = func.ST_Transform(c.anchor, 4326)
    rows = session.execute(
        select(c.code, func.ST_X(place).label("lon"), func.ST_Y(place).label("lat")).where(
            c.id == any_(literal(list(ids), ARRAY(BigInteger))), c.anchor.is_not(None)
        )
    )
    return [(row.code, row.lon, row.lat) for row in rows]


def find_counted_areas(session: Session, wanted: Wanted) -> dict[int, Unit]:
    """Return the units, by id, that projects are counted by.

    Districts, else communes where a district or commune is chosen. Districts ended in 2025; the
    last ones still say where something lies.
    """
    day = wanted.filter.as_of or wanted.standing.day
    narrow = any(unit.level != "province" for unit in wanted.units)
    found = {} if narrow else _units(session, "district", day)
    return found or _units(session, "commune", day)


def _units(session: Session, level: str, day: date) -> dict[int, Unit]:
    on = last_day_of(session, level, day)
    units = (to_unit(row) for row in session.execute(select_units(level=level, on=on)))
    return {unit.id: unit for unit in units}


def find_tie_sets(session: Session, area_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the sets of ties that each unit belongs to, by the unit's id."""
    found: dict[int, list[int]] = {}
    for area_id, tie_set_id in session.execute(
        select(Tie.area_id, Tie.tie_set_id).where(
            Tie.area_id == any_(literal(list(area_ids), ARRAY(Integer))), Tie.basis != "outweighed"
        )
    ):
        found.setdefault(area_id, []).append(tie_set_id)
    return found
