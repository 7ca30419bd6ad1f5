"""A project as its editor sees it: values by the fields of forms and files, at a revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.ingest.known import BY_SOURCE, INVENTED
from geoapp.models import Project, ProjectHistory
from geoapp.queries.agencies import read_agencies
from geoapp.queries.known import WRITABLE, baseline_invented, capital_by_source

FIELD_OF_COLUMN = {
    "lead_agency_id": "lead_agency",
    "owner_agency_id": "owner",
    "partner_agency_ids": "partner_agencies",
}


@dataclass(frozen=True)
class Editable:
    """What can be edited; agencies by code, `geometry` in EPSG:4326."""

    code: str
    revision: int
    values: Mapping[str, Any]
    geometry: BaseGeometry | None
    published: bool
    retired_on: date | None
    baseline_invented: bool
    capital_by_source: bool


def find_editable(session: Session, code: str, revision: int | None = None) -> Editable | None:
    """Return a project as it is, or as a revision left it."""
    for table in (Project.__table__, ProjectHistory.__table__):
        c: Any = table.c
        conditions = [c.code == code]
        if revision is not None:
            conditions.append(c.revision_id == revision)
        if table is ProjectHistory.__table__:
            conditions.append(c.superseded_by != c.revision_id)
        columns = (c.code, c.revision_id, c.published, c.retired_on)
        columns += (baseline_invented(c), capital_by_source(c), *(c[n] for n in WRITABLE))
        wkb = func.ST_AsBinary(c.geometry).label("wkb")
        row = session.execute(select(*columns, wkb).where(*conditions)).mappings().first()
        if row or revision is None:
            return _editable(session, row) if row else None
    return None


def _editable(session: Session, row: Any) -> Editable:
    codes = {key: one.code for key, one in read_agencies(session).by_id.items()}
    values = {FIELD_OF_COLUMN.get(name, name): row[name] for name in WRITABLE}
    for field in ("lead_agency", "owner"):
        values[field] = codes.get(values[field])
    values["partner_agencies"] = [codes[key] for key in values["partner_agencies"]]
    return Editable(
        row["code"],
        row["revision_id"],
        values,
        None if row["wkb"] is None else shapely.from_wkb(bytes(row["wkb"])),
        row["published"],
        row["retired_on"],
        row[INVENTED],
        row[BY_SOURCE],
    )
