"""The query string is read in one place: state never fails, data parameters never guess."""

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.web.params import (
    PageState,
    check_names,
    read_count,
    read_page_state,
    wanted,
)


def state(app, query):
    with app.test_request_context(f"/?{query}"):
        return read_page_state()


def test_without_state_the_page_is_as_usual(app):
    assert state(app, "") == PageState("schedule", "worst", 1, "map", None)


def test_state_is_read(app):
    query = "color=sector&sort=finish&page=3&view=present&project=TTH-001"
    assert state(app, query) == PageState("sector", "finish", 3, "present", "TTH-001")


@pytest.mark.parametrize(
    "query",
    [
        "color=pink&sort=x&page=x&view=x",
        "page=0",
        "page=-1",
        "page=1.5",
        "page=٣",
        "page=99999999",
        "page=",
        "project=",
    ],
)
def test_state_that_makes_no_sense_is_the_usual(app, query):
    assert state(app, query) == PageState("schedule", "worst", 1, "map", None)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("100", 100)])
def test_a_count_is_a_whole_number_between_its_bounds(app, text, number):
    with app.test_request_context(f"/?limit={text}"):
        assert read_count("limit", 5, least=0, most=100) == number


@pytest.mark.parametrize("text", ["101", "-1", "1.0", "1e2", "0x1", "", " ", "٣", "9" * 30])
def test_anything_else_is_refused_with_the_bounds(app, text):
    at = app.test_request_context("/", query_string={"limit": text})
    with at, pytest.raises(BadParameter, match="a whole number from 0 to 100"):
        read_count("limit", 5, least=0, most=100)


def test_a_missing_count_is_the_usual(app):
    with app.test_request_context("/"):
        assert read_count("limit", 5, least=0, most=100) == 5


def test_a_name_that_data_do_not_know_is_refused_with_those_they_do(app):
    refused = pytest.raises(BadParameter, match="sektor: expected one of the parameters sector, q")
    with app.test_request_context("/?sektor=urban"), refused:
        check_names("sector", "q")


def test_a_filter_is_resolved_once_for_each_state_of_the_data(app, monkeypatch):
    asked = [app.test_request_context(f"/?{query}") for query in ("q=cau", "q=cau", "q=cang")]
    found = []
    for context in asked:
        with context:
            found.append(wanted())
    assert found[0] is found[1] is not found[2]
    monkeypatch.setattr("geoapp.web.params.data_version", lambda _: "the data after an edit")
    with app.test_request_context("/?q=cau"):
        assert wanted() is not found[0]


def test_resolved_filters_do_not_pile_up(app, monkeypatch):
    monkeypatch.setattr("geoapp.web.params.MOST_RESOLVED", 3)
    for number in range(10):
        with app.test_request_context(f"/?q={number}"):
            wanted()
    assert len(app.extensions["geoapp"].resolved) <= 3
