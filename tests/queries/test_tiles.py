"""Each located project is in exactly one cell of one tile of a zoom, and in its class's count."""

import math
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import text

from geoapp.domain.bbox import MERCATOR_HALF, Tile
from geoapp.domain.sectors import SECTORS
from geoapp.queries.summary import summarise
from geoapp.queries.tiles import SCHEDULES, read_tile
from tests.builders import add_baseline, add_project, add_report, ask
from tests.mvt import EXTENT, read_layers

HOSTILE = [
    "{{ 7*7 }}", "{% 50", "${1}", "`", "<img src=x onerror=alert(1)>", "</script>", "a\u2028b",
    "'; --", '"', "&amp;", "\U0001f309 Cầu"]  # fmt: skip


def layers(session, tile, color="schedule", **filters):
    return read_layers(read_tile(session, ask(session, **filters), tile, color))


def points(session, *tile, color="schedule", **filters):
    return layers(session, Tile(*tile), color, **filters).get("points", [])


def shapes(session, *tile, **filters):
    return layers(session, Tile(*tile), **filters).get("shapes", [])


def tile_over(lon, lat, z):
    x = (lon + 180) / 360 * 2**z
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**z
    return Tile(z, int(x), int(y))


def tiles_of(session, z):
    """Return every tile of a zoom that an anchor lies in or next to."""
    size = 2 * MERCATOR_HALF / 2**z
    found = set()
    for x, y in session.execute(text("SELECT ST_X(anchor), ST_Y(anchor) FROM project"
                                     " WHERE anchor IS NOT NULL")):  # fmt: skip
        column, row = (x + MERCATOR_HALF) / size, (MERCATOR_HALF - y) / size
        found |= {Tile(z, int(column) + dx, int(row) + dy)
                  for dx in (-1, 0, 1) for dy in (-1, 0, 1)}  # fmt: skip
    return [tile for tile in found if 0 <= tile.x < 2**z and 0 <= tile.y < 2**z]


def cells_of(session, z, **asked):
    return [cell for tile in tiles_of(session, z) for cell in points(session, *tile, **asked)]


@pytest.fixture
def on_edges(session):
    """Projects on the corner of four tiles of zoom 10, on its edges, and a hair beside."""
    z, x, y = 10, 812, 464
    lon = x / 2**z * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**z))))
    hairs = (0, 1e-12, -1e-12, 0.01)
    for dx in hairs:
        for dy in hairs:
            add_project(session, wkt=f"POINT({lon + dx!r} {lat + dy!r})")
    return session


@pytest.mark.parametrize("z", [0, 1, 9, 10, 11, 14, 22])
def test_projects_on_the_edges_of_tiles_are_counted_once(on_edges, z):
    assert sum(cell["n"] for cell in cells_of(on_edges, z)) == 16


@pytest.mark.parametrize(
    ("z", "asked"),
    [(0, {}), (5, {}), (8, {}), (10, {}), (8, {"sector": "transport"}), (9, {"schedule": "late"})],
)
def test_the_cells_of_a_zoom_hold_every_located_project_once(sample_session, z, asked):
    located = summarise(sample_session, ask(sample_session, **asked)).located
    assert sum(cell["n"] for cell in cells_of(sample_session, z, **asked)) == located > 0


@pytest.mark.parametrize("z", [6, 9])
def test_no_project_is_in_two_cells(sample_session, z):
    codes = Counter(cell["code"] for cell in cells_of(sample_session, z) if cell["n"] == 1)
    assert set(codes.values()) == {1}


@pytest.mark.parametrize(("color", "classes"), [
    ("schedule", 5), ("progress", 6), ("sector", len(SECTORS))])  # fmt: skip
def test_the_counts_of_a_cell_add_up(sample_session, color, classes):
    many = [cell for cell in cells_of(sample_session, 8, color=color) if cell["n"] > 1]
    assert many
    for cell in many:
        counts = [int(count) for count in cell[f"{color}_counts"].split(",")]
        assert (len(counts), sum(counts)) == (classes, cell["n"])


def test_the_counts_of_all_cells_are_those_of_the_summary(sample_session):
    found = Counter()
    for cell in cells_of(sample_session, 8):
        if cell["n"] == 1:
            found[cell["schedule"] or "outside"] += 1
        else:
            counts = map(int, cell["schedule_counts"].split(","))
            found.update(dict(zip([*SCHEDULES, "outside"], counts, strict=True)))
    by_status = summarise(sample_session, ask(sample_session)).by_schedule
    without_place = summarise(sample_session, ask(sample_session)).unlocated
    assert sum(by_status.values()) - sum(found.values()) == without_place == 7
    assert all(found[status] <= count for status, count in by_status.items())


@pytest.mark.parametrize(("progress", "place"), [
    (None, 0), (0, 1), (24.9, 1), (25, 2), (50, 3), (75, 4), (99.9, 4), (100, 5)])  # fmt: skip
def test_a_class_of_progress_begins_at_its_lower_end(session, progress, place):
    for _ in range(2):
        project = add_project(session, wkt="POINT(107 16)")
        if progress is not None:
            add_report(session, project, "2026-10", progress)
    (cell,) = points(session, 0, 0, 0, color="progress")
    assert cell["progress_counts"].split(",")[place] == "2"


def test_a_cell_of_one_project_says_what_its_symbol_shows(session):
    project = add_project(
        session, "A", name="Bến số 3", short_name="Bến 3", kind="port", wkt="POINT(107.97 16.33)"
    )
    add_report(session, project, "2026-11", 46.9)
    (cell,) = points(session, *tile_over(107.97, 16.33, 12))
    place = cell.pop("geometry")
    assert cell == {
        "n": 1, "code": "A", "name": "Bến số 3", "short_name": "Bến 3", "sector": "transport",
        "kind": "port", "stage": "unknown", "progress": 46, "schedule": "", "form": "point",
    }  # fmt: skip
    assert 0 <= place.x <= EXTENT
    assert 0 <= place.y <= EXTENT


def test_progress_that_nobody_reported_is_absent_and_not_nought(session):
    add_project(session, wkt="POINT(107 16)")
    (cell,) = points(session, 0, 0, 0)
    assert "progress" not in cell
    assert cell["schedule"] == "not_reported"


def test_a_symbol_stands_where_its_project_lies(session):
    lon, lat = 107.9, 16.3
    add_project(session, wkt=f"POINT({lon} {lat})")
    tile = tile_over(lon, lat, 10)
    (cell,) = points(session, *tile)
    x, y = session.execute(text("SELECT ST_X(anchor), ST_Y(anchor) FROM project")).one()
    scale = tile.size_m / EXTENT
    assert abs(tile.west_m + cell["geometry"].x * scale - x) <= scale
    assert abs(tile.south_m + cell["geometry"].y * scale - y) <= scale


@pytest.mark.parametrize(("wkt", "form"), [
    ("POINT(107 16)", "point"), ("LINESTRING(107 16, 107.1 16)", "line"),
    ("MULTILINESTRING((107 16, 107.1 16), (107 16.1, 107.1 16.1))", "line"),
    ("POLYGON((107 16, 107.1 16, 107.1 16.1, 107 16))", "area")])  # fmt: skip
def test_a_symbol_tells_the_form(session, wkt, form):
    add_project(session, wkt=wkt)
    assert [cell["form"] for cell in points(session, 0, 0, 0)] == [form]


def test_projects_that_share_one_spot_stay_together_at_every_zoom(session):
    for _ in range(3):
        add_project(session, wkt="POINT(107.9 16.3)")
    for z in (0, 10, 18, 22):
        assert [cell["n"] for cell in points(session, *tile_over(107.9, 16.3, z))] == [3]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_arrives_as_it_is_written(session, name):
    add_project(session, name=name, wkt="LINESTRING(107 16, 107.4 16)")
    tile = tile_over(107.2, 16, 9)
    assert [cell["name"] for cell in points(session, *tile)] == [name]
    assert [shape["name"] for shape in shapes(session, *tile)] == [name]


def test_lines_and_areas_appear_once_they_are_large_enough_to_be_seen(session):
    add_project(session, "L", wkt="LINESTRING(107.9 16.3, 107.93 16.3)")
    assert shapes(session, *tile_over(107.91, 16.3, 8)) == []
    (line,) = shapes(session, *tile_over(107.91, 16.3, 12))
    assert (line["code"], line["geometry"].geom_type) == ("L", "LineString")


def test_a_shape_says_its_class_and_whether_it_is_schematic(session):
    add_project(session, "A", wkt="POLYGON((107 16, 107.3 16, 107.3 16.3, 107 16))",
                position="schematic", stage="suspended")  # fmt: skip
    (shape,) = shapes(session, *tile_over(107.2, 16.1, 9))
    assert shape["schematic"] in (True, 1)
    assert (shape["schedule"], shape["stage"], shape["sector"]) == ("", "suspended", "transport")


def test_a_long_line_goes_on_in_the_next_tile(session):
    add_project(session, "L", wkt="LINESTRING(107 16.1, 109 16.1)")
    west = tile_over(107.2, 16.1, 10)
    for step in range(4):
        (line,) = shapes(session, 10, west.x + step, west.y)
        assert line["geometry"].bounds[2] > EXTENT / 2


def test_an_empty_tile_is_no_bytes(session):
    add_project(session, wkt="POINT(107 16)")
    assert read_tile(session, ask(session), Tile(5, 0, 0), "schedule") == b""


def test_a_tile_shows_what_the_filter_wants(session):
    add_project(session, "A", sector="urban", wkt="POINT(107 16)")
    add_project(session, "B", sector="energy", wkt="LINESTRING(107 16, 108 16)")
    add_project(session, "C", sector="urban", wkt="POINT(107 16)", published=False)
    assert [cell["code"] for cell in points(session, 0, 0, 0, sector="urban")] == ["A"]
    assert shapes(session, *tile_over(107.5, 16, 7), sector="urban") == []


def test_a_tile_can_show_another_month_and_day(session):
    project = add_project(session, wkt="POINT(107 16)")
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    add_report(session, project, "2026-09", 5)
    add_report(session, project, "2026-10", 79)
    assert [cell["schedule"] for cell in points(session, 0, 0, 0)] == ["on_time"]
    assert [cell["schedule"] for cell in points(session, 0, 0, 0, month="2026-09")] == ["late"]
    assert points(session, 0, 0, 0, as_of="2020-01-01") == []
