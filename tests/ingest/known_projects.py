"""Projects that a service knows, for tests: as plain columns, and as the features it serves."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import shapely

from geoapp.ingest.known import BY_SOURCE, INVENTED, Known, KnownIndex, KnownRows
from geoapp.ingest.values.agencies import KnownAgency

PROVINCE = shapely.box(107.0, 16.0, 108.2, 16.75)
AGENCIES = (KnownAgency("HUE-SXD", "Sở Xây dựng"), KnownAgency("HUE-SYT", "Sở Y tế"))
AGENCY_NAMES = {one.code: one.name for one in AGENCIES}
EMPTY: dict[str, Any] = {
    "name": "Cầu", "short_name": None, "name_en": None, "sector": "transport", "kind": "bridge",
    "funding": "unknown", "stage": "unknown", "investment_vnd": None, "plan_year_vnd": None,
    "disbursed_vnd": None, "area_ha": None, "length_m": None, "lead_agency": None,
    "partner_agencies": [], "owner": None, "baseline_start": None, "baseline_finish": None,
    "planned_finish": None, "actual_finish": None, "progress": None,
    "last_report": None, "position": "none", "accuracy_m": None,
}  # fmt: skip

FLAGS = (*EMPTY, INVENTED, BY_SOURCE)


@dataclass
class Project:
    """A known project; what is not given is unknown."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    geometry: shapely.Geometry | None = None
    revision: int = 1

    def __post_init__(self) -> None:
        placed = {"position": "surveyed"} if self.geometry is not None else {}
        self.values = {**EMPTY, **placed, **self.values}

    def feature(self) -> dict[str, Any]:
        """The feature as the service writes it, nine decimals and what it computes included."""
        shape = self.geometry and json.loads(shapely.to_geojson(rounded(self.geometry)))
        values = {name: day(value) for name, value in self.values.items() if name != "short_name"}
        for name in ("lead_agency", "owner"):
            values[name] = values[name] and agency(values[name])
        values["partner_agencies"] = [agency(code) for code in values["partner_agencies"]]
        computed = {
            "schedule": "late", "days_late": 5, "planned_progress": 50.0, "illustrative": [],
            "areas": [{"area": "province:46@2026-11-20", "name": "Huế", "basis": "geometry"}],
            "source": [{"document": "001", "says": "a: b"}], "revision": self.revision,
        }  # fmt: skip
        return {
            "type": "Feature", "id": self.code, "geometry": shape,
            "properties": {"code": self.code, **values, **computed},
        }  # fmt: skip


def rounded(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(geometry, lambda xy: xy.round(9))


def day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def agency(code: str) -> dict[str, str]:
    return {"code": code, "name": AGENCY_NAMES[code]}


def known(*projects: Project, scope: tuple[str, ...] = ()) -> Known:
    """What checking is told of these projects."""
    by_code = {one.code: one for one in projects}

    def find(codes) -> KnownRows:
        found = [by_code[code] for code in codes if code in by_code]
        return KnownRows(
            [one.code for one in found],
            [one.revision for one in found],
            {name: [one.values.get(name) for one in found] for name in FLAGS},
            [one.geometry and shapely.to_wkb(one.geometry) for one in found],
        )

    spots = [one.geometry.centroid if one.geometry else shapely.Point() for one in projects]
    lon_lat = np.array([one.coords[0] if not one.is_empty else (np.nan, np.nan) for one in spots])
    index = KnownIndex([*by_code], [one.values["name"] for one in projects], lon_lat.reshape(-1, 2))
    return Known(PROVINCE, AGENCIES, index, find, scope)
