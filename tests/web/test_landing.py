"""The first address is a page for people and a landing document for programs."""

import pytest

from tests.web.conftest import BROWSER


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/", BROWSER, "text/html"),
        ("/", "*/*", "text/html"),
        ("/", "", "text/html"),
        ("/", "application/json", "application/json"),
        ("/?f=json", BROWSER, "application/json"),
        ("/", "application/geo+json", "application/json"),
        ("/", "text/html, application/json;q=0.9", "text/html"),
    ],
)
def test_programs_are_told_apart(fetch, path, accept, kind):
    assert fetch(path, Accept=accept).mimetype == kind


def test_every_link_of_the_document_leads_somewhere(fetch):
    links = fetch("/?f=json").get_json()["links"]
    assert {"self", "items"} <= {link["rel"] for link in links}
    for link in links:
        address = link["href"].replace("{z}", "8").replace("{x}", "204").replace("{y}", "116")
        assert fetch(address).status_code == 200, address
        assert address.startswith("http://localhost/")


def test_the_document_is_titled_in_the_language_asked_for(fetch, settings):
    assert fetch("/?f=json").get_json()["title"] == settings.title_vi
    assert fetch("/?f=json&lang=en").get_json()["title"] == settings.title_en
