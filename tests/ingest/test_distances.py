"""Short distances come out as a geodesic gives them."""

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.distances import flattened, metres_between

GEOD = pyproj.Geod(ellps="WGS84")


@given(st.floats(102, 110), st.floats(8, 23), st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_within_ten_kilometres_it_is_a_geodesic(lon, lat, east, north):
    here, there = np.array([[lon, lat]]), np.array([[lon + east, lat + north]])
    expected = GEOD.inv(*here[0], *there[0])[2]
    assert metres_between(here, there)[0] == pytest.approx(expected, rel=1e-4, abs=1e-6)


def test_flattened_areas_are_square_metres():
    square = shapely.box(107.5, 16.45, 107.51, 16.46)
    expected = abs(GEOD.geometry_area_perimeter(square)[0])
    flat = flattened(np.array([square]), np.array([16.455]))
    assert shapely.area(flat)[0] == pytest.approx(expected, rel=1e-4)


def test_the_geometry_itself_is_left_alone():
    points = np.array([shapely.Point(107, 16)])
    flattened(points, np.array([16.0]))
    assert points[0] == shapely.Point(107, 16)
