"""Numbers of VN-2000 become degrees and come back, by the official shift, in every zone."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.crs import (
    TM3_ZONES,
    Crs,
    Frame,
    from_degrees,
    geometries_to_degrees,
    is_known,
    parse_crs_name,
    say_meridian,
    to_degrees,
    zone_of,
)
from geoapp.ingest.distances import metres_between

HUE = np.array([[107.5796, 16.4698]])
SYSTEMS = [*TM3_ZONES, 3405, 3406, 32648, 32649, 4756]


def test_the_check_value_of_hue():
    assert from_degrees(Frame(Crs(9214)), HUE) == pytest.approx(
        np.array([[561689.361, 1821650.445]]), abs=0.0005
    )


def test_north_may_come_first():
    assert to_degrees(Frame(Crs(9214), swapped=True), np.array([[1821650.445, 561689.361]])) == (
        pytest.approx(HUE, abs=1e-8)
    )


@pytest.mark.parametrize("epsg", SYSTEMS)
def test_every_system_agrees_with_proj_in_the_province(epsg):
    xy = from_degrees(Frame(Crs(epsg)), HUE)
    expected = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True).transform(*xy[0])
    assert to_degrees(Frame(Crs(epsg)), xy)[0] == pytest.approx(expected, abs=1e-11)


@given(st.sampled_from(SYSTEMS), st.floats(105.1, 108.3), st.floats(15.9, 20.0))
def test_there_and_back_is_less_than_a_millimetre(epsg, lon, lat):
    start = np.array([[lon, lat]])
    frame = Frame(Crs(epsg))
    assert metres_between(to_degrees(frame, from_degrees(frame, start)), start)[0] < 0.001


def test_the_shift_is_about_225_metres():
    shifted = to_degrees(Frame(Crs(4756)), HUE)
    assert metres_between(shifted, HUE)[0] == pytest.approx(225, abs=1)


def test_another_scale_is_about_547_metres():
    xy = from_degrees(Frame(Crs(9214)), HUE)
    wrong = to_degrees(Frame(Crs(meridian=107, scale=0.9996)), xy)
    assert metres_between(wrong, HUE)[0] == pytest.approx(547, abs=2)


@pytest.mark.parametrize(
    ("name", "epsg"),
    [
        ("EPSG:9214", 9214),
        ("urn:ogc:def:crs:EPSG::9214", 9214),
        ("urn:ogc:def:crs:EPSG:9.2:3405", 3405),
        ("http://www.opengis.net/def/crs/EPSG/0/9214", 9214),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326),
        (" epsg:4756 ", 4756),
    ],
)
def test_names_of_systems_are_read(name, epsg):
    assert parse_crs_name(name) == Crs(epsg)


@pytest.mark.parametrize("name", ["", "EPSG:999999", "file:///etc/passwd", "EPSG:9214 +x", "9214"])
def test_other_names_are_not(name):
    assert parse_crs_name(name) is None


def test_systems_without_a_code_are_known_by_their_meridian():
    assert zone_of(107, 0.9999, "VN-2000") == Crs(9214)
    assert zone_of(106.9, 0.9999, "VN-2000") == Crs(meridian=106.9)
    assert is_known(Crs(meridian=106.9))


@pytest.mark.parametrize(
    ("crs", "name"),
    [
        (Crs(9214), "VN-2000 / TM-3 107°00′ (EPSG:9214)"),
        (Crs(3405), "VN-2000 / UTM 105°00′ (EPSG:3405)"),
        (Crs(meridian=107.5, scale=0.9996), "VN-2000 / TM-3 107°30′ k=0.9996"),
        (Crs(4326), "WGS 84 (EPSG:4326)"),
        (Crs(3857), "EPSG:3857"),
    ],
)
def test_a_system_is_called_what_surveyors_call_it(crs, name):
    assert crs.name == name


def test_a_meridian_has_minutes():
    assert say_meridian(105.75) == "105°45′"


def test_numbers_beyond_a_system_become_infinite():
    assert not np.isfinite(to_degrees(Frame(Crs(9214)), np.array([[1e300, 1e300]]))).any()


def test_geometries_keep_their_kind_and_gaps():
    line = shapely.LineString([(561689.361, 1821650.445), (561700, 1821700)])
    turned = geometries_to_degrees(Frame(Crs(9214)), np.array([line, None], dtype=object))
    assert turned[1] is None
    assert turned[0].coords[0] == pytest.approx(tuple(HUE[0]), abs=1e-8)
