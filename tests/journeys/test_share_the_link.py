"""Whoever opens the copied link sees what the sender saw."""

import pytest
from playwright.sync_api import expect

from tests.journeys.map_page import MapPage

SEEN = "?area=district:482@2025-06-30&schedule=late&schedule=on_time&color=progress&sort=name"


@pytest.fixture
def colleague(new_context, witness, address) -> MapPage:
    """The map page in another visitor's browser."""
    context = new_context()
    witness.watch(context)
    return MapPage(context.new_page(), address)


def test_a_colleague_sees_filters_colours_order_place_and_project(map_page, context, colleague):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    map_page.open(SEEN)
    fitted = map_page.zoom_written()
    map_page.page.get_by_role("button", name="Phóng to").click()
    map_page.expect_zoom_beyond(fitted)
    map_page.row("TTH-032").click()
    expect(map_page.card).to_be_visible()
    # Once it is marked the map has moved to it: what is copied then is what both look at.
    expect(map_page.page.locator(".map-symbol.is-chosen")).to_be_in_viewport()
    map_page.page.get_by_role("button", name="Chép liên kết").click()
    expect(map_page.page.get_by_role("button", name="Đã chép liên kết")).to_be_visible()

    link = map_page.page.evaluate("navigator.clipboard.readText()")
    colleague.open(link.removeprefix(f"{map_page.address}/"))

    expect(colleague.card).to_contain_text("Đê chắn sóng cảng Chân Mây")
    expect(colleague.rows).to_have_text(map_page.rows.all_text_contents())
    assert colleague.shapes("#list") == map_page.shapes("#list")
    for one in (map_page, colleague):
        expect(one.page).to_have_url(link)


def test_what_a_chat_app_appends_changes_nothing(map_page):
    map_page.open("?schedule=late&utm_source=zalo&fbclid=IwAR0")
    map_page.expect_total(20)
    assert "zalo" not in map_page.page.get_by_role("link", name="EN", exact=True).get_attribute(
        "href"
    )
