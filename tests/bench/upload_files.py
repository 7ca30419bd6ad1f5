"""Files of made-up projects to upload: some known to the database, changed, and some new."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import shapely

from geoapp.ingest.synthetic.agencies import make_agencies
from geoapp.ingest.synthetic.projects import make_projects
from geoapp.ingest.synthetic.units import make_units
from tests.bench.stage import SEED

HEAD = (
    '{"type":"FeatureCollection","crs":{"type":"name","properties":'
    '{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[\n'
)
DAY = date(2026, 11, 1)
TOLD = (
    "name", "name_en", "sector", "kind", "funding", "stage", "investment_vnd", "plan_year_vnd",
    "area_ha", "length_m", "planned_finish", "actual_finish", "position", "accuracy_m",
)  # fmt: skip


def write_upload(path: Path, count: int, *, first: int) -> Path:
    """Write `count` projects as GeoJSON, numbered from `first` as the synthetic province is.

    They are other projects than the province has under these numbers: all that are known there
    change in most fields, and move.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number, feature in enumerate(_features(count, first)):
            file.write(
                (",\n" if number else "")
                + json.dumps(feature, ensure_ascii=False, default=str, separators=(",", ":"))
            )
        file.write("\n]}\n")
    return path


def _features(count: int, first: int) -> Iterator[dict[str, Any]]:
    codes = [agency.code for agency in make_agencies()]
    numbers = {code: number for number, code in enumerate(codes)}
    names, rows = make_projects(count, SEED + 1, DAY, make_units(SEED), numbers)
    for number, row in enumerate(rows, first):
        given = dict(zip(names, row, strict=True))
        lead = given["lead_agency_id"]
        told = {name: given[name] for name in TOLD if given[name] is not None}
        told |= {"code": f"SYN-{number:06}", "lead_agency": None if lead is None else codes[lead]}
        outline = shapely.to_geojson(shapely.from_wkb(given["geometry"]))
        yield {
            "type": "Feature",
            "properties": told,
            "geometry": None if outline is None else json.loads(outline),
        }
