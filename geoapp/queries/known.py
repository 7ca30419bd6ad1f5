"""What is known of projects, in the form in which uploads are compared with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ARRAY, Text, any_, func, literal, select
from sqlalchemy.orm import Session

from geoapp.models import Agency, Area, Project

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
    "forecast_finish",
    "actual_finish",
    "position",
    "accuracy_m",
)


@dataclass(frozen=True)
class KnownRows:
    """Projects as lists of equal length; `geometry` is little-endian WKB in EPSG:4326 or None."""

    codes: list[str]
    revision: list[int]
    columns: dict[str, list[Any]]
    geometry: list[bytes | None]


@dataclass(frozen=True)
class KnownPlaces:
    """All projects by code; `lon` and `lat` are their anchors in degrees, None without a place."""

    codes: list[str]
    names: list[str]
    lon: list[float | None]
    lat: list[float | None]


class KnownProjects:
    """The projects there are, read when asked for; `agency_ids` bounds what may be missing."""

    def __init__(self, session: Session, agency_ids: Sequence[int] | None) -> None:
        self._session = session
        self._agency_ids = agency_ids

    @cached_property
    def agencies(self) -> dict[str, int]:
        """Agencies by code."""
        rows = self._session.execute(select(Agency.code, Agency.id))
        return {code: key for code, key in rows}

    @cached_property
    def agency_names(self) -> dict[int, str]:
        """Names of agencies by id."""
        rows = self._session.execute(select(Agency.id, Agency.name))
        return {key: name for key, name in rows}

    @cached_property
    def outline(self) -> bytes | None:
        """WKB of all provinces together, of any date; None before any is loaded."""
        union = func.ST_AsBinary(func.ST_Union(Area.geometry), "NDR")
        return self._session.scalar(select(union).where(Area.level == "province"))

    @cached_property
    def places(self) -> KnownPlaces:
        """Codes, names and places of all projects."""
        anchor = func.ST_Transform(Project.anchor, 4326)
        rows = self._session.execute(
            select(Project.code, Project.name, func.ST_X(anchor), func.ST_Y(anchor))
            .where(Project.retired_on.is_(None))
            .order_by(Project.code)
        ).all()
        return KnownPlaces(*([list(column) for column in zip(*rows, strict=True)] or [[]] * 4))

    @cached_property
    def scope(self) -> list[str]:
        """Codes of the projects that the file might be expected to name."""
        statement = select(Project.code).where(Project.retired_on.is_(None))
        if self._agency_ids is not None:
            statement = statement.where(Project.lead_agency_id.in_(self._agency_ids))
        return list(self._session.scalars(statement.order_by(Project.code)))

    def find(self, codes: Sequence[str | None]) -> KnownRows:
        """Return those of the codes that exist, in no order."""
        c: Any = Project.__table__.c
        asked = literal([code for code in codes if code], ARRAY(Text))
        rows = self._session.execute(
            select(
                c.code,
                c.revision_id,
                func.ST_AsBinary(c.geometry, "NDR"),
                *(c[name] for name in WRITABLE),
            ).where(c.code == any_(asked))
        ).all()
        found = [list(column) for column in zip(*rows, strict=True)]
        if not found:
            return KnownRows([], [], {name: [] for name in WRITABLE}, [])
        return KnownRows(
            found[0], found[1], dict(zip(WRITABLE, found[3:], strict=True)), found[2]
        )
