"""Boxes are west, south, east, north in degrees; tiles lie inside the scheme or do not exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.domain.bbox import MERCATOR_HALF, Bbox, Tile, check_tile, parse_bbox
from geoapp.domain.errors import BadParameter, NotFound


def test_a_box_is_read_west_first():
    assert parse_bbox("107.1,16.2,107.9,16.8") == Bbox(
        west=107.1, south=16.2, east=107.9, north=16.8
    )


def test_a_box_may_be_a_point():
    assert parse_bbox("107,16,107,16") == (107, 16, 107, 16)


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3",
        "1,2,3,4,5",
        "1,2,3,x",
        "",
        ",,,",
        "1 2 3 4",
        "nan,1,2,3",
        "1,2,inf,4",
        "-inf,0,1,1",
        "107.9,16.2,107.1,16.8",
        "107.1,16.8,107.9,16.2",
        "-181,0,1,1",
        "0,-91,1,1",
        "0,0,181,1",
        "0,0,1,91",
        "16.2,107.1,16.8,107.9",
        "1_0,2,30,4",
        "١,٢,٣,٤",
    ],
)
def test_a_bad_box_names_the_parameter_and_what_came(text):
    with pytest.raises(BadParameter) as caught:
        parse_bbox(text)
    assert (caught.value.name, caught.value.got) == ("bbox", text)


@pytest.mark.parametrize("address", [(0, 0, 0), (1, 1, 1), (22, 2**22 - 1, 0)])
def test_a_tile_inside_the_scheme_exists(address):
    assert check_tile(*address) == address


@pytest.mark.parametrize(
    "address", [(-1, 0, 0), (23, 0, 0), (1, 2, 0), (1, 0, 2), (3, -1, 0), (3, 0, -1), (1000, 0, 0)]
)
def test_a_tile_outside_the_scheme_does_not_exist(address):
    with pytest.raises(NotFound):
        check_tile(*address)


def test_the_whole_world_is_one_tile():
    assert (Tile(0, 0, 0).west_m, Tile(0, 0, 0).south_m) == (-MERCATOR_HALF, -MERCATOR_HALF)
    assert Tile(0, 0, 0).size_m == 2 * MERCATOR_HALF


@given(
    st.integers(0, 22).flatmap(
        lambda z: st.tuples(st.just(z), st.integers(0, 2**z - 1), st.integers(0, 2**z - 1))
    )
)
def test_tiles_meet_without_gap_or_overlap(address):
    z, x, y = address
    tile = Tile(z, x, y)
    assert tile.east_m == Tile(z, x + 1, y).west_m
    assert tile.north_m == Tile(z, x, y - 1).south_m
