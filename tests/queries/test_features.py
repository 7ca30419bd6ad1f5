"""Features carry exactly the contract's properties, ordered by code, unknown as null."""

from datetime import date

import pytest

from geoapp.domain.bbox import Bbox
from geoapp.queries.features import count_projects, find_features, get_feature
from tests.builders import add_agency, add_project, add_report, add_unit, ask, plain

CONTRACT = """
    code, name, name_en, sector, kind, funding, stage, schedule, days_late, progress,
    planned_progress, investment_vnd, disbursed_vnd, plan_year_vnd, area_ha, length_m, lead_agency,
    partner_agencies, owner, baseline_start, baseline_finish, planned_finish, forecast_finish,
    actual_finish, last_report, accuracy_m, position, source, illustrative, areas, revision"""
PROPERTIES = {name.strip() for name in CONTRACT.split(",")}


def found(session, **filters):
    return plain(find_features(session, ask(session, **filters), limit=99))


def test_the_forecast_is_computed_from_the_pace_and_not_what_was_stated(session):
    project = add_project(session, "A", stage="implementation", forecast_finish=date(2030, 1, 1))
    add_report(session, project, "2026-09", 30, reported_on=date(2026, 9, 10))
    add_report(session, project, "2026-10", 60, reported_on=date(2026, 10, 10))
    ((feature,)) = plain(find_features(session, ask(session), limit=2))
    assert feature["properties"]["forecast_finish"] == "2026-11-19"


def test_a_feature_has_exactly_the_contracts_properties(session):
    add_project(session, "A", wkt="POINT(107 16)")
    (feature,) = found(session)
    assert set(feature) == {"type", "id", "properties", "geometry"}
    assert set(feature["properties"]) == PROPERTIES


def test_every_project_of_the_sample_has_them_too(sample_session):
    features = plain(find_features(sample_session, ask(sample_session), limit=200))
    assert len(features) == 127
    assert all(set(feature["properties"]) == PROPERTIES for feature in features)


def test_what_is_unknown_is_null_and_not_nought(session):
    add_project(session, "A")
    (feature,) = found(session)
    unknown = {name for name, value in feature["properties"].items() if value is None}
    assert unknown == PROPERTIES - {
        "code", "name", "sector", "kind", "funding", "stage", "schedule", "partner_agencies",
        "position", "source", "illustrative", "areas", "revision"}  # fmt: skip
    assert feature["geometry"] is None


def test_known_figures_keep_their_units(session):
    add_project(session, "A", investment_vnd=24_436_000_000_000, area_ha=1624.34, length_m=12_500,
                accuracy_m=2000, planned_finish=date(2027, 6, 30),
                wkt="POINT(107.9 16.3)")  # fmt: skip
    (feature,) = found(session)
    said = feature["properties"]
    assert (said["investment_vnd"], said["area_ha"]) == (24_436_000_000_000, 1624.34)
    assert (said["length_m"], said["accuracy_m"]) == (12_500, 2000)
    assert said["planned_finish"] == "2027-06-30"
    assert said["position"] == "surveyed"


@pytest.mark.parametrize(("wkt", "kind", "coordinates"), [
    ("POINT(107.123456789 16.987654321)", "Point", [107.123456789, 16.987654321]),
    ("LINESTRING(107 16, 108 17)", "LineString", [[107, 16], [108, 17]])])  # fmt: skip
def test_the_geometry_is_longitude_first_in_degrees(session, wkt, kind, coordinates):
    add_project(session, wkt=wkt)
    (feature,) = found(session)
    assert feature["geometry"] == {"type": kind, "coordinates": coordinates}


def test_who_leads_owns_and_helps_is_said_by_code_and_name(session):
    lead, owner, helper = (add_agency(session, code) for code in ("L", "O", "H"))
    add_project(session, "A", lead_agency_id=lead.id, owner_agency_id=owner.id,
                partner_agency_ids=[helper.id, lead.id])  # fmt: skip
    said = found(session)[0]["properties"]
    assert said["lead_agency"] == {"code": "L", "name": "Sở L"}
    assert said["owner"]["code"] == "O"
    assert [agency["code"] for agency in said["partner_agencies"]] == ["H", "L"]


def test_a_project_names_every_unit_it_belongs_to_with_its_dates_and_why(session):
    former = add_unit(session, "475", level="district", until=date(2025, 6, 30))
    present = add_unit(session, "19999", since=date(2025, 7, 1))
    add_project(session, units={former: "geometry", present: "outweighed"})
    areas = found(session)[0]["properties"]["areas"]
    assert areas == [
        {"area": "district:475@2025-06-30", "name": "Xã 475", "basis": "geometry"},
        {"area": "commune:19999@2025-07-01", "name": "Xã 19999", "basis": "outweighed"},
    ]


def test_the_figures_of_a_feature_are_those_of_its_last_report(session):
    project = add_project(session, "A")
    add_report(session, project, "2026-10", 46.2, disbursed_vnd=5)
    said = found(session)[0]["properties"]
    assert (said["progress"], said["disbursed_vnd"]) == (46.2, 5)
    assert said["last_report"] == "2026-10-15"


def test_features_are_in_the_order_of_their_codes_whatever_the_window(session):
    for code in ("B-2", "A-10", "A-9", "B-1", "A_1", "A.1"):
        add_project(session, code)
    whole = [feature["id"] for feature in found(session)]
    windows = [find_features(session, ask(session), limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [feature["id"] for window in windows for feature in window] == whole
    assert whole == sorted(whole, key=whole.index)
    assert len(set(whole)) == 6


def test_a_box_finds_what_it_touches_and_not_what_has_no_place(session):
    add_project(session, "IN", wkt="POINT(107 16)")
    add_project(session, "EDGE", wkt="LINESTRING(107.1 16, 109 16)")
    add_project(session, "OUT", wkt="POINT(108 16)")
    add_project(session, "NOWHERE")
    box, wanted = Bbox(106.9, 15.9, 107.1, 16.1), ask(session)
    assert [one["id"] for one in find_features(session, wanted, bbox=box, limit=9)] == [
        "EDGE",
        "IN",
    ]
    assert count_projects(session, wanted, box) == 2


def test_one_feature_is_found_by_code_whatever_the_filter_wants(session):
    add_project(session, "A", sector="urban")
    assert get_feature(session, ask(session, sector="energy"), "A")["id"] == "A"


@pytest.mark.parametrize("code", ["B", "X", "a", "", "A'--"])
def test_missing_and_unpublished_features_are_alike_not_there(session, code):
    add_project(session, "A")
    add_project(session, "B", published=False)
    assert get_feature(session, ask(session), code) is None
