"""A repair is offered where something of the same kind can be kept, with what it changes."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.checks.repairs import offer_repair


def test_a_bow_tie_becomes_two_areas():
    repair = offer_repair(shapely.Polygon([(107, 16), (107.2, 16.2), (107.2, 16), (107, 16.2)]))
    mended = shapely.from_wkb(repair.geometry)
    assert mended.geom_type == "MultiPolygon"
    assert mended.is_valid
    assert repair.message.values["parts"] == 2
    assert isinstance(repair.message.values["after"], float), "said as each language writes it"


def test_a_spike_is_taken_off_and_the_area_stays():
    ring = [(107, 16), (107.1, 16), (107.1, 16.1), (107.1, 16.2), (107.1, 16.1), (107, 16.1)]
    repair = offer_repair(shapely.Polygon(ring))
    assert shapely.from_wkb(repair.geometry).geom_type == "Polygon"
    assert repair.message.values["after"] == repair.message.values["before"]


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.LineString([(107, 16), (107, 16)]),
        shapely.Polygon([(107, 16), (107.1, 16), (107, 16)]),
    ],
)
def test_what_would_change_its_kind_is_not_offered(geometry):
    assert offer_repair(geometry) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=8))
def test_what_is_offered_is_valid_and_an_area(ring):
    repair = offer_repair(shapely.Polygon([(107 + x / 100, 16 + y / 100) for x, y in ring]))
    if repair:
        mended = shapely.from_wkb(repair.geometry)
        assert mended.is_valid
        assert mended.geom_type in ("Polygon", "MultiPolygon")
