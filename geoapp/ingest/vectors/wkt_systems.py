"""Coordinate systems as GDAL tells them: the zones of VN-2000 in anybody's spelling."""

from typing import Final

import pyproj

from geoapp.ingest.crs import DEGREES, VN2000_DEGREES, Crs, Datum, parse_crs_name, zone_of

FALSE_EASTING: Final = 500_000
VN2000_WORDS: Final = ("vn-2000", "vn_2000", "vn2000", "vietnam_2000", "vietnam 2000")
WGS84_WORDS: Final = ("wgs 84", "wgs_84", "wgs84", "wgs_1984", "world geodetic system 1984")


def read_system(text: str | None) -> Crs | None:
    """Return the system of an EPSG code or of WKT; None where it is unknown here."""
    if not text:
        return None
    if known := parse_crs_name(text):
        return known
    try:
        system = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        return None
    return _zone(system.source_crs if system.is_bound and system.source_crs else system)


def _zone(system: pyproj.CRS) -> Crs | None:
    datum = _datum(system)
    if datum and system.is_geographic:
        return Crs(VN2000_DEGREES if datum == "VN-2000" else DEGREES)
    operation = system.coordinate_operation
    if datum and operation and operation.method_name == "Transverse Mercator":
        values = {one.name: float(one.value) for one in operation.params}
        if (values["False easting"], values["False northing"]) == (FALSE_EASTING, 0):
            return zone_of(
                values["Longitude of natural origin"],
                values["Scale factor at natural origin"],
                datum,
            )
    code = system.to_epsg()
    return Crs(code) if code else None


def _datum(system: pyproj.CRS) -> Datum | None:
    names = [system.name, *([system.datum.name] if system.datum else [])]
    said = " ".join(names).lower()
    if any(word in said for word in VN2000_WORDS):
        return "VN-2000"
    return "WGS 84" if any(word in said for word in WGS84_WORDS) else None
