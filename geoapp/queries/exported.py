"""Projects whole, worst first, and outlines of units: what exports are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from geoapp.models import Area, SourceDocument
from geoapp.queries.areas import UNIT, Unit, to_unit
from geoapp.queries.features import PLAIN, TiedUnit, find_ties
from geoapp.queries.figures import Figures
from geoapp.queries.listing import order
from geoapp.queries.wanted import Wanted

WHOLE = (*PLAIN, "short_name")
AGENCIES = ("lead_agency_id", "partner_agency_ids", "owner_agency_id")


@dataclass(frozen=True)
class Whole:
    """A project: the contract's properties with `short_name`, and shapely's in EPSG:4326."""

    properties: dict[str, Any]
    geometry: Any
    anchor: Any


def find_whole(session: Session, wanted: Wanted, *, limit: int) -> list[Whole]:
    """Return projects with Python values, worst first; no geometry is None."""
    c: Any = wanted.p.c
    rows = session.execute(
        select(
            *(c[name] for name in (*WHOLE, *AGENCIES)),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
            Figures(wanted).forecast_finish.label("forecast_finish"),
            c.sources.label("source"),
            c.illustrative_fields.label("illustrative"),
            c.revision_id.label("revision"),
            c.tie_set_id,
            func.ST_AsBinary(c.geometry).label("geometry"),
            func.ST_AsBinary(func.ST_Transform(c.anchor, 4326)).label("anchor"),
        )
        .where(wanted.condition)
        .order_by(*order(wanted, "worst"))
        .limit(limit)
    ).all()
    ties = find_ties(session, {row.tie_set_id for row in rows})
    return [
        Whole(
            _properties(row, wanted, ties.get(row.tie_set_id, [])),
            _read(row.geometry),
            _read(row.anchor),
        )
        for row in rows
    ]


def _read(wkb: bytes | memoryview | None) -> Any:
    return None if wkb is None else shapely.from_wkb(bytes(wkb))


def _properties(row: Any, wanted: Wanted, ties: Sequence[TiedUnit]) -> dict[str, Any]:
    names = (
        *WHOLE,
        "schedule",
        "days_late",
        "forecast_finish",
        "source",
        "illustrative",
        "revision",
    )
    return {name: getattr(row, name) for name in names} | {
        "lead_agency": _agency(wanted, row.lead_agency_id),
        "partner_agencies": [_agency(wanted, key) for key in row.partner_agency_ids],
        "owner": _agency(wanted, row.owner_agency_id),
        "areas": [
            {
                "area": str(tied.unit.ref),
                "name": tied.unit.name,
                "basis": tied.basis,
            }
            for tied in ties
        ],
    }


def _agency(wanted: Wanted, key: int | None) -> dict[str, str] | None:
    agency = wanted.agencies.by_id.get(key or 0)
    if agency is None:
        return None
    found = {"code": agency.code, "name": agency.name}
    return found | ({"now": agency.current_name} if agency.former else {})


def find_outlines(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[Unit, Any]]:
    """Return the units that meet the conditions and have an outline, with it (EPSG:4326)."""
    rows = session.execute(
        select(*UNIT, func.ST_AsBinary(Area.geometry).label("outline"))
        .where(Area.geometry.is_not(None), *conditions)
        .order_by(Area.level, Area.code)
    )
    return [(to_unit(row), _read(row.outline)) for row in rows]


def standing_units(level: str, day: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of units of a level in force on a day."""
    return Area.level == level, Area.valid.contains(day)


def near(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    """Return the condition of units that touch a box in degrees."""
    found: ColumnElement[bool] = func.ST_Intersects(Area.geometry, func.ST_MakeEnvelope(*box, 4326))
    return found


def find_document_titles(session: Session, codes: Sequence[str]) -> list[str]:
    """Return the titles of documents by their codes, in the order of the codes."""
    return list(
        session.scalars(
            select(SourceDocument.title)
            .where(SourceDocument.code.in_(codes))
            .order_by(SourceDocument.code)
        )
    )
