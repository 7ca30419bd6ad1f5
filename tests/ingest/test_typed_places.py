"""Positions as people type them, in degrees or metres, in either order."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.typed_places import read_places, write_places
from geoapp.ingest.values.unfit import Unfit

HUE = (107.5796, 16.4698)


@pytest.mark.parametrize(
    "text",
    [
        "107.5796, 16.4698",
        "107.5796 16.4698",
        "107.5796,16.4698",
        "107,5796; 16,4698",
        "  107.5796\t16.4698 ",
        "16.4698, 107.5796",
    ],
)
def test_a_point_is_read_however_it_is_written(text):
    assert shapely.get_coordinates(read_places("point", text)).tolist() == [list(HUE)]


@pytest.mark.parametrize("text", ["561689.361 1821650.445", "1821650.445; 561689.361"])
def test_metres_of_vn2000_are_turned_into_degrees(text):
    found = shapely.get_coordinates(read_places("point", text, 9214))[0]
    assert found == pytest.approx(HUE, abs=1e-7)


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        ("point", "ở đâu đó", "bad_position"),
        ("point", "107.5", "bad_position"),
        ("point", "107.5, 16, 3", "bad_position"),
        ("point", "107 16\n108 16", "many_points"),
        ("line", "107 16", "too_few_positions"),
        ("area", "107 16\n108 16", "too_few_positions"),
        ("line", "107 16\n108 16\nlỗ\n107 16\n108 17", "hole_in_line"),
        ("point", "nan inf", "bad_position"),
    ],
)
def test_what_is_no_place_says_why(form, text, code):
    with pytest.raises(Unfit) as refused:
        read_places(form, text)
    assert refused.value.code == code


def test_no_text_is_no_place():
    assert read_places("point", " \n ") is None
    assert read_places("none", "107 16") is None


numbers = st.tuples(st.floats(102, 109), st.floats(8, 23)).map(
    lambda pair: (round(pair[0], 9), round(pair[1], 9))
)


def box(corner, size=0.5):
    return shapely.box(corner[0], corner[1], corner[0] + size, corner[1] + size)


SHAPES = st.one_of(
    numbers.map(shapely.Point),
    st.lists(numbers, min_size=2, max_size=5).map(shapely.LineString),
    numbers.map(lambda at: box(at).difference(box((at[0] + 0.1, at[1] + 0.1), 0.1))),
    numbers.map(lambda at: shapely.MultiPolygon([box(at, 0.1), box((at[0] + 1, at[1]), 0.1)])),
)


@given(SHAPES)
def test_what_is_written_is_read_back_the_same(geometry):
    back = read_places(*write_places(geometry))
    assert shapely.equals_exact(shapely.normalize(back), shapely.normalize(geometry), 1e-8)


def test_what_is_written_in_metres_is_read_back_within_a_millimetre():
    _, text = write_places(shapely.Point(HUE), 9214)
    assert text == "561689.3605, 1821650.4457" or text.startswith("561689.36")
    back = read_places("point", text, 9214)
    assert shapely.get_coordinates(back)[0] == pytest.approx(HUE, abs=1e-8)
