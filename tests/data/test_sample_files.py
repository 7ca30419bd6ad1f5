"""The files under data/geo are what README says and what the loader relies on."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from pyproj import Transformer
from shapely import coverage_is_valid, equals, make_valid, transform
from shapely.geometry import shape

from geoapp.domain.areas import parse_area_ref
from geoapp.domain.choices import FUNDING, POSITIONS, STAGES, codes
from geoapp.domain.sectors import KINDS

FILES = Path(__file__).parents[2] / "data" / "geo"
Row = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((FILES / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def features() -> list[Row]:
    return list(read("projects.geojson")["features"])


@pytest.fixture(scope="module")
def projects(features: list[Row]) -> list[Row]:
    return [feature["properties"] for feature in features]


@pytest.fixture(scope="module")
def outlines() -> list[Row]:
    return list(read("areas.geojson")["features"])


@pytest.fixture(scope="module")
def units(outlines: list[Row]) -> list[Row]:
    without = read("areas-without-outline.json")["areas"]
    return [outline["properties"] for outline in outlines] + list(without)


@pytest.fixture(scope="module")
def agencies() -> list[Row]:
    return list(read("agencies.json")["agencies"])


@pytest.fixture(scope="module")
def documents() -> dict[str, date]:
    rows = read("documents.json")["documents"]
    return {row["code"]: date.fromisoformat(row["day"]) for row in rows}


def in_force(unit: Row, day: date) -> bool:
    return (unit["valid_from"] or "0") <= day.isoformat() <= (unit["valid_to"] or "9")


def named_units(project: Row, units: list[Row], day: date) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each named unit with the units of that level, name, day and parent it can mean."""
    parents: set[str] = set()
    for named in project["named_areas"]:
        meant = [
            unit
            for unit in units
            if (unit["level"], unit["name"]) == (named["level"], named["name"])
            and in_force(unit, day)
            and (not parents or unit["parent_code"] in parents)
        ]
        parents |= {unit["code"] for unit in meant}
        yield named, meant


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_every_project_is_there_and_seven_have_no_place(features: list[Row]) -> None:
    forms = Counter((feature["geometry"] or {"type": None})["type"] for feature in features)
    assert forms == {"Point": 104, "LineString": 11, "Polygon": 5, None: 7}


def test_codes_number_the_projects_of_each_province(projects: list[Row]) -> None:
    expected = [f"TTH-{n:03d}" for n in range(1, 116)] + [f"HTI-{n:03d}" for n in range(1, 13)]
    assert sorted(expected) == sorted(project["code"] for project in projects)


def test_kinds_belong_to_their_sectors_and_codes_are_on_the_lists(projects: list[Row]) -> None:
    pairs = {(kind.sector, kind.code) for kind in KINDS}
    assert {(project["sector"], project["kind"]) for project in projects} <= pairs
    assert {project["stage"] for project in projects} <= set(codes(STAGES))
    assert {project["funding"] for project in projects} <= set(codes(FUNDING))
    assert {project["position"] for project in projects} <= set(codes(POSITIONS))


def test_position_says_how_the_geometry_came_about(features: list[Row]) -> None:
    expected = {None: "none", "Point": "estimated"}
    for feature in features:
        form = (feature["geometry"] or {"type": None})["type"]
        assert feature["properties"]["position"] == expected.get(form, "schematic")


def test_located_projects_have_an_accuracy_and_others_none(features: list[Row]) -> None:
    for feature in features:
        located = feature["geometry"] is not None
        assert (feature["properties"]["accuracy_m"] is not None) == located


def test_footprints_have_the_stated_size_in_vn_2000(features: list[Row]) -> None:
    to_metres = Transformer.from_crs(4326, 9214, always_xy=True)
    stated = [feature for feature in features if feature["properties"]["area_ha"]]
    assert [feature["properties"]["area_ha"] for feature in stated] == [32, 58, 35, 24.3, 75]
    for feature in stated:
        metres = transform(shape(feature["geometry"]), to_metres.transform, interleaved=False)
        assert metres.area / 10_000 == pytest.approx(feature["properties"]["area_ha"], rel=0.001)


def test_footprints_about_one_point_do_not_overlap(features: list[Row]) -> None:
    shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
    assert shape(shapes["TTH-075"]).disjoint(shape(shapes["TTH-076"]))


def test_geometries_are_valid(features: list[Row], outlines: list[Row]) -> None:
    drawn = [feature["geometry"] for feature in [*features, *outlines] if feature["geometry"]]
    for geometry in map(
        shape, drawn + [f["geometry"] for f in read("surroundings.geojson")["features"]]
    ):
        assert equals(geometry, make_valid(geometry))


def test_short_names_fit_on_the_map(projects: list[Row]) -> None:
    names = [project["short_name"] for project in projects]
    assert max(map(len, names)) <= 24
    assert len(set(names)) == len(names)


def test_every_agency_that_a_project_names_is_a_row(
    projects: list[Row], agencies: list[Row]
) -> None:
    named = {
        code
        for project in projects
        for code in (project["lead_agency"], project["owner"], *project["partner_agencies"])
        if code
    }
    assert named <= {agency["code"] for agency in agencies}


def test_every_project_has_a_lead_agency_and_a_source(
    projects: list[Row], documents: dict[str, date]
) -> None:
    for project in projects:
        assert project["lead_agency"] not in project["partner_agencies"]
        assert {source["document"] for source in project["sources"]} <= set(documents)
        assert project["lead_agency"]
        assert project["sources"]


def test_a_section_is_kept_where_the_document_gives_one(projects: list[Row]) -> None:
    first = next(project for project in projects if project["code"] == "TTH-001")
    assert first["sources"] == [
        {
            "document": "001",
            "section": "§II.2.2, chú thích 2",
            "says": "Sở Du lịch chủ trì",
            "fields": ["lead_agency"],
        }
    ]


def test_a_companys_name_in_a_projects_name_makes_no_owner(projects: list[Row]) -> None:
    owners = Counter(project["owner"] for project in projects)
    assert owners[None] == 122
    assert owners["VSICO"] == 1


def test_a_groups_money_is_not_its_members(projects: list[Row]) -> None:
    money = {p["code"]: p["investment_vnd"] for p in projects if p["investment_vnd"]}
    assert money == {
        "TTH-098": 100_000_000_000,
        "TTH-099": 24_436_000_000,
        "TTH-100": 437_000_000_000,
    }


def test_successors_are_there_on_the_day_after_the_agency_ended(agencies: list[Row]) -> None:
    rows = {agency["code"]: agency for agency in agencies}
    assert len(rows) == len(agencies) == 41
    for agency in agencies:
        for successor in agency["successors"]:
            next_day = date.fromisoformat(agency["valid_to"]) + timedelta(days=1)
            assert in_force(rows[successor], next_day)
            assert agency["source"], "who says so"


def test_all_units_are_there(outlines: list[Row], units: list[Row]) -> None:
    assert Counter(outline["properties"]["level"] for outline in outlines) == {
        "province": 3,
        "district": 43,
        "commune": 109,
    }
    assert len(units) == 155 + 428


def test_units_of_one_level_and_code_never_overlap(units: list[Row]) -> None:
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for unit in units:
        span = (unit["valid_from"] or "0000", unit["valid_to"] or "9999")
        spans.setdefault((unit["level"], unit["code"]), []).append(span)
        assert span[0] < span[1]
    for held in spans.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(held)))


def test_units_can_be_named_in_an_address(units: list[Row]) -> None:
    for unit in units:
        day = unit["valid_to"] or unit["valid_from"] or "2026-01-01"
        assert parse_area_ref(f"{unit['level']}:{unit['code']}@{day}").code == unit["code"]


def test_each_state_of_outlines_is_a_coverage_without_gaps_or_overlaps(outlines: list[Row]) -> None:
    states: dict[tuple[str, str], list[Any]] = {}
    for outline in outlines:
        unit = outline["properties"]
        state = (unit["level"], unit["valid_from"] or "")
        states.setdefault(state, []).append(shape(outline["geometry"]))
    assert all(coverage_is_valid(state) for state in states.values())


def test_every_named_unit_is_one_unit_in_force_at_its_documents_date(
    projects: list[Row], units: list[Row], documents: dict[str, date]
) -> None:
    for project in projects:
        day = max(documents[source["document"]] for source in project["sources"])
        for named, meant in named_units(project, units, day):
            assert len(meant) == 1, (project["code"], named, meant)


def test_successors_of_communes_are_units(units: list[Row]) -> None:
    known = {(unit["code"], unit["valid_from"]) for unit in units if unit["level"] == "commune"}
    for unit in units:
        for successor in unit.get("successors", []):
            assert (successor["code"], successor["valid_from"]) in known


def test_the_former_ward_of_hue_knows_where_it_went(units: list[Row]) -> None:
    loc_vinh = next(unit for unit in units if unit["name"] == "Xã Lộc Vĩnh")
    assert loc_vinh["successors"] == [{"code": "20137", "valid_from": "2025-07-01", "part": False}]


def test_all_text_is_in_nfc_and_no_compilers_note_slipped_in() -> None:
    for path in [*FILES.glob("*.json"), *FILES.glob("*.geojson")]:
        for text in texts(read(path.name)):
            assert is_normalized("NFC", text), (path.name, text)
            assert text != "note"
            assert "press" not in text.split(), (path.name, text)


def test_invented_figures_stand_apart_and_leave_a_fifth_alone(projects: list[Row]) -> None:
    invented = read("illustrative.json")
    assert invented["mark"] == "Số liệu minh họa"
    told = {row["code"] for row in invented["projects"]}
    assert told < {project["code"] for project in projects}
    assert 0.18 < 1 - len(told) / len(projects) < 0.26


def test_invented_figures_never_contradict_a_document(projects: list[Row]) -> None:
    invented = {row["code"]: row for row in read("illustrative.json")["projects"]}
    for project in projects:
        row = invented.get(project["code"], {})
        assert project["investment_vnd"] is None or not row.get("investment_vnd")
        assert project["stage"] == "unknown" or row.get("stage") is None
        assert project["funding"] == "unknown" or row.get("funding") is None
        assert project["planned_finish"] is None or not row


def test_invented_progress_never_falls() -> None:
    for row in read("illustrative.json")["projects"]:
        months = [report["month"] for report in row["reports"]]
        percents = [report["progress"] for report in row["reports"]]
        assert percents == sorted(percents)
        assert months == sorted(set(months))
        assert -13 <= min(months) <= max(months) <= 0


def test_works_beyond_half_have_broken_ground_and_have_their_land() -> None:
    reached = {
        row["code"]: row["reports"][-1]["progress"] for row in read("illustrative.json")["projects"]
    }
    for row in read("illustrative-following.json")["projects"]:
        happened = {one["kind"]: one["slip"] is not None for one in row["milestones"]}
        assert happened["groundbreaking"] or not reached[row["code"]], row["code"]
        if reached[row["code"]] > 50:
            blocks = {one["kind"] for one in row["obstacles"] if one["resolved"] is None}
            assert happened["land_handover"], row["code"]
            assert "land_clearance" not in blocks, row["code"]


def test_most_works_are_paid_for_about_as_planned() -> None:
    """Loaded in November: the year has eleven months."""
    shares = []
    for row in read("illustrative.json")["projects"]:
        if row["plan_year_vnd"]:
            paid = sum(one["paid_vnd"] for one in row["reports"] if one["month"] > -11)
            shares.append(paid / row["plan_year_vnd"])
    behind = [share for share in shares if share < 11 / 12 - 0.1]
    assert 0.2 < len(behind) / len(shares) < 0.45


def test_the_readme_counts_what_is_invented() -> None:
    followed = read("illustrative-following.json")["projects"]
    obstacles = sum(len(row["obstacles"]) for row in followed)
    said = (FILES / "README.md").read_text("utf-8")
    assert f"{len(followed)} projects, {obstacles} obstacles and tasks" in said


def test_the_capital_of_all_years_is_no_more_than_the_whole_costs() -> None:
    costs = {row["code"]: row["investment_vnd"] for row in read("illustrative.json")["projects"]}
    for row in read("illustrative-following.json")["projects"]:
        assert sum(one["amount_vnd"] for one in row["capital"]) <= costs[row["code"]], row["code"]
