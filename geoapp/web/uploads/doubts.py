"""What a person must decide of an upload: rows without a code, repairs, rows in conflict."""

from typing import Any, Final

import orjson
import shapely
from sqlalchemy import func, select

from geoapp.maps.position_map import draw_repair
from geoapp.models import Project
from geoapp.queries.upload_rows import (
    IN_CONFLICT,
    REPAIRABLE,
    UNMATCHED,
    RowView,
    count_rows,
    find_rows,
    same_name_matches,
)
from geoapp.queries.uploads import UploadView
from geoapp.web.params import read_count
from geoapp.web.shown_uploads import shown_row
from geoapp.web.state import session
from geoapp.web.viewer import viewer

PER_PAGE: Final = 8


def shown_doubts(found: UploadView) -> dict[str, Any]:
    """Return the rows that wait for a decision, some of each kind, with how many there are."""
    upload_id, conflicts = found.upload.id, found.conflicts
    refused = found.rows["refused"]
    unmatched = count_rows(session(), upload_id, *UNMATCHED) if refused else 0
    repairable = count_rows(session(), upload_id, *REPAIRABLE) if refused else 0
    return {
        "unmatched": unmatched,
        "unmatched_rows": _some(upload_id, UNMATCHED, "match_page") if unmatched else [],
        "same_names": len(same_name_matches(session(), upload_id)) if unmatched > 1 else 0,
        "match_page": _page("match_page"),
        "next_codes": _next_codes(PER_PAGE) if unmatched else [],
        "matched": len((found.upload.choices or {}).get("matches", ())),
        "repairable": repairable,
        "repair_rows": [
            shown_row(row) | {"map": _fault(row)}
            for row in _rows(upload_id, REPAIRABLE, "repair_page")
        ]
        if repairable
        else [],
        "repair_page": _page("repair_page"),
        "conflict_rows": _some(upload_id, IN_CONFLICT, "conflict_page") if conflicts else [],
        "conflict_page": _page("conflict_page"),
        "doubts_per_page": PER_PAGE,
    }


def _some(upload_id: int, conditions: tuple[Any, ...], page: str) -> list[dict[str, Any]]:
    return [shown_row(row) for row in _rows(upload_id, conditions, page)]


def _rows(upload_id: int, conditions: tuple[Any, ...], page: str) -> list[RowView]:
    first = (_page(page) - 1) * PER_PAGE
    return find_rows(session(), upload_id, viewer(), *conditions, limit=PER_PAGE, offset=first)


def _page(name: str) -> int:
    return read_count(name, 1, least=1, most=1_000_000)


def _fault(row: RowView) -> Any:
    """Return the picture of an outline as it came, mended, and where its faults are."""
    if row.new_geometry is None or row.repair is None:
        return None
    spots = [
        (one.lon, one.lat) for one in row.issues if one.lon is not None and one.lat is not None
    ]
    mended = shapely.from_geojson(orjson.dumps(row.repair["geometry"]))
    return draw_repair(shapely.from_geojson(row.new_geometry), mended, spots)


def _next_codes(count: int) -> list[str]:
    """Return codes that are free, of the kind of the latest: TTH-128 after TTH-127."""
    last = session().scalar(
        select(Project.code)
        .where(Project.code.regexp_match(r"^[A-Z]+-\d{1,9}$"))
        .order_by(func.length(Project.code).desc(), Project.code.desc())
        .limit(1)
    )
    if last is None:
        return [""] * count
    prefix, _, number = last.partition("-")
    return [f"{prefix}-{int(number) + step:0{len(number)}}" for step in range(1, count + 1)]
