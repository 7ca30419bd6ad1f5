"""Rows without a code are offered likely projects by name and place; nothing is decided."""

import numpy as np
import pytest

from geoapp.ingest.known import KnownIndex
from geoapp.ingest.matching import Matcher

INDEX = KnownIndex(
    ["A", "B", "C", "D", "E"],
    ["Cầu Hương Văn", "Cầu Hương Vân", "Đường ven biển Hóa Châu", "Cảng Chân Mây", "Cầu Hương Văn"],
    np.array([[107.5, 16.4], [107.6, 16.4], [107.7, 16.4], [108.0, 16.3], [np.nan, np.nan]]),
)
MATCHER = Matcher(INDEX)


def offered(name, lon_lat=None):
    return [one.code for one in MATCHER.candidates(name, lon_lat)]


def test_one_name_is_found_whatever_the_places_of_its_tone_marks():
    assert MATCHER.same_name("đường ven biển  Hoá Châu") == ["C"]
    assert MATCHER.same_name("Cầu Hương Văn") == ["A", "E"]
    assert MATCHER.same_name("Cầu Huong Van") == []


def test_other_marks_are_another_name():
    assert MATCHER.same_name("Cầu Hương Vân") == ["B"]
    assert offered("Cầu Hương Vân")[0] == "B"


def test_a_name_typed_without_marks_may_mean_several():
    assert set(offered("Cau Huong Van")) == {"A", "B", "E"}


def test_a_part_of_the_name_is_enough_where_its_words_are_rare():
    assert offered("Xây dựng cảng Chân Mây") == ["D"]


def test_near_by_a_name_needs_to_be_less_alike():
    assert offered("Bến cảng số 3 Chân Mây giai đoạn hai", (108.0005, 16.3)) == ["D"]
    assert offered("Bến cảng số 3 Chân Mây giai đoạn hai", (107.0, 16.3)) == []


def test_the_distance_is_told():
    (found,) = MATCHER.candidates("Cảng Chân Mây", (108.0, 16.301))
    assert found.distance_m == pytest.approx(110.6, abs=1)
    assert found.likeness == 1.0


def test_a_place_alone_is_no_argument():
    assert offered("Trường học Lộc Trì", (107.5, 16.4)) == []
    assert offered(None, (107.5, 16.4)) == []


def test_without_known_projects_nothing_is_offered():
    nobody = Matcher(KnownIndex())
    assert nobody.candidates("Cầu", (107.0, 16.0)) == []
    assert nobody.same_name("Cầu") == []
