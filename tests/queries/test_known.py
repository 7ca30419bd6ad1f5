"""What uploads are compared with: projects that may be seen, with where their symbols stand."""

from datetime import date

import numpy as np
import pytest

from geoapp.domain.rights import NOBODY
from geoapp.queries.known import find_index, find_places, read_known
from tests.builders import add_project


@pytest.fixture
def known(session):
    """A point, a line, a project without a place, a draft, and one that was retired."""
    add_project(session, "A-1", wkt="POINT(107.5 16.5)", name="Cầu")
    add_project(session, "A-2", wkt="LINESTRING(107 16, 107 17)", name="Đường")
    add_project(session, "A-3", name="Chợ")
    add_project(session, "A-4", wkt="POINT(107 16)", published=False)
    gone = {"published": False, "retired_on": date(2026, 1, 1)}
    add_project(session, "A-5", wkt="POINT(107 16)", **gone)


CODES = ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"]


@pytest.mark.usefixtures("known")
def test_places_are_told_of_seen_projects_that_have_one(session):
    found = find_places(session, CODES, NOBODY)
    assert found.keys() == {"A-1", "A-2"}
    assert found["A-1"] == pytest.approx((107.5, 16.5), abs=1e-9)
    assert found["A-2"] == pytest.approx((107, 16.5), abs=0.01)


@pytest.mark.usefixtures("known")
def test_the_index_has_each_seen_project_once_with_its_own_name_and_place(session):
    index = find_index(session, NOBODY)
    rows = dict(
        zip(index.codes, zip(index.names, index.lon_lat.tolist(), strict=True), strict=True)
    )
    assert {code: name for code, (name, _) in rows.items()} == {
        "A-1": "Cầu", "A-2": "Đường", "A-3": "Chợ",
    }  # fmt: skip
    assert rows["A-1"][1] == pytest.approx([107.5, 16.5], abs=1e-9)
    assert np.isnan(rows["A-3"][1]).all()


def test_nobody_knows_anything_of_an_empty_database(session):
    assert find_places(session, CODES, NOBODY) == {}
    assert list(find_index(session, NOBODY).codes) == []
    assert read_known(session, None, NOBODY).scope == frozenset()
