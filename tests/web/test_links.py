"""Addresses are canonical: filters in the contract's order, then state that is not the usual."""

import pytest

from geoapp.web.links import address, change, map_url, page_url, project_url


@pytest.fixture
def at(app):
    """Stands at an address of the application."""
    return app.test_request_context


def test_an_address_is_written_in_canonical_order(at):
    with at("/?page=2&q=cảng&sort=name&sector=urban&sector=transport&lang=en&fbclid=1"):
        assert (
            page_url() == "/?sector=transport&sector=urban&q=c%E1%BA%A3ng&lang=en&sort=name&page=2"
        )


def test_what_is_usual_is_not_written(at):
    with at("/?color=schedule&sort=worst&page=1&view=map&lang=vi"):
        assert page_url() == "/"


def test_a_change_replaces_removes_and_repeats(at):
    with at("/?sector=urban&stage=suspended&q=x"):
        assert page_url(sector=["health", "energy"], stage=None, lang="en") == (
            "/?sector=health&sector=energy&q=x&lang=en")  # fmt: skip


def test_a_part_of_the_page_links_to_the_page(at):
    with at("/map/list?sector=urban"):
        assert page_url(page=2) == "/?sector=urban&page=2"


def test_a_project_page_links_to_itself_and_back(at):
    with at("/projects/TTH-001?sector=urban&view=present"):
        assert page_url(lang="en") == "/projects/TTH-001?sector=urban&lang=en&view=present"
        assert map_url(view=None) == "/?sector=urban"


def test_a_project_is_linked_with_the_filter_and_without_the_place_in_the_list(at):
    with at("/?sector=urban&page=3&project=TTH-002&view=present"):
        assert project_url("TTH-001") == "/projects/TTH-001?sector=urban"


def test_an_area_keeps_its_date_and_is_read_easily(at):
    with at("/?area=482"):
        assert page_url() == "/?area=district:482@2025-06-30"


def test_values_are_escaped():
    assert address("/", [("q", "a&b=c #")]) == "/?q=a%26b%3Dc+%23"


def test_names_that_are_neither_filter_nor_state_are_dropped():
    assert change([("fbclid", "1"), ("q", "x")], {}) == [("q", "x")]
