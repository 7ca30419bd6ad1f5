"""What is known of projects, in the form in which uploads are compared with it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ARRAY, Text, any_, exists, func, literal, select
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.ingest.known import BY_SOURCE, INVENTED, Known, KnownIndex, KnownRows
from geoapp.ingest.values.agencies import KnownAgency
from geoapp.models import Agency, AgencySuccessor, Area, CapitalPlan, Project
from geoapp.queries.rights import theirs, visible
from geoapp.queries.summary import VIETNAM

EARTH_RADIUS_M = 6_378_137.0
# What a file can set, as columns of `project`; the geometry comes beside them.
WRITABLE = (
    "name",
    "name_en",
    "short_name",
    "sector",
    "kind",
    "funding",
    "stage",
    "investment_vnd",
    "plan_year_vnd",
    "area_ha",
    "length_m",
    "lead_agency_id",
    "partner_agency_ids",
    "owner_agency_id",
    "baseline_start",
    "baseline_finish",
    "planned_finish",
    "actual_finish",
    "position",
    "accuracy_m",
)
# What a file can say of a month; it becomes a report, and the database copies the last one.
REPORTED = ("progress", "disbursed_vnd", "last_report")
PLAIN = tuple(name for name in (*WRITABLE, *REPORTED) if not name.endswith(("_id", "_ids")))


def read_known(session: Session, agency_ids: Sequence[int] | None, viewer: Viewer) -> Known:
    """Return what uploads are checked against; only projects of the viewer's may be missing.

    `agency_ids` bounds these further.
    Drafts that the viewer may not see are as little known as projects that do not exist.
    """
    index = find_index(session, viewer)
    scope = select(Project.code).where(
        Project.retired_on.is_(None), theirs(viewer, Project.__table__)
    )
    if agency_ids is not None:
        scope = scope.where(Project.lead_agency_id.in_(agency_ids))
    codes = {row.id: row.code for row in session.execute(select(Agency.id, Agency.code))}
    return Known(
        province=find_province(session),
        agencies=find_agencies(session),
        index=index,
        find=lambda wanted: find_rows(session, wanted, codes, viewer),
        scope=frozenset(session.scalar(select(func.array_agg(scope.subquery().c.code))) or ()),
    )


def find_province(session: Session) -> BaseGeometry:
    """Return all provinces of any date together, or a box around Vietnam before any is loaded."""
    union = func.ST_AsBinary(func.ST_Union(Area.geometry))
    raw = session.scalar(select(union).where(Area.level == "province"))
    return shapely.box(*VIETNAM) if raw is None else shapely.from_wkb(raw)


def find_agencies(session: Session) -> list[KnownAgency]:
    """Return all agencies with their last day and the codes of their successors."""
    rows = session.scalars(select(Agency).order_by(Agency.code)).all()
    codes = {agency.id: agency.code for agency in rows}
    successors: dict[int, list[str]] = {}
    for one in session.scalars(select(AgencySuccessor).order_by(AgencySuccessor.successor_id)):
        successors.setdefault(one.agency_id, []).append(codes[one.successor_id])
    return [
        KnownAgency(
            agency.code,
            agency.name,
            agency.name_en,
            agency.valid.upper - timedelta(days=1) if agency.valid.upper else None,
            tuple(successors.get(agency.id, ())),
        )
        for agency in rows
    ]


def find_index(session: Session, viewer: Viewer) -> KnownIndex:
    """Return code, name and place of every project that is not retired and may be seen."""
    # Four long values in one row: a hundred thousand rows take four times as long to fetch,
    # and putting each of the four in order three times as long to make.
    anchor = Project.anchor
    columns = (Project.code, Project.name, func.ST_X(anchor), func.ST_Y(anchor))
    wanted = select(*(func.array_agg(one) for one in columns))
    found = session.execute(wanted.where(Project.retired_on.is_(None), _seen(viewer))).one()
    codes, names, x, y = list(found)
    if codes is None:
        return KnownIndex()
    return KnownIndex(codes, names, _degrees(np.array([x, y], dtype=float)))


def find_places(
    session: Session, wanted: Sequence[str], viewer: Viewer
) -> dict[str, tuple[float, float]]:
    """Return lon, lat of the symbols of those projects that are not retired and may be seen."""
    anchor = Project.anchor
    rows = session.execute(
        select(Project.code, func.ST_X(anchor), func.ST_Y(anchor)).where(
            Project.code == any_(literal(list(wanted), ARRAY(Text))),
            Project.retired_on.is_(None),
            anchor.is_not(None),
            _seen(viewer),
        )
    ).all()
    lon_lat = _degrees(np.array([row[1:] for row in rows], dtype=float).reshape(-1, 2).T)
    places = map(tuple, lon_lat.tolist())
    return dict(zip((row[0] for row in rows), places, strict=True))


def _degrees(mercator: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn x and y of EPSG:3857 into pairs of lon and lat."""
    x, y = mercator / EARTH_RADIUS_M
    return np.degrees([x, np.arctan(np.sinh(y))]).T


def find_rows(
    session: Session, wanted: Sequence[str], agencies: dict[int, str], viewer: Viewer
) -> KnownRows:
    """Return those of the projects that may be seen, in no order; `agencies` are codes by id."""
    c: Any = Project.__table__.c
    names = (*PLAIN, INVENTED, BY_SOURCE, "lead_agency_id", "partner_agency_ids", "owner_agency_id")
    told = {INVENTED: baseline_invented(c), BY_SOURCE: capital_by_source(c)}
    columns = (told[name] if name in told else c[name] for name in names)
    rows = session.execute(
        select(c.code, c.revision_id, func.ST_AsBinary(c.geometry, "NDR"), *columns).where(
            c.code == any_(literal(list(wanted), ARRAY(Text))), _seen(viewer)
        )
    ).all()
    if not rows:
        return KnownRows((), (), {}, ())
    codes, revisions, geometry, *found = zip(*rows, strict=True)
    values: dict[str, Sequence[Any]] = dict(zip(names, found, strict=True))
    lead, partners, owner = (values.pop(name) for name in names[-3:])
    values |= {
        "lead_agency": [key and agencies[key] for key in lead],
        "owner": [key and agencies[key] for key in owner],
        "partner_agencies": [[agencies[key] for key in keys] or None for keys in partners],
    }
    return KnownRows(codes, revisions, values, geometry)


def baseline_invented(c: Any) -> Any:
    """Tell from a project's columns whether its baseline was made up; a list would fetch slowly."""
    baseline = literal(["baseline_start", "baseline_finish"], ARRAY(Text))
    return c.illustrative_fields.bool_op("&&")(baseline).label(INVENTED)


def capital_by_source(c: Any) -> Any:
    """Tell from a project's columns whether its capital is planned by source, of any year."""
    return exists().where(CapitalPlan.project_id == c.id).label(BY_SOURCE)


def _seen(viewer: Viewer) -> Any:
    return visible(viewer, Project.__table__)
