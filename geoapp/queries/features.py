"""Projects as features with the contract's properties, written as GeoJSON by the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from geoapp.domain.bbox import Bbox
from geoapp.models import Area, Tie
from geoapp.queries.areas import UNIT, Unit, to_unit
from geoapp.queries.wanted import Wanted

PLAIN = ("code", "name", "name_en", "sector", "kind", "funding", "stage", "progress",
         "planned_progress", "investment_vnd", "disbursed_vnd", "plan_year_vnd", "area_ha",
         "length_m", "baseline_start", "baseline_finish", "planned_finish", "forecast_finish",
         "actual_finish", "last_report", "accuracy_m", "position")
# Fifteen decimals keep a stored double: reading our own features back changes nothing.
DECIMALS = 15


@dataclass(frozen=True)
class TiedUnit:
    """A unit a project belongs to and why (`choices.TIE_BASES`)."""

    unit: Unit
    basis: str


def in_box(wanted: Wanted, bbox: Bbox | None) -> list[Any]:
    """Return the conditions of the filter, and of the box where one is given."""
    if bbox is None:
        return [wanted.condition]
    return [wanted.condition,
            func.ST_Intersects(wanted.p.c.geometry, func.ST_MakeEnvelope(*bbox, 4326))]


def count_projects(session: Session, wanted: Wanted, bbox: Bbox | None = None) -> int:
    """Count what is wanted."""
    return session.scalar(select(func.count()).select_from(wanted.p)
                          .where(*in_box(wanted, bbox))) or 0


def select_features(wanted: Wanted) -> Select[Any]:
    """Select what `find_features` makes features of, ordered by code."""
    c = wanted.p.c
    return (select(*(c[name] for name in PLAIN), wanted.schedule.label("schedule"),
                   wanted.days_late.label("days_late"), c.lead_agency_id, c.partner_agency_ids,
                   c.owner_agency_id, c.sources, c.illustrative_fields, c.tie_set_id, c.revision_id,
                   func.ST_AsGeoJSON(c.geometry, DECIMALS).label("geometry"))
            .order_by(c.code))


def find_features(session: Session, wanted: Wanted, *, bbox: Bbox | None = None,
                  limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Return features in the order of their codes; geometry is EPSG:4326, unknown is null."""
    statement = select_features(wanted).where(*in_box(wanted, bbox)).limit(limit).offset(offset)
    rows = session.execute(statement).mappings().all()
    ties = find_ties(session, {row["tie_set_id"] for row in rows})
    areas = {key: _area_refs(units) for key, units in ties.items()}
    return [_feature(row, wanted, areas.get(row["tie_set_id"], [])) for row in rows]


def get_feature(session: Session, wanted: Wanted, code: str) -> dict[str, Any] | None:
    """Return one feature by its code, whatever the filter says but its day and month."""
    found = select_features(wanted).where(wanted.p.c.published, wanted.p.c.code == code)
    row = session.execute(found).mappings().first()
    if row is None:
        return None
    ties = find_ties(session, {row["tie_set_id"]}).get(row["tie_set_id"], [])
    return _feature(row, wanted, _area_refs(ties))


def find_ties(session: Session, sets: Sequence[int] | set[int]) -> dict[int, list[TiedUnit]]:
    """Return the units of each tie set, largest first, then the latest."""
    rows = session.execute(
        select(Tie.tie_set_id, Tie.basis, *UNIT).join(Area, Area.id == Tie.area_id)
        .where(Tie.tie_set_id.in_([key for key in sets if key is not None]))
        .order_by(func.array_position(["province", "district", "commune"], Area.level),
                  func.upper(Area.valid).desc().nulls_first(), Area.name))
    found: dict[int, list[TiedUnit]] = {}
    for row in rows:
        found.setdefault(row.tie_set_id, []).append(TiedUnit(to_unit(row), row.basis))
    return found


def _area_refs(units: Sequence[TiedUnit]) -> list[dict[str, Any]]:
    return [{"area": str(tied.unit.ref), "name": tied.unit.name, "basis": tied.basis}
            for tied in units]


def _feature(row: Any, wanted: Wanted, areas: list[dict[str, Any]]) -> dict[str, Any]:
    agencies = wanted.agencies.by_id
    properties = {name: row[name] for name in PLAIN}
    properties |= {
        "schedule": row["schedule"], "days_late": row["days_late"],
        "lead_agency": _agency(agencies.get(row["lead_agency_id"])),
        "partner_agencies": [_agency(agencies.get(key)) for key in row["partner_agency_ids"]],
        "owner": _agency(agencies.get(row["owner_agency_id"])),
        "source": row["sources"], "illustrative": row["illustrative_fields"], "areas": areas,
        "revision": row["revision_id"]}
    geometry = row["geometry"]
    return {"type": "Feature", "id": row["code"], "properties": properties,
            "geometry": None if geometry is None else orjson.Fragment(geometry)}


def _agency(agency: Any) -> dict[str, str] | None:
    if agency is None:
        return None
    found = {"code": agency.code, "name": agency.name}
    return found | ({"now": agency.current_name} if agency.former else {})
