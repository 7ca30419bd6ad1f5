"""OGC API clients find what there is before they ask for any item of it."""

import pytest

from tests.web.conftest import problem


def test_every_collection_leads_to_itself_and_to_its_items(fetch):
    listed = fetch("/collections").json["collections"]
    assert [one["id"] for one in listed] == ["projects", "areas", "reports"]
    for one in listed:
        links = {link["rel"]: link["href"] for link in one["links"]}
        assert fetch(links["self"]).json == one
        assert fetch(f"{links['items']}?limit=1").json["type"] == "FeatureCollection"


def test_a_collection_is_titled_in_the_language_asked_for(fetch):
    assert fetch("/collections/projects").json["title"] == "Các dự án"
    assert fetch("/collections/projects?lang=en").json["title"] == "Projects"


def test_what_is_conformed_to_is_said_and_no_more(fetch):
    (only,) = fetch("/conformance").json["conformsTo"]
    assert only.endswith("/conf/geojson")


@pytest.mark.parametrize(
    ("path", "status"), [("/collections/nothing", 404), ("/collections?nothing=1", 400)]
)
def test_what_is_not_there_is_a_problem(fetch, path, status):
    assert problem(fetch(path))["status"] == status
