"""Where what is wanted lies, by province."""

from datetime import date

import pytest

from geoapp.domain.bbox import Bbox
from geoapp.queries.spread import around, find_places
from tests.builders import add_project, add_unit, ask


@pytest.fixture
def provinces(session):
    return [
        add_unit(session, code, level="province", name=name, since=date(2025, 1, 1))
        for code, name in (("46", "Thành phố Huế"), ("42", "Tỉnh Hà Tĩnh"))
    ]


def add_in(session, unit, wkt, **values):
    return add_project(session, wkt=wkt, units={unit: "geometry"}, **values)


def test_each_province_tells_its_share_the_largest_first(session, provinces):
    hue, ha_tinh = provinces
    add_in(session, ha_tinh, "POINT(106 18)")
    add_in(session, hue, "POINT(107 16)")
    add_in(session, hue, "LINESTRING(107.2 16.4, 107.5 16.1)")
    first, second = find_places(session, ask(session))
    assert (first.name, first.projects, first.bbox) == (
        "Thành phố Huế",
        2,
        Bbox(107, 16, 107.5, 16.4),
    )
    assert (second.name, second.projects, second.late) == ("Tỉnh Hà Tĩnh", 1, 0)


def test_what_has_no_place_or_is_not_wanted_is_left_out(session, provinces):
    add_in(session, provinces[0], None)
    add_in(session, provinces[0], "POINT(107 16)", sector="health", kind="hospital")
    assert find_places(session, ask(session, sector="transport")) == []


def test_a_project_across_a_border_counts_once(session, provinces):
    add_project(session, wkt="POINT(107 16)", units=dict.fromkeys(provinces, "geometry"))
    assert [place.projects for place in find_places(session, ask(session))] == [1]


def test_what_no_province_holds_is_told_without_a_name(session):
    add_project(session, wkt="POINT(107 16)")
    (place,) = find_places(session, ask(session))
    assert (place.name, place.plain()["bbox"]) == (None, [107, 16, 107, 16])


def test_the_box_of_places_holds_them_all(session, provinces):
    add_in(session, provinces[0], "POINT(107 16)")
    add_in(session, provinces[1], "LINESTRING(106 17, 108 16.5)")
    assert around(find_places(session, ask(session))) == Bbox(106, 16, 108, 17)
    assert around([]) is None
