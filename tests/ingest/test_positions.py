"""The system of a file is proposed with its reason; what cannot be told is left to a person."""

import numpy as np
import pytest
import shapely

from geoapp.ingest.crs import Crs, Frame, from_degrees
from geoapp.ingest.positions import Sample, propose_positions

PROVINCE = shapely.box(107.0, 16.0, 108.2, 16.75)
rng = np.random.default_rng(1)
LON_LAT = np.column_stack([rng.uniform(107.2, 108.0, 60), rng.uniform(16.1, 16.6, 60)])
USUAL = (9214, 9209)


def sample(frame: Frame, *, known: int = 0, error_m: float = 0) -> Sample:
    """Positions as a file in `frame` has them; some projects are known, more or less well."""
    xy = from_degrees(frame, LON_LAT)
    off = rng.normal(0, error_m / 111_000, (known, 2)) if error_m else np.zeros((known, 2))
    return Sample(xy, xy[:known], LON_LAT[:known] + off)


def propose(frame: Frame, stated: Crs | None = None, **more):
    return propose_positions(sample(frame, **more), stated, PROVINCE, USUAL)


def test_degrees_in_the_province_need_no_question():
    (only,) = propose(Frame(Crs(4326)))
    assert (only.frame, only.certain, only.inside) == (Frame(Crs(4326)), True, 1.0)


def test_a_stated_system_is_used():
    first = propose(Frame(Crs(9214)), Crs(9214))[0]
    assert (first.frame, first.certain, first.stated) == (Frame(Crs(9214)), True, True)
    assert "The file says VN-2000 / TM-3 107°00′ (EPSG:9214)" in str(first.reason)


def test_metres_without_a_system_offer_the_zones_that_land_and_choose_none():
    offered = propose(Frame(Crs(9214)))
    assert offered[0].frame == Frame(Crs(9214))
    assert {one.frame.crs.epsg for one in offered} >= {9213, 9214, 9215}
    assert not any(one.certain for one in offered)
    assert all(one.inside >= 0.5 for one in offered)


def test_known_projects_tell_the_zone_even_when_they_are_estimates():
    first = propose_positions(sample(Frame(Crs(9213)), known=10, error_m=1500), None, PROVINCE)[0]
    assert first.frame == Frame(Crs(9213))
    assert first.known == 10
    assert first.distance_m < 5_000


@pytest.mark.parametrize("stated", [None, Crs(4326)])
def test_latitude_first_is_recognised(stated):
    first = propose(Frame(Crs(4326), swapped=True), stated)[0]
    assert first.frame == Frame(Crs(4326), swapped=True)
    assert not first.certain
    assert "north before east" in str(first.reason)


def test_north_before_east_in_metres_is_recognised():
    first = propose(Frame(Crs(9214), swapped=True), Crs(9214))[0]
    assert first.frame == Frame(Crs(9214), swapped=True)


def test_swapped_axes_are_said_where_projects_are_known():
    first = propose(Frame(Crs(9214), swapped=True), Crs(9214), known=5)[0]
    assert "The axes are swapped" in str(first.reason)


@pytest.mark.parametrize(
    ("true", "stated"),
    [
        (Frame(Crs(4756)), None),
        (Frame(Crs(4756)), Crs(4326)),
        (Frame(Crs(meridian=107, datum="WGS 84")), Crs(9214)),
        (Frame(Crs(32648)), Crs(3405)),
        (Frame(Crs(3405)), Crs(32648)),
    ],
)
def test_a_shift_left_out_is_said_with_both_distances(true, stated):
    first, *others = propose(true, stated, known=8, error_m=5)
    assert first.frame == true
    assert "The shift from VN-2000 to WGS 84 was left out." in str(first.reason)
    assert first.distance_m < 20
    assert next(one for one in others if one.stated or stated is None).distance_m == (
        pytest.approx(225, abs=10)
    )
    assert not any(one.certain for one in [first, *others])


def test_a_wrong_scale_is_said():
    true = Frame(Crs(meridian=107, scale=0.9996))
    first = propose(true, Crs(9214), known=4)[0]
    assert first.frame == true
    assert "scale" in str(first.reason)


def test_a_wrong_meridian_is_said():
    first = propose(Frame(Crs(9214)), Crs(9215), known=4)[0]
    assert first.frame == Frame(Crs(9214))
    assert "central meridian" in str(first.reason)


def test_estimates_do_not_prove_a_shift():
    first = propose(Frame(Crs(4326)), known=10, error_m=2000)[0]
    assert first.frame == Frame(Crs(4326))
    assert first.certain


def test_a_stated_system_that_lands_nowhere_is_offered_last():
    offered = propose(Frame(Crs(9214)), Crs(5897))
    assert offered[0].frame == Frame(Crs(9214))
    assert [one.frame.crs.epsg for one in offered if one.stated] == [5897]
    assert not any(one.certain for one in offered)


def test_positions_elsewhere_have_no_proposal_but_what_is_stated():
    far = Sample(from_degrees(Frame(Crs(9214)), LON_LAT) + np.array([9e6, 0]))
    assert propose_positions(far, None, PROVINCE) == []


def test_a_file_without_positions_has_no_proposal():
    assert propose_positions(Sample(np.empty((0, 2))), None, PROVINCE) == []


def test_a_proposal_can_be_drawn():
    (only,) = propose(Frame(Crs(4326)))
    assert len(only.drawn) == 60
    assert PROVINCE.contains(shapely.box(*only.bbox))
