"""From a row or a symbol to the card, from the card to all that is known, and back."""

import re

from playwright.sync_api import Route, expect

from tests.journeys.screens import on_desk_and_phone


@on_desk_and_phone
def test_a_row_opens_the_card_and_the_card_the_project(map_page):
    page = map_page.page
    map_page.open("?q=de+chan+song")
    map_page.row("TTH-032").click()
    map_page.expect_query("q=de chan song&project=TTH-032")
    for words in ("Giao thông · đê chắn sóng", "45,2%", "Sơ đồ, ± 1.200 m", "16/11/2026"):
        expect(map_page.card).to_contain_text(words)

    map_page.card.get_by_role("link", name="Xem dự án").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Đê chắn sóng cảng Chân Mây - giai đoạn 2"
    )
    for words in ("Văn bản 001", "§3.3, §9.2", "trước là Sở Giao thông vận tải", "Huyện Phú Lộc"):
        expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.locator(".mini-map svg")).to_be_visible()

    page.get_by_role("link", name="Về bản đồ").click()
    map_page.wait_until_painted()
    map_page.expect_query("q=de chan song&project=TTH-032")
    expect(map_page.card).to_be_visible()


def test_a_symbol_opens_the_card_and_marks_its_row(map_page):
    map_page.open("?area=district:482@2025-06-30")
    name = map_page.singles.first.get_attribute("aria-label").rpartition(", ")[0]
    map_page.symbol(name).click()
    expect(map_page.card).to_contain_text(name)
    expect(map_page.page.locator("#list .row[aria-current]")).to_contain_text(name)
    expect(map_page.page.locator(".map-symbol.is-chosen")).to_have_count(1)


def test_the_card_closes_and_back_opens_it_again(map_page):
    map_page.open("?project=TTH-032")
    expect(map_page.card).to_contain_text("Đê chắn sóng")
    map_page.card.get_by_role("button", name="Đóng").click()
    expect(map_page.card).to_be_hidden()
    map_page.expect_query("")
    map_page.page.go_back()
    expect(map_page.card).to_contain_text("Đê chắn sóng")


def test_the_map_shows_a_project_that_was_out_of_view(map_page):
    map_page.open("#13/18.35/105.90")
    map_page.search.fill("container số 4")
    map_page.row("TTH-021").click()
    expect(map_page.page.locator(".map-symbol.is-chosen")).to_be_in_viewport()


def test_a_shared_project_is_shown_however_slowly_its_map_comes(map_page):
    page, held = map_page.page, []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/map/extent?*", hold)
    with page.expect_request("**/map/extent?*"):
        page.goto(f"{map_page.address}/?q=chan+may&project=TTH-032")
    expect(map_page.card).to_be_visible()
    held[0].continue_()
    map_page.wait_until_painted()
    expect(page.locator(".map-symbol.is-chosen")).to_be_in_viewport()


def test_a_project_without_a_place_is_listed_and_says_so(map_page):
    map_page.open("?q=500+kV")
    expect(map_page.row("TTH-094")).to_contain_text("chưa rõ vị trí")
    map_page.row("TTH-094").click()
    expect(map_page.card).to_contain_text("chưa rõ vị trí")
    map_page.card.get_by_role("link", name="Xem dự án").click()
    expect(map_page.page.locator(".no-place")).to_be_visible()
    expect(map_page.page.locator(".mini-map")).to_have_count(0)


def test_what_nobody_reported_is_not_nought(map_page):
    map_page.open("?project=TTH-061")
    expect(map_page.card.locator(".card-progress")).to_contain_text("chưa báo cáo")
    expect(map_page.card).not_to_contain_text(re.compile(r"\b0%"))


def test_a_link_to_a_project_that_is_gone_says_so(map_page, witness):
    witness.expect(404)
    map_page.open("?project=TTH-999")
    expect(map_page.band).to_contain_text("Không có dự án này")
    map_page.expect_query("")
    map_page.expect_total(127)
