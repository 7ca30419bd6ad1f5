"""The ways to read a file's positions, each with a small map, for a planner to choose."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.ingest.crs import Crs, say_meridian, transverse_mercator
from geoapp.maps.position_map import draw_positions
from geoapp.queries.known import find_province
from geoapp.queries.summary import data_version
from geoapp.web.state import session
from geoapp.web.uploads.reading import said


def shown_positions(
    reading: Mapping[str, Any] | None, choices: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """Return the proposals with their maps, and which of them is chosen."""
    proposals = (reading or {}).get("positions", [])
    chosen = (choices or {}).get("frame")
    province = _province(data_version(session()))
    return [
        {
            "place": place,
            "name": one["name"],
            "reason": said(one["reason"]),
            "inside": one["inside"],
            "swapped": one["frame"].get("swapped", False),
            "stated": one["stated"],
            "distance_m": one["distance_m"],
            "known": one["known"],
            "chosen": one["frame"] == chosen,
            "map": draw_positions(province, [(lon, lat) for lon, lat in one["drawn"]]),
        }
        for place, one in enumerate(proposals)
    ]


def shown_frame(choices: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the chosen system by name; None where none is chosen."""
    frame = (choices or {}).get("frame")
    if not frame:
        return None
    crs = Crs(**frame["crs"])
    return {
        "name": crs.name,
        "short": say_short(crs),
        "swapped": frame.get("swapped", False),
    }


def say_short(crs: Crs) -> str:
    """Return VN-2000 107°00′, or the system's name where it has no meridian."""
    tm = transverse_mercator(crs)
    return f"{tm.datum} {say_meridian(tm.meridian or 0)}" if tm else crs.name.split(" (")[0]


@lru_cache(maxsize=2)
def _province(_version: str) -> BaseGeometry:
    """Return the province coarsely; looked up once for each state of the data."""
    return shapely.simplify(find_province(session()), 0.002)
