"""Coordinate systems of planners' files, and the way from their numbers to degrees.

VN-2000 is shifted to WGS 84 by the seven parameters of decision 05/2007/QĐ-BTNMT, pinned here
so that every zone, also those that older PROJ databases lack, is shifted alike.
"""

import re
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pyproj
import shapely
from msgspec import Struct
from numpy.typing import NDArray

Datum = Literal["VN-2000", "WGS 84"]
Floats = NDArray[np.float64]

DEGREES: Final = 4326
VN2000_DEGREES: Final = 4756
TM3_SCALE: Final = 0.9999
UTM_SCALE: Final = 0.9996
# Central meridians in degrees.
TM3_ZONES: Final = {
    5896: 102.0, 9205: 103.0, 9206: 104.0, 9207: 104.5, 9208: 104.75, 5897: 105.0, 9209: 105.5,
    9210: 105.75, 9211: 106.0, 9212: 106.25, 9213: 106.5, 9214: 107.0, 9215: 107.25, 9216: 107.5,
    5899: 107.75, 5898: 108.0, 9217: 108.25, 9218: 108.5,
}  # fmt: skip
# The zone in which a province's own maps are made, by the province's code.
OFFICIAL_ZONES: Final = {"38": 5897, "42": 9209, "46": 9214}
VN2000_UTM: Final = {3405: 105.0, 3406: 111.0}
WGS84_UTM: Final = {32648: 105.0, 32649: 111.0}
SHIFT: Final = (
    "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 "
    "+step +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 +rx=-0.00928836 "
    "+ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame "
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
)
TM: Final = (
    "+step {inv} +proj=tmerc +lat_0=0 +lon_0={meridian} +k={scale} +x_0=500000 +ellps=WGS84 "
)
TO_RADIANS: Final = "+step +proj=unitconvert +xy_in=deg +xy_out=rad "
TO_DEGREES: Final = "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
CODE: Final = re.compile(r"EPSG(?:/\d+|:[\d.]*)?[:/]+(\d{4,6})$", re.IGNORECASE)
LON_LAT: Final = re.compile(r"(OGC(:[\d.]*)?[:/]+(\d\.\d/)?CRS84)$", re.IGNORECASE)


class Crs(Struct, frozen=True):
    """An EPSG code; or a Transverse Mercator of 500 km false easting that has none."""

    epsg: int | None = None
    meridian: float | None = None
    scale: float = TM3_SCALE
    datum: Datum = "VN-2000"

    @property
    def name(self) -> str:
        """Return what a surveyor calls it."""
        tm = transverse_mercator(self)
        code = f" (EPSG:{self.epsg})" if self.epsg else ""
        if tm:
            family = "UTM" if tm.scale == UTM_SCALE and self.epsg else "TM-3"
            scale = "" if self.epsg else f" k={tm.scale}"
            return f"{tm.datum} / {family} {say_meridian(tm.meridian or 0)}{scale}{code}"
        names = {DEGREES: "WGS 84", VN2000_DEGREES: "VN-2000"}
        return (
            f"{names[self.epsg]} (EPSG:{self.epsg})" if self.epsg in names else f"EPSG:{self.epsg}"
        )


class Frame(Struct, frozen=True):
    """How a file's numbers are read: a system, and whether north or latitude comes first."""

    crs: Crs
    swapped: bool = False


def transverse_mercator(crs: Crs) -> Crs | None:
    """Return meridian, scale and datum of a Transverse Mercator that is known here."""
    if crs.epsg in TM3_ZONES:
        return Crs(crs.epsg, TM3_ZONES[crs.epsg])
    if crs.epsg in VN2000_UTM:
        return Crs(crs.epsg, VN2000_UTM[crs.epsg], UTM_SCALE)
    if crs.epsg in WGS84_UTM:
        return Crs(crs.epsg, WGS84_UTM[crs.epsg], UTM_SCALE, "WGS 84")
    return crs if crs.epsg is None and crs.meridian is not None else None


def zone_of(meridian: float, scale: float, datum: Datum) -> Crs:
    """Return the zone with its EPSG code where it has one."""
    known = {(TM3_SCALE, "VN-2000"): TM3_ZONES, (UTM_SCALE, "VN-2000"): VN2000_UTM,
             (UTM_SCALE, "WGS 84"): WGS84_UTM}.get((scale, datum), {})  # fmt: skip
    for epsg, middle in known.items():
        if abs(middle - meridian) < 1e-9:
            return Crs(epsg)
    return Crs(meridian=meridian, scale=scale, datum=datum)


def say_meridian(degrees: float) -> str:
    """Return 107°30′."""
    minutes = round(degrees * 60)
    return f"{minutes // 60}°{minutes % 60:02}′"


def parse_crs_name(name: str) -> Crs | None:
    """Read EPSG:9214 or urn:ogc:def:crs:EPSG::9214; None for a name that is unknown to PROJ."""
    if LON_LAT.search(name.strip()):
        return Crs(DEGREES)
    found = CODE.search(name.strip())
    crs = Crs(int(found[1])) if found else None
    return crs if crs and is_known(crs) else None


@lru_cache(maxsize=200)
def is_known(crs: Crs) -> bool:
    """Tell whether positions in this system can be turned into degrees."""
    try:
        _transformer(crs)
    except pyproj.exceptions.ProjError:
        return False
    return True


@lru_cache(maxsize=200)
def _transformer(crs: Crs) -> pyproj.Transformer:
    tm = transverse_mercator(crs)
    if tm is None and crs.epsg != VN2000_DEGREES:
        return pyproj.Transformer.from_crs(crs.epsg, DEGREES, always_xy=True)
    first = TO_RADIANS
    if tm:
        first = TM.format(inv="+inv", meridian=tm.meridian, scale=tm.scale)
    shift = SHIFT if tm is None or tm.datum == "VN-2000" else ""
    return pyproj.Transformer.from_pipeline(f"+proj=pipeline {first}{shift}{TO_DEGREES}")


def to_degrees(frame: Frame, xy: Floats) -> Floats:
    """Turn (n, 2) numbers of a file into lon, lat; what lies beyond the system becomes inf."""
    x, y = (xy[:, 1], xy[:, 0]) if frame.swapped else (xy[:, 0], xy[:, 1])
    if frame.crs.epsg == DEGREES:
        return np.column_stack([x, y])
    return np.column_stack(_transformer(frame.crs).transform(x, y))


def from_degrees(frame: Frame, lon_lat: Floats) -> Floats:
    """Turn (n, 2) lon, lat into the numbers a file in this frame has."""
    if frame.crs.epsg == DEGREES:
        xy = lon_lat
    else:
        back = _transformer(frame.crs).transform(lon_lat[:, 0], lon_lat[:, 1], direction="INVERSE")
        xy = np.column_stack(back)
    return xy[:, ::-1] if frame.swapped else xy


def geometries_to_degrees(frame: Frame, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the geometries in EPSG:4326; in degrees already they are the same objects."""
    if frame == Frame(Crs(DEGREES)):
        return geometry
    turned: NDArray[np.object_] = shapely.transform(geometry, lambda xy: to_degrees(frame, xy))
    return turned
