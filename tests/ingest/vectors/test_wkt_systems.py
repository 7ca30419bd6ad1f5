"""Systems are recognised by meridian, scale and datum, in anybody's spelling."""

import pyproj
import pytest

from geoapp.ingest.crs import Crs
from geoapp.ingest.vectors.wkt_systems import read_system

ESRI = (
    'PROJCS["{name}",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,'
    '298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],'
    'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],'
    'PARAMETER["Scale_Factor",{scale}],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize("epsg", [9214, 9209, 5897, 3405, 4756, 4326, 32648, 3857])
@pytest.mark.parametrize("version", ["WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"])
def test_wkt_of_a_known_system_is_that_system(epsg, version):
    assert read_system(pyproj.CRS(epsg).to_wkt(version)) == Crs(epsg)


@pytest.mark.parametrize(
    ("meridian", "scale", "crs"),
    [(107.0, 0.9999, Crs(9214)), (107.0, 0.9996, Crs(meridian=107, scale=0.9996)),
     (106.9, 0.9999, Crs(meridian=106.9)), (105.0, 0.9996, Crs(3405))],
)  # fmt: skip
def test_a_system_of_ones_own_is_told_by_its_parameters(meridian, scale, crs):
    assert read_system(ESRI.format(name="Hue_local", meridian=meridian, scale=scale)) == crs


def test_a_shift_of_the_files_own_is_left_out_for_the_official_one():
    text = "+proj=tmerc +lon_0=107 +k=0.9999 +x_0=500000 +ellps=WGS84 +towgs84=1,2,3,0,0,0,0"
    named = pyproj.CRS(text).to_wkt().replace("unknown", "VN-2000")
    assert read_system(named) == Crs(9214)


@pytest.mark.parametrize("text", [None, "", "rubbish", "EPSG:999999", 'LOCAL_CS["x"]'])
def test_what_is_unknown_is_none(text):
    assert read_system(text) is None
