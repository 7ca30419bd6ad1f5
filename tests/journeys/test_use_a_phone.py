"""The same map on a phone: a sheet over the map, filters in a drawer, nothing off the side."""

import pytest
from playwright.sync_api import expect

from tests.journeys.map_page import expect_width
from tests.journeys.screens import PHONE, SMALL_PHONE

TOO_SMALL = """least => [...document.querySelectorAll('a, button, input, select, summary, .grip')]
  .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map(one => [one, (one.closest('label') ?? one).getBoundingClientRect()])
  .filter(([one, box]) => box.width && Math.min(box.width, box.height) < least)
  .map(([one]) => one.outerHTML.slice(0, 120))"""


@PHONE
def test_the_sheet_is_pulled_over_the_map_and_back(map_page):
    map_page.open()
    grip = map_page.page.get_by_role("slider", name="Độ cao của bảng dự án")
    heights = []
    for words in ("nửa màn hình", "toàn màn hình", "chỉ số tổng"):
        expect(grip).to_have_attribute("aria-valuetext", words)
        map_page.page.wait_for_function("() => !document.getAnimations().length")
        heights.append(map_page.page.locator("#side").bounding_box()["height"])
        grip.click()
    low, half, whole = sorted(heights)
    assert heights == [half, whole, low]


@PHONE
def test_filters_lie_in_a_drawer_that_tells_what_they_leave(map_page):
    map_page.open()
    map_page.page.get_by_role("button", name="So với kế hoạch").click()
    drawer = map_page.page.get_by_role("dialog")
    map_page.tick("schedule", "late")
    drawer.get_by_role("button", name="Xem 20 dự án").click()
    expect(drawer).to_have_count(0)
    map_page.expect_total(20)
    map_page.expect_on_map(20)
    expect(map_page.page.locator("#open-filters")).to_have_text("Bộ lọc1")


@PHONE
def test_the_legend_opens_at_a_touch(map_page):
    map_page.open()
    expect(map_page.legend).to_be_hidden()
    map_page.page.get_by_role("button", name="Màu và chú giải").tap()
    expect(map_page.legend).to_contain_text("Chưa báo cáo")
    map_page.expect_sum(".legend-count", 110)


@PHONE
def test_a_symbol_opens_the_card_at_the_foot(map_page):
    map_page.open("?q=de+chan+song")
    map_page.singles.tap()
    expect(map_page.card).to_contain_text("Đê chắn sóng cảng Chân Mây")
    expect(map_page.card).to_be_in_viewport(ratio=0.99)
    expect(map_page.page.locator(".map-symbol.is-chosen")).to_be_in_viewport()


@PHONE
@pytest.mark.parametrize(("query", "last"), [("", "#list .row"), ("?project=TTH-032", "#card h2")])
def test_whatever_one_touches_is_large_enough(map_page, query, last):
    map_page.open(query)
    expect(map_page.page.locator(last).first).to_be_visible()
    expect_width(map_page.page, 390)
    assert map_page.page.evaluate(TOO_SMALL, 24) == []


@SMALL_PHONE
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_off_the_side_of_the_smallest_phone(map_page, witness, lang):
    witness.expect(400)
    page = map_page.page
    map_page.open(f"?area=district:482@2025-06-30&lang={lang}")
    expect_width(page, 320)
    page.locator("#present-button").evaluate("button => button.click()")
    expect(map_page.slide.locator("h1")).to_be_visible()
    expect_width(page, 320)
    for path in (f"projects/TTH-032?lang={lang}", f"?sector=tourizm&lang={lang}"):
        page.goto(f"{map_page.address}/{path}")
        expect_width(page, 320)


@SMALL_PHONE
def test_the_drawer_fits_the_smallest_phone(map_page):
    map_page.open()
    map_page.page.locator("#open-filters").click()
    expect(map_page.page.get_by_role("dialog")).to_be_visible()
    drawer = map_page.page.locator(".filters-scroll")
    expect_width(map_page.page, 320)
    assert drawer.evaluate("one => one.scrollWidth <= one.clientWidth")
