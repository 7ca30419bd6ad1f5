"""What the real projects answer to the questions that people ask of them."""

import pytest

from geoapp.queries.features import count_projects, find_features
from geoapp.queries.summary import summarise
from tests.builders import ask, plain


def names(session, **filters):
    found = plain(find_features(session, ask(session, **filters), limit=200))
    return {feature["properties"]["name"] for feature in found}


def ties(session):
    """Yield each project's properties with the dated units it is found by."""
    for feature in plain(find_features(session, ask(session), limit=200)):
        said = feature["properties"]
        yield said, [area["area"] for area in said["areas"] if area["basis"] != "outweighed"]


@pytest.mark.parametrize("area", ["district:482@2025-06-30", "district:482@2024-12-31", "482"])
def test_the_former_district_of_phu_loc_finds_the_zone_of_chan_may(sample_session, area):
    assert any(
        "Sài Gòn" in name and "Chân Mây" in name for name in names(sample_session, area=area)
    )


def test_the_commune_of_today_finds_it_too(sample_session):
    (ref,) = {
        area["area"]
        for said, _ in ties(sample_session)
        for area in said["areas"]
        if area["name"] == "Xã Chân Mây - Lăng Cô"
    }
    assert any("Sài Gòn" in name for name in names(sample_session, area=ref))


def test_every_located_project_belongs_to_a_commune_of_today_and_a_former_district(sample_session):
    for said, refs in ties(sample_session):
        if said["position"] != "none":
            assert any(ref.startswith("commune:") and "@2025-07-01" in ref for ref in refs), said
            assert any(ref.startswith("district:") for ref in refs), said


@pytest.mark.parametrize("words", ["đê chắn sóng", "container số 4"])
def test_what_lies_in_the_sea_belongs_to_land(sample_session, words):
    found = [(said, refs) for said, refs in ties(sample_session) if words in said["name"].lower()]
    assert found
    for said, refs in found:
        assert {ref.partition(":")[0] for ref in refs} >= {"commune", "district"}, said["code"]


def test_the_port_is_found_without_marks(sample_session):
    assert any("Chân Mây" in name for name in names(sample_session, q="cang chan may"))
    assert count_projects(sample_session, ask(sample_session, q="cang chan may")) < 30


def test_all_127_are_counted_and_seven_have_no_place(sample_session):
    totals = summarise(sample_session, ask(sample_session))
    assert (totals.projects, totals.unlocated) == (127, 7)
