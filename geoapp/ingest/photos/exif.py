"""What a camera wrote beside its photo: when, by its own clock, and where."""

import math
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

TAKEN, DIGITISED, CHANGED = 0x9003, 0x9004, 0x0132
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4
CLOCK: Final = "%Y:%m:%d %H:%M:%S"


def read_time(own: Mapping[int, Any], detail: Mapping[int, Any]) -> datetime | None:
    """Return when it was taken; a clock that was never set tells nothing."""
    for value in (detail.get(TAKEN), detail.get(DIGITISED), own.get(CHANGED)):
        with suppress(ValueError, TypeError, AttributeError):
            at = datetime.strptime(str(value).strip("\0 "), CLOCK)  # noqa: DTZ007 - as the camera says
            if at.year >= 2000:
                return at
    return None


def read_place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    """Return longitude and latitude; 0, 0 is what a receiver says that has not found itself."""
    latitude = _degrees(gps.get(LATITUDE), gps.get(LATITUDE_REF), "S")
    longitude = _degrees(gps.get(LONGITUDE), gps.get(LONGITUDE_REF), "W")
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return round(longitude, 6), round(latitude, 6)


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    if not isinstance(parts, tuple | list) or len(parts) != 3:
        return None
    try:
        degrees: float = sum(float(part) / 60**place for place, part in enumerate(parts))
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None
    if not math.isfinite(degrees):
        return None
    return -degrees if str(side).strip("\0 ").upper() == negative else degrees
