"""Loading the sample's units, agencies and documents; what is there already stays."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from geoalchemy2.shape import from_shape, to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.dialects.postgresql import insert as insert_new
from sqlalchemy.orm import Session

from geoapp.ingest.sample_files import Agency as AgencyRow
from geoapp.ingest.sample_files import Document, Unit
from geoapp.models import Agency, AgencySuccessor, Area, AreaSuccessor, SourceDocument

Key = tuple[str, str, date | None]


def load_units(session: Session, units: Iterable[tuple[Unit, BaseGeometry | None, str]]) -> bool:
    """Add missing units and refresh those that are still the sample's; tell whether any changed.

    A unit whose outline came from another source (`geoapp import-areas`) is left as it is.
    """
    units = list(units)
    known = {_key_of(area): area for area in session.scalars(select(Area))}
    missing = []
    changed = False
    for unit, geometry, source in units:
        area = known.get((unit.level, unit.code, unit.valid_from))
        if area is None:
            missing.append(_values(unit, geometry, source))
        elif area.source == source and _differs(area, unit, geometry):
            changed = True
            for name, value in _values(unit, geometry, source).items():
                setattr(area, name, value)
    session.flush()
    if missing:
        session.execute(insert(Area), missing)
        _load_successors(session, units)
    return changed or bool(missing)


def load_agencies(session: Session, agencies: Iterable[AgencyRow]) -> dict[str, int]:
    """Add missing agencies and their successors; return the ids of all agencies by code."""
    agencies = list(agencies)
    rows = [
        {
            "code": agency.code,
            "name": agency.name,
            "name_en": agency.name_en,
            "valid": dates(agency.valid_from, agency.valid_to),
            "source": agency.source,
        }
        for agency in agencies
    ]
    session.execute(insert_new(Agency).on_conflict_do_nothing(), rows)
    ids = {row.code: row.id for row in session.execute(select(Agency.code, Agency.id))}
    pairs = [
        {"agency_id": ids[agency.code], "successor_id": ids[successor]}
        for agency in agencies
        for successor in agency.successors
    ]
    session.execute(insert_new(AgencySuccessor).on_conflict_do_nothing(), pairs)
    return ids


def load_documents(session: Session, documents: Iterable[Document]) -> None:
    """Add missing documents."""
    rows = [
        {"code": one.code, "title": one.title, "dated": one.dated, "day": one.day}
        for one in documents
    ]
    session.execute(insert_new(SourceDocument).on_conflict_do_nothing(), rows)


def dates(first: date | None, last: date | None) -> Range[date]:
    """Return the range of days from the first to the last, None where open."""
    return Range(first, None if last is None else last + timedelta(days=1))


def _key_of(area: Area) -> Key:
    return area.level, area.code, area.valid.lower


def _values(unit: Unit, geometry: BaseGeometry | None, source: str) -> dict[str, Any]:
    return {
        "level": unit.level,
        "code": unit.code,
        "name": unit.name,
        "parent_code": unit.parent_code,
        "valid": dates(unit.valid_from, unit.valid_to),
        "accuracy_m": unit.accuracy_m,
        "source": source,
        "geometry": None if geometry is None else from_shape(geometry, srid=4326),
    }


def _differs(area: Area, unit: Unit, geometry: BaseGeometry | None) -> bool:
    drawn = None if area.geometry is None else to_shape(area.geometry)
    before = (area.name, area.parent_code, area.valid, area.accuracy_m, drawn)
    valid = dates(unit.valid_from, unit.valid_to)
    return before != (unit.name, unit.parent_code, valid, unit.accuracy_m, geometry)


def _load_successors(
    session: Session, units: Iterable[tuple[Unit, BaseGeometry | None, str]]
) -> None:
    ids = {_key_of(area): area.id for area in session.scalars(select(Area))}
    pairs = [
        {
            "area_id": ids[unit.level, unit.code, unit.valid_from],
            "successor_id": ids[unit.level, successor.code, successor.valid_from],
            "part": successor.part,
        }
        for unit, _, _ in units
        for successor in unit.successors
    ]
    session.execute(insert_new(AreaSuccessor).on_conflict_do_nothing(), pairs)
