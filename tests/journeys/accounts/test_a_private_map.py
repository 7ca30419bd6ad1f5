"""A map behind sign-in: nothing is there for whoever has no account, and all of it after."""

import json
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect


@pytest.fixture
def address(closed_office):
    return closed_office


def answer(address, path):
    try:
        with urllib.request.urlopen(address + path, timeout=30) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


@pytest.mark.parametrize("path", ["/projects/TTH-001", "/collections/projects/items/TTH-001"])
def test_what_is_there_answers_like_what_is_missing(address, path):
    there, missing = answer(address, path), answer(address, path.replace("TTH-001", "NONE-1"))
    assert there == missing
    assert there[0] == json.loads(there[1])["status"] == 404


def test_a_link_leads_through_sign_in_to_what_it_names(desk):
    desk.open("/projects/TTH-001")
    expect(desk.page).to_have_url(f"{desk.address}/sign-in?next=/projects/TTH-001")
    desk.sign_in("viewer")
    expect(desk.page).to_have_url(f"{desk.address}/projects/TTH-001")


def test_the_whole_map_is_there_after_signing_in(desk, map_page):
    desk.open("/")
    desk.sign_in("viewer")
    map_page.open()
    map_page.expect_total(127)
    map_page.expect_on_map(120)
