"""Millimetres on paper are metres on the ground divided by the scale."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geoapp.maps.printed.frame import STEPS, fit_frame, round_scale

HUE = shapely.box(107.0, 16.0, 108.2, 16.8)


@given(st.floats(107.0, 108.2), st.floats(16.0, 16.8))
def test_distances_are_true_to_the_scale(lon, lat):
    frame = fit_frame(184, 158, [HUE])
    here, there = frame.points([(107.6, 16.4), (lon, lat)])
    _, _, metres = Geod(ellps="WGS84").inv(107.6, 16.4, lon, lat)
    on_paper = float(((here - there) ** 2).sum() ** 0.5)
    assert on_paper == pytest.approx(metres * 1000 / frame.scale, rel=5e-4, abs=0.01)


@given(st.floats(1_000, 9_000_000))
def test_a_scale_is_round_and_never_too_large(needed):
    scale = round_scale(needed)
    assert scale >= needed * 0.999
    digits = scale / 10 ** (len(str(scale)) - 1)
    assert any(digits == pytest.approx(step) for step in (*STEPS, 10.0))


@pytest.mark.parametrize("size", [(184, 158), (192, 130), (280, 240), (120, 120)])
def test_all_of_the_area_lies_inside_the_frame(size):
    frame = fit_frame(*size, [HUE])
    left, top, right, bottom = frame.shapes([HUE])[0].bounds
    assert min(left, top) >= 5
    assert right <= size[0] - 5
    assert bottom <= size[1] - 5


def test_a_scale_that_is_asked_for_is_kept():
    assert fit_frame(184, 158, [HUE], 250_000).scale == 250_000


def test_a_single_place_is_seen_within_its_surroundings():
    frame = fit_frame(184, 158, [shapely.Point(107.6, 16.4)])
    assert frame.points([(107.6, 16.4)])[0][0] == pytest.approx(92, abs=30)
    assert frame.scale <= 75_000
