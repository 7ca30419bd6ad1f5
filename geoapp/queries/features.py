"""Projects as features with the contract's properties, written as GeoJSON by the database."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, Text, cast, func, select, true, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from geoapp.db.as_bytes import AS_BYTES
from geoapp.domain.bbox import Bbox
from geoapp.models import Area, Tie
from geoapp.queries.agencies import AgencyName
from geoapp.queries.areas import UNIT, Unit, to_unit
from geoapp.queries.figures import Figures
from geoapp.queries.wanted import Wanted

PLAIN = (
    "code",
    "name",
    "name_en",
    "sector",
    "kind",
    "funding",
    "stage",
    "progress",
    "planned_progress",
    "investment_vnd",
    "disbursed_vnd",
    "plan_year_vnd",
    "area_ha",
    "length_m",
    "baseline_start",
    "baseline_finish",
    "planned_finish",
    "actual_finish",
    "last_report",
    "accuracy_m",
    "position",
)
# A tenth of a millimetre; exports keep every digit.
DECIMALS = 9
NULL, EMPTY = b"null", b"[]"


@dataclass(frozen=True)
class TiedUnit:
    """A unit a project belongs to and why (`choices.TIE_BASES`)."""

    unit: Unit
    basis: str


def in_box(wanted: Wanted, bbox: Bbox | None) -> list[Any]:
    """Return the conditions of the filter, and of the box where one is given."""
    if bbox is None:
        return [wanted.condition]
    return [
        wanted.condition,
        func.ST_Intersects(wanted.p.c.geometry, func.ST_MakeEnvelope(*bbox, 4326)),
    ]


def count_projects(session: Session, wanted: Wanted, bbox: Bbox | None = None) -> int:
    """Count what is wanted."""
    return (
        session.scalar(select(func.count()).select_from(wanted.p).where(*in_box(wanted, bbox))) or 0
    )


def select_features(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select what `find_features` makes features of, ordered by code.

    `stated` is the JSON of all that a project's own row says.
    """
    c = wanted.p.c
    own = (
        select(
            *(c[name] for name in PLAIN),
            wanted.schedule.label("schedule"),
            wanted.days_late.label("days_late"),
            Figures(wanted).forecast_finish.label("forecast_finish"),
            c.sources.label("source"),
            c.illustrative_fields.label("illustrative"),
            c.revision_id.label("revision"),
        )
        .correlate(wanted.p)
        .lateral("own")
    )
    return (
        select(
            c.code,
            cast(func.row_to_json(own.table_valued()), Text).label("stated"),
            c.lead_agency_id,
            _as_read(c.partner_agency_ids),
            c.owner_agency_id,
            c.tie_set_id,
            func.ST_AsGeoJSON(c.geometry, DECIMALS).label("geometry"),
        )
        .select_from(wanted.p)
        .join(own, true())
        .order_by(c.code)
    )


def _as_read(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # The driver has made a list already; SQLAlchemy would go through it once more in Python.
    return type_coerce(column, NullType())


def find_features(
    session: Session, wanted: Wanted, *, bbox: Bbox | None = None, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Return features in the order of their codes; geometry is EPSG:4326, unknown is null.

    Properties and geometry are JSON already, for `orjson.dumps` to pass on.
    """
    statement = select_features(wanted).where(*in_box(wanted, bbox)).limit(limit).offset(offset)
    return _features(session, wanted, statement)


def get_feature(session: Session, wanted: Wanted, code: str) -> dict[str, Any] | None:
    """Return one feature by its code as values, whatever the filter says but its day and month.

    Beside its properties stand the `short_name` and `anchor` ([lon, lat]) of its symbol.
    """
    c: Any = wanted.p.c
    this = (wanted.visible, c.code == code)
    features = _features(session, wanted, select_features(wanted).where(*this))
    anchor = func.ST_AsGeoJSON(func.ST_Transform(c.anchor, 4326), DECIMALS)
    for row in session.execute(select(c.short_name, anchor.label("anchor")).where(*this)):
        place = orjson.loads(row.anchor)["coordinates"] if row.anchor else None
        feature: dict[str, Any] = orjson.loads(orjson.dumps(features[0]))
        return feature | {"short_name": row.short_name, "anchor": place}
    return None


def _features(
    session: Session, wanted: Wanted, statement: Select[*tuple[Any, ...]]
) -> list[dict[str, Any]]:
    rows = session.execute(statement, execution_options=AS_BYTES).all()
    areas = _areas(session, wanted, {row.tie_set_id for row in rows})
    agencies = {key: orjson.dumps(_agency(agency)) for key, agency in wanted.agencies.by_id.items()}
    return [_feature(row, agencies, areas) for row in rows]


def _areas(session: Session, wanted: Wanted, sets: Set[int | None]) -> dict[int, bytes]:
    """Return the JSON of each tie set's units; it is written once for all of its projects."""
    known = wanted.areas_json
    if missing := sets - known.keys():
        for key, units in find_ties(session, missing).items():
            known[key] = orjson.dumps(_area_refs(units))
    return known


def find_ties(session: Session, sets: Set[int | None]) -> dict[int, list[TiedUnit]]:
    """Return the units of each tie set, largest first, then the latest."""
    rows = session.execute(
        select(Tie.tie_set_id, Tie.basis, *UNIT)
        .join(Area, Area.id == Tie.area_id)
        .where(Tie.tie_set_id.in_(list(sets)))
        .order_by(
            func.array_position(["province", "district", "commune"], Area.level),
            func.upper(Area.valid).desc().nulls_first(),
            Area.name,
        )
    )
    found: dict[int, list[TiedUnit]] = {}
    for row in rows:
        found.setdefault(row.tie_set_id, []).append(TiedUnit(to_unit(row), row.basis))
    return found


def _area_refs(units: Sequence[TiedUnit]) -> list[dict[str, Any]]:
    return [
        {"area": str(tied.unit.ref), "name": tied.unit.name, "basis": tied.basis} for tied in units
    ]


def _feature(row: Any, agencies: dict[int, bytes], areas: dict[int, bytes]) -> dict[str, Any]:
    code, stated, lead, partners, owner, ties, geometry = row
    properties = (
        stated[:-1],
        b',"lead_agency":', agencies.get(lead, NULL),
        b',"partner_agencies":[', b",".join([agencies[key] for key in partners]),
        b'],"owner":', agencies.get(owner, NULL),
        b',"areas":', areas.get(ties, EMPTY), b"}",
    )  # fmt: skip
    return {
        "type": "Feature",
        "id": code.decode(),
        "properties": orjson.Fragment(b"".join(properties)),
        "geometry": None if geometry is None else orjson.Fragment(geometry),
    }


def _agency(agency: AgencyName) -> dict[str, str]:
    found = {"code": agency.code, "name": agency.name}
    return found | ({"now": agency.current_name} if agency.former else {})
