"""What every page carries can end no script element early and names no other host."""

import json

import pytest

from geoapp.web.page import client_config, inert_json, source_line


@pytest.mark.parametrize(
    "text",
    [
        "</script>",
        "<!--",
        "<script>",
        "&amp;",
        "a\u2028b\u2029c",
        '"quoted"',
        "\\",
        "]]>",
        "{{ 7*7 }}",
    ],
)
def test_json_in_a_page_reads_back_as_it_was_and_starts_no_markup(text):
    said = str(inert_json({"name": text}))
    assert json.loads(said) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(said)


@pytest.fixture
def at(app):
    return app.test_request_context


def test_scripts_are_told_their_texts_in_the_language_of_the_page(at):
    with at("/?lang=vi"):
        vietnamese = client_config()
    with at("/?lang=en"):
        english = client_config()
    assert vietnamese["texts"].keys() == english["texts"].keys()
    assert vietnamese["themes"] != english["themes"]


def test_scripts_are_told_every_layer_that_may_be_seen(at):
    with at("/"):
        layers = client_config()["layers"]
    assert {"areas", "projects"} <= {layer["kind"] for layer in layers}


def test_the_source_of_the_basemap_is_said_once(at):
    with at("/"):
        parts = source_line().split(" · ")
    assert len(parts) == len(set(parts)) > 0
