"""Symbols never touch, clusters never touch, and nobody is lost."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geoapp.maps.printed.marks import GAP_MM, cluster_radius
from geoapp.maps.printed.room import Rect, Room
from geoapp.maps.printed.spread import APART_MM, clusters, groups, spread

PLACES = st.lists(st.tuples(st.floats(5, 175), st.floats(5, 150)), min_size=1, max_size=40)


def distances(points):
    between = np.hypot(*(points[:, None, :] - points[None, :, :]).T)
    np.fill_diagonal(between, np.inf)
    return between


@settings(max_examples=40, deadline=None)
@given(PLACES)
def test_no_two_symbols_touch(places):
    homes = np.array(places)
    spots = [spot for spot in spread(homes, Room(184, 158), GAP_MM) if spot]
    points = np.array([(spot.x, spot.y) for spot in spots])
    assert distances(points).min() >= GAP_MM - 1e-9


def test_a_symbol_with_room_stays_where_it_belongs():
    (spot,) = spread(np.array([(50.0, 50.0)]), Room(184, 158), GAP_MM)
    assert (spot.x, spot.y, spot.moved) == (50.0, 50.0, False)


def test_symbols_keep_out_of_what_is_taken():
    room = Room(184, 158, [Rect(40, 40, 20, 20)])
    (spot,) = spread(np.array([(50.0, 50.0)]), room, GAP_MM)
    assert spot.moved
    assert room.holds(np.array([(spot.x, spot.y)]), GAP_MM / 2).all()


def test_a_frame_without_room_gives_no_spot():
    assert spread(np.array([(5.0, 5.0)]), Room(4, 4), GAP_MM) == [None]


@settings(max_examples=40, deadline=None)
@given(PLACES)
def test_clusters_hold_everybody_once_and_stand_apart(places):
    found = clusters(np.array(places), cluster_radius)
    assert sorted(one for _, members in found for one in members) == list(range(len(places)))
    for place, (middle, members) in enumerate(found):
        for other, more in found[:place]:
            least = cluster_radius(len(members)) + cluster_radius(len(more)) + APART_MM
            assert np.hypot(*(middle - other)) >= least - 1e-9


def test_chained_neighbours_are_one_group():
    homes = np.array([(0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (50.0, 0.0)])
    assert groups(homes, 6.0) == [[0, 1, 2], [3]]
