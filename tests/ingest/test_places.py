"""Where rows lie: their own geometry, two columns, or text; halves and nonsense are told."""

import numpy as np
import pytest
import shapely

from geoapp.ingest.batches import Batch
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.places import anchors, locate

XY = {"X": Target("x"), "Y": Target("y")}
WKT = {"hình": Target("wkt")}


def located(cells, columns, geometry=None):
    size = len(next(iter(cells.values())))
    batch = Batch(list(range(1, size + 1)), cells, geometry, [])
    found = locate(batch, columns, Limits())
    return list(found.geometry), [(issue.row, issue.code) for issue in found.issues]


def test_a_files_own_geometry_goes_first():
    point = shapely.Point(1, 2)
    cells = {"X": [3], "Y": [4]}
    assert located(cells, XY, [shapely.to_wkb(point)]) == ([point], [])


def test_two_columns_make_points():
    cells = {"X": [1, "2,5", None], "Y": [2, "3.5", ""]}
    assert located(cells, XY) == ([shapely.Point(1, 2), shapely.Point(2.5, 3.5), None], [])


def test_half_a_position_and_nonsense_are_told():
    cells = {"X": [1, "abc"], "Y": [None, 2]}
    assert located(cells, XY) == ([None, None], [(2, "not_a_number"), (1, "half_position")])


def test_text_makes_any_geometry():
    cells = {"hình": ["LINESTRING Z (1 2 3, 3 4 5)", None, " "]}
    assert located(cells, WKT) == ([shapely.LineString([(1, 2), (3, 4)]), None, None], [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("POINT (1", "broken_geometry"),
        ("POINT (nan 1)", "bad_coordinate"),
        ("GEOMETRYCOLLECTION (POINT (1 2))", "unknown_geometry"),
        ("POLYGON ((0 0, 1 0, 1 1, 0 1))", "broken_geometry"),
    ],
)
def test_bad_text_is_told(text, code):
    assert located({"hình": [text]}, WKT) == ([None], [(1, code)])


def test_without_columns_there_is_no_place():
    assert located({"a": [1, 2]}, {"a": Target("name")}) == ([None, None], [])


def test_symbols_stand_as_in_the_database():
    area = shapely.box(0, 0, 2, 2)
    geometry = np.array(
        [shapely.Point(1, 2), shapely.LineString([(0, 0), (4, 0)]), area, None, shapely.Point()],
        dtype=object,
    )
    found = anchors(geometry)
    assert found[:2].tolist() == [[1, 2], [2, 0]]
    assert area.contains(shapely.Point(found[2]))
    assert np.isnan(found[3:]).all()
