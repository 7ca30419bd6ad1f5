"""`cang chan may` finds Cảng Chân Mây."""

import unicodedata

from playwright.sync_api import expect

from tests.journeys.screens import on_desk_and_phone


@on_desk_and_phone
def test_the_port_is_found_while_one_types(map_page):
    map_page.open()
    with map_page.filters():
        map_page.search.press_sequentially("cang chan may")
        map_page.expect_query("q=cang chan may")
        expect(map_page.search).to_be_focused()
    expect(map_page.row("TTH-032")).to_contain_text("cảng Chân Mây")
    map_page.expect_total(3)
    map_page.expect_on_map(3)


def test_marks_may_be_typed_in_either_unicode_form(map_page):
    map_page.open()
    map_page.search.fill(unicodedata.normalize("NFD", "cảng Chân Mây"))
    map_page.expect_total(3)


def test_one_search_is_one_step_back(map_page):
    map_page.open()
    for words, found in (("cang", "cang"), (" chan may", "cang chan may")):
        map_page.search.press_sequentially(words)
        map_page.expect_query(f"q={found}")
    map_page.expect_total(3)
    map_page.page.go_back()
    map_page.expect_query("")
    map_page.expect_total(127)


def test_nothing_found_says_so_and_shows_the_way_back(map_page):
    map_page.open("?sector=tourism")
    map_page.search.fill("không có gì như thế")
    empty = map_page.page.locator("#list .empty")
    expect(empty).to_contain_text("Không có dự án nào")
    map_page.expect_on_map(0)
    empty.get_by_role("link", name="không có gì như thế").click()
    map_page.expect_query("sector=tourism")
    expect(map_page.rows).not_to_have_count(0)
