"""Collections are paged, linked and filtered as OGC API clients expect."""

import json

from tests.builders import add_project, revise
from tests.web.conftest import problem

ITEMS = "/collections/projects/items"
AREAS = "/collections/areas/items"


def items(fetch, query=""):
    response = fetch(ITEMS + query)
    assert response.status_code == 200, response.text
    return json.loads(response.text)


def link(collection, rel):
    return next((one["href"] for one in collection["links"] if one["rel"] == rel), None)


def test_a_collection_says_how_many_match_and_how_many_came(fetch):
    found = items(fetch, "?limit=5")
    assert found["type"] == "FeatureCollection"
    assert (found["numberMatched"], found["numberReturned"], len(found["features"])) == (127, 5, 5)


def test_features_are_geojson_ordered_by_code(fetch):
    response = fetch(ITEMS)
    codes = [feature["properties"]["code"] for feature in json.loads(response.text)["features"]]
    assert response.mimetype == "application/geo+json"
    assert codes == sorted(codes)
    assert codes == [feature["id"] for feature in json.loads(response.text)["features"]]


def test_following_next_finds_every_project_once(fetch):
    codes, address, pages = [], f"{ITEMS}?limit=50", 0
    while address:
        found = json.loads(fetch(address).text)
        codes += [feature["id"] for feature in found["features"]]
        address, pages = link(found, "next"), pages + 1
    assert (len(codes), len(set(codes)), pages) == (127, 127, 3)


def test_next_keeps_the_filter_and_self_is_the_address(fetch):
    found = items(fetch, "?sector=tourism&sector=urban&limit=2&bbox=106,15,109,18")
    following = json.loads(fetch(link(found, "next")).text)
    assert following["numberMatched"] == found["numberMatched"]
    assert not {one["id"] for one in following["features"]} & {
        one["id"] for one in found["features"]}  # fmt: skip
    assert link(found, "self").endswith("sector=tourism&sector=urban&limit=2&bbox=106,15,109,18")


def test_past_the_end_there_is_nothing_and_no_next(fetch):
    found = items(fetch, "?offset=500")
    assert (found["numberMatched"], found["numberReturned"]) == (127, 0)
    assert link(found, "next") is None


def test_a_window_that_ends_with_the_last_has_no_next(fetch):
    assert link(items(fetch, "?offset=100&limit=27"), "next") is None
    assert link(items(fetch, "?offset=100&limit=26"), "next") is not None


def test_without_a_limit_a_thousand_come(own_client, own_session):
    add_project(own_session, "FIRST")
    own_session.connection().exec_driver_sql(
        "INSERT INTO project (code, name, sector, kind)"
        " SELECT 'P-' || n, 'Dự án', 'urban', 'park' FROM generate_series(1, 1001) n"
    )
    own_session.commit()
    found = json.loads(own_client.get(ITEMS).text)
    assert (found["numberMatched"], found["numberReturned"]) == (1002, 1000)


def test_a_box_narrows(fetch):
    whole, part = items(fetch), items(fetch, "?bbox=107.9,16.2,108.2,16.4")
    assert 0 < part["numberMatched"] < whole["numberMatched"]


def test_filters_narrow_and_combine(fetch):
    transport = items(fetch, "?sector=transport")["numberMatched"]
    both = items(fetch, "?sector=transport&sector=health")["numberMatched"]
    late = items(fetch, "?sector=transport&schedule=late")["numberMatched"]
    assert late < transport < both < 127


def test_before_the_first_load_the_collection_is_empty(fetch):
    found = items(fetch, "?as_of=2020-01-01")
    assert (found["numberMatched"], found["features"]) == (0, [])


def test_one_feature_is_answered_with_its_tag(fetch):
    response = fetch(f"{ITEMS}/TTH-001")
    assert json.loads(response.text)["id"] == "TTH-001"
    again = fetch(f"{ITEMS}/TTH-001", **{"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_tag_holds_for_compressed_answers_too(fetch):
    packed = {"Accept-Encoding": "gzip, br"}
    tag = fetch(f"{ITEMS}/TTH-001", **packed).headers["ETag"]
    assert fetch(f"{ITEMS}/TTH-001", **packed, **{"If-None-Match": tag}).status_code == 304


def test_a_changed_feature_has_another_tag(own_client, own_session):
    project = add_project(own_session, "A")
    own_session.commit()
    before = own_client.get(f"{ITEMS}/A").headers["ETag"]
    revise(own_session)
    project.name = "Another"
    own_session.commit()
    response = own_client.get(f"{ITEMS}/A", headers={"If-None-Match": before})
    assert response.status_code == 200
    assert response.headers["ETag"] != before


def test_an_unknown_and_an_unpublished_feature_answer_alike(own_client, own_session):
    add_project(own_session, "SECRET", published=False)
    own_session.commit()
    hidden, missing = (own_client.get(f"{ITEMS}/{code}") for code in ("SECRET", "NOSUCH"))
    assert problem(hidden)["status"] == 404
    assert hidden.text.replace("SECRET", "NOSUCH") == missing.text
    assert json.loads(own_client.get(ITEMS).text)["numberMatched"] == 0


def units(fetch, query):
    return json.loads(fetch(AREAS + query).text)


def test_units_of_today_are_offered(fetch):
    found = units(fetch, "?level=district&limit=100")
    assert found["numberMatched"] == 0
    communes = units(fetch, "?level=commune&limit=1000")["features"]
    assert communes
    assert not [one for one in communes if one["properties"]["former"]]


def test_units_of_another_day_are_offered_on_demand(fetch):
    found = units(fetch, "?level=district&on=2025-06-30&q=phu%20loc")
    (district,) = found["features"]
    assert district["id"] == "district:482@2025-06-30"
    assert district["properties"]["valid_to"] == "2025-06-30"
    assert district["geometry"]["type"] == "MultiPolygon"


def test_a_unit_says_what_it_is(fetch):
    (commune,) = units(fetch, "?q=xã Chân Mây - Lăng Cô&level=commune")["features"]
    assert set(commune["properties"]) == {
        "code", "name", "level", "parent_code", "valid_from", "valid_to", "former"}  # fmt: skip
    assert commune["properties"]["valid_from"] == "2025-07-01"


def test_a_unit_is_answered_by_its_reference_and_by_its_bare_code(fetch):
    by_reference = fetch(f"{AREAS}/district:482@2025-06-30")
    assert json.loads(by_reference.text) == json.loads(fetch(f"{AREAS}/482").text)


def test_units_are_paged_and_tagged(fetch):
    first = fetch(f"{AREAS}?on=2025-06-30&limit=2")
    found = json.loads(first.text)
    assert found["numberReturned"] == 2
    following = json.loads(fetch(link(found, "next")).text)
    assert following["features"][0]["id"] not in {one["id"] for one in found["features"]}
    again = fetch(f"{AREAS}?on=2025-06-30&limit=2", **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_units_in_a_box(fetch):
    box = "107.9,16.2,108.2,16.4"
    names = {one["properties"]["name"] for one in units(fetch, f"?bbox={box}")["features"]}
    assert "Xã Chân Mây - Lăng Cô" in names
    assert len(names) < 12
