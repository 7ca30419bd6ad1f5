"""Geometries are judged by where they lie, whether they are valid, and what they measure."""

import numpy as np
import pytest
import shapely

from geoapp.ingest.checks.geometries import (
    check_measures,
    check_places,
    check_validity,
    measure,
    read_reason,
    within,
)

PROVINCE = shapely.box(107.0, 16.0, 108.2, 16.75)
INSIDE = shapely.Point(107.5, 16.4)
BOWTIE = shapely.Polygon([(107, 16), (107.2, 16.2), (107.2, 16), (107, 16.2)])


def array(*geometries):
    return np.array(geometries, dtype=object)


def codes(found):
    return [(one.place, one.code, one.severity) for one in found]


def test_what_lies_in_the_province_is_fine():
    assert codes(check_places(array(INSIDE, None, BOWTIE), PROVINCE)) == []


@pytest.mark.parametrize(
    ("geometry", "code", "severity"),
    [
        (shapely.Point(), "empty_geometry", "error"),
        (shapely.Polygon(), "empty_geometry", "error"),
        (shapely.Point(16.4, 107.5), "outside_country", "error"),
        (shapely.Point(561689, 1821650), "outside_country", "error"),
        (shapely.Point(np.inf, np.inf), "outside_country", "error"),
        (shapely.LineString([(107, 16), (200, 16)]), "outside_country", "error"),
        (shapely.Point(105.8, 21.0), "outside_province", "warning"),
    ],
)
def test_what_lies_elsewhere_is_told(geometry, code, severity):
    assert codes(check_places(array(INSIDE, geometry), PROVINCE)) == [(1, code, severity)]


def test_a_line_that_only_begins_outside_is_fine():
    line = shapely.LineString([(106.5, 16.2), (107.5, 16.4)])
    assert codes(check_places(array(line), PROVINCE)) == []


def test_nothing_is_not_within():
    assert within(array(INSIDE, None, shapely.Point())).tolist() == [True, False, False]


def test_a_bow_tie_is_told_with_its_place():
    (found,) = check_validity(array(INSIDE, None, BOWTIE))
    assert (found.place, found.code, found.severity) == (2, "invalid_geometry", "error")
    assert found.spot == pytest.approx((107.1, 16.1))
    assert "crosses itself" in str(found.message)


@pytest.mark.parametrize(
    ("reason", "words", "spot"),
    [
        ("Self-intersection[107.5 16.4]", "crosses itself", (107.5, 16.4)),
        ("Hole lies outside shell[1e2 -5]", "hole lies outside", (100.0, -5.0)),
        ("Something new[1 2]", "not valid: Something new", (1.0, 2.0)),
        ("Something new", "not valid: Something new", None),
    ],
)
def test_reasons_are_sentences(reason, words, spot):
    said, place = read_reason(reason)
    assert words in str(said)
    assert place == spot


SQUARE = shapely.box(107.5, 16.45, 107.51, 16.46)
LINE = shapely.LineString([(107.5, 16.45), (107.51, 16.45)])
HECTARES = measure(array(SQUARE), 2)[0] / 10_000


def test_sizes_that_agree_are_fine():
    found = check_measures(array(SQUARE, LINE), [HECTARES * 1.2, None], [None, 1_068.0])
    assert codes(found) == []


def test_sizes_far_apart_are_told_with_both():
    (found,) = check_measures(array(SQUARE, SQUARE), [HECTARES * 2, None], None)
    assert (found.place, found.field, found.severity) == (0, "area_ha", "warning")
    assert found.message.values["drawn"] == f"{HECTARES:.6g}"


def test_a_size_of_another_kind_says_nothing():
    assert codes(check_measures(array(LINE, INSIDE), [5.0, 5.0], None)) == []
