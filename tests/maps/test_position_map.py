"""Small pictures of where positions fall, and of outlines with their repairs."""

import shapely

from geoapp.maps.position_map import HEIGHT, WIDTH, draw_positions, draw_repair

PROVINCE = shapely.box(107.0, 16.0, 108.0, 16.8)


def inside(spot):
    return 0 <= spot[0] <= WIDTH and 0 <= spot[1] <= HEIGHT


def test_positions_beside_the_province_are_drawn_with_it():
    drawn = draw_positions(PROVINCE, [(107.5, 16.4), (108.9, 16.4)])
    assert len(drawn.dots) == 2
    assert all(map(inside, drawn.dots))
    assert drawn.dots[0][0] < drawn.dots[1][0]


def test_north_is_up():
    (south, north) = draw_positions(PROVINCE, [(107.5, 16.1), (107.5, 16.7)]).dots
    assert north[1] < south[1]


def test_what_lies_far_away_is_counted_not_drawn():
    drawn = draw_positions(PROVINCE, [(107.5, 16.4), (0.0, 0.0)])
    assert (len(drawn.dots), drawn.beyond) == (1, 1)


def test_a_province_without_positions_near_it_is_left_out():
    both = shapely.MultiPolygon([PROVINCE, shapely.box(105.5, 18.0, 106.0, 18.5)])
    assert draw_positions(both, [(107.5, 16.4)]).land.count("M") == 1
    assert draw_positions(both, []).land.count("M") == 2


def test_a_repair_shows_both_outlines_and_the_fault():
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
    drawn = draw_repair(bow_tie, shapely.make_valid(bow_tie), [(0.5, 0.5)])
    assert drawn.before.count("M") == 1
    assert drawn.after.count("M") == 2
    assert drawn.faults == ((WIDTH / 2, HEIGHT / 2),)
