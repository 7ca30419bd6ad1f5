"""Differences are told field by field and in metres; a centimetre is none."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.changes import compare_geometries, compare_values, plain_value
from geoapp.ingest.checked import FieldChange

NONE = frozenset()
HERE = shapely.Point(107.5, 16.4)
AREA = shapely.box(107.5, 16.4, 107.51, 16.41)
LINE = shapely.LineString([(107.5, 16.4), (107.51, 16.4)])
METRE = 1 / 110_000


def compare(new, old, clearing=NONE):
    return compare_values({"f": [new]}, {"f": [old]}, [0], clearing).get(0, [])


def array(*geometries):
    return np.array(geometries, dtype=object)


@pytest.mark.parametrize(
    ("new", "old"),
    [("a", "a"), (5, 5.0), (0.1 + 0.2, 0.3), (["A", "B"], ["B", "A"]), ([], None), (None, None),
     (None, "known")],
)  # fmt: skip
def test_what_is_the_same_is_no_change(new, old):
    assert compare(new, old) == []


@pytest.mark.parametrize(
    ("new", "old"),
    [("a", "b"), (5, None), (5.001, 5), (["A"], ["A", "B"]), ("", "a"), (False, True)],
)
def test_what_differs_is_told_with_both(new, old):
    assert compare(new, old) == [FieldChange("f", old, new)]


def test_an_empty_cell_clears_only_where_it_was_chosen():
    assert compare(None, "a", frozenset({"f"})) == [FieldChange("f", "a", None)]


def test_a_field_that_nobody_knew_is_new():
    assert compare_values({"f": [1]}, {}, [0], NONE) == {0: [FieldChange("f", None, 1)]}


def test_only_the_places_asked_for_are_compared():
    assert list(compare_values({"f": [1, 2]}, {"f": [3, 4]}, [1], NONE)) == [1]


def test_known_values_are_plain():
    assert plain_value(date(2026, 11, 20)) == "2026-11-20"
    assert plain_value(("A",)) == ["A"]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (shapely.Point(107.5 + 0.005 * METRE, 16.4), HERE),
        (shapely.MultiPolygon([AREA]), AREA),
        (shapely.MultiPoint([HERE]), HERE),
        (shapely.reverse(AREA), AREA),
        (None, HERE),
        (HERE, None),
    ],
)
def test_a_geometry_within_a_centimetre_is_the_same(new, old):
    assert compare_geometries(array(new), array(old)) == {}


def test_a_point_tells_how_far_it_moved():
    moved = shapely.Point(107.5, 16.4 + 100 * METRE)
    (change,) = compare_geometries(array(HERE, moved), array(HERE, HERE)).values()
    assert change.moved_m == pytest.approx(100, rel=0.01)
    assert (change.area_percent, change.length_percent) == (None, None)


def test_an_area_tells_its_growth():
    grown = shapely.box(107.5, 16.4, 107.52, 16.41)
    (change,) = compare_geometries(array(grown), array(AREA)).values()
    assert change.area_percent == pytest.approx(100, abs=0.1)
    assert change.moved_m == pytest.approx(1_068, rel=0.01)
    assert change.length_percent is None


def test_a_line_tells_its_length():
    longer = shapely.LineString([(107.5, 16.4), (107.515, 16.4)])
    (change,) = compare_geometries(array(longer), array(LINE)).values()
    assert change.length_percent == pytest.approx(50, abs=0.1)


def test_another_kind_is_measured_between_symbols():
    (change,) = compare_geometries(array(AREA), array(HERE)).values()
    assert 0 < change.moved_m < 1_600
    assert change.area_percent is None


def test_outlines_of_very_many_vertices_are_compared_by_their_symbols():
    big = shapely.Point(107.5, 16.4).buffer(0.1, quad_segs=600)
    moved = shapely.transform(big, lambda xy: xy + np.array([0, 10 * METRE]))
    (change,) = compare_geometries(array(moved), array(big)).values()
    assert change.moved_m == pytest.approx(10, rel=0.5)


@given(st.floats(107, 108), st.floats(16, 17), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1))
def test_there_and_back_are_as_far(lon, lat, east, north):
    one, other = shapely.Point(lon, lat), shapely.Point(lon + east, lat + north)
    there = compare_geometries(array(one), array(other))
    back = compare_geometries(array(other), array(one))
    assert there.keys() == back.keys()
    if there:
        assert there[0].moved_m == pytest.approx(back[0].moved_m, rel=0.01)
