"""Lines of attention lists: what stands on the screen and where it lies."""

from datetime import date

import pytest

from geoapp.queries.attention_lines import (
    find_counted_areas,
    find_places,
    find_tie_sets,
    read_lines,
)
from tests.builders import add_project, add_report, add_unit, ask

JUNE_30, JULY_1 = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def units(session):
    former = add_unit(session, "475", level="district", name="Huyện Phú Lộc", until=JUNE_30)
    commune = add_unit(session, "475", name="Xã Vinh Lộc", since=JULY_1)
    return former, commune


def test_a_line_tells_place_and_payments(session):
    values = {"plan_year_vnd": 200, "wkt": "POINT(107.5 16.5)"}
    project = add_project(session, "P", **values)
    add_report(session, project, "2026-10", 50, disbursed_vnd=50)
    line = read_lines(session, ask(session), [project.id])[project.id]
    assert (line.lon, line.lat) == pytest.approx((107.5, 16.5))
    assert (line.paid_percent, line.schedule) == (25, None)


def test_places_are_those_of_located_projects(session):
    placed, lost = add_project(session, "P", wkt="POINT(107 16)"), add_project(session, "Q")
    ((code, lon, lat),) = find_places(session, ask(session), [placed.id, lost.id])
    assert (code, lon, lat) == ("P", pytest.approx(107), pytest.approx(16))


@pytest.mark.usefixtures("units")
def test_projects_are_counted_by_the_last_districts(session):
    assert [unit.name for unit in find_counted_areas(session, ask(session)).values()] == [
        "Huyện Phú Lộc"
    ]


@pytest.mark.usefixtures("units")
def test_within_a_chosen_district_by_communes(session):
    wanted = ask(session, area="district:475@2025-06-30")
    assert [unit.name for unit in find_counted_areas(session, wanted).values()] == ["Xã Vinh Lộc"]


def test_the_sets_of_a_unit_are_those_that_count(session, units):
    former, commune = units
    project = add_project(session, "P", units={former: "geometry", commune: "outweighed"})
    assert find_tie_sets(session, [former.id, commune.id]) == {former.id: [project.tie_set_id]}
