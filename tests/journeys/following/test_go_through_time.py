"""The months' slider, two months beside each other, and the page for the meeting."""

import re

from playwright.sync_api import expect

from tests.journeys.screens import on_desk_and_phone

SLIDER = "#month-range"


@on_desk_and_phone
def test_a_step_back_shows_the_month_and_the_address_keeps_it(map_page):
    map_page.open()
    late = map_page.page.locator("#summary .strip-legend b").first
    map_page.page.locator(SLIDER).focus()
    map_page.page.keyboard.press("ArrowLeft")
    map_page.page.keyboard.press("ArrowLeft")
    map_page.expect_query("month=2026-10")
    expect(map_page.page.locator("#month-words")).to_have_text("10/2026")
    expect(map_page.page.locator("#as-of-band")).to_contain_text("báo cáo tháng 10/2026")
    summary = map_page.page.request.get(
        f"{map_page.address}/collections/projects/items?month=2026-10&schedule=late&limit=1"
    )
    expect(late).to_have_text(str(summary.json()["numberMatched"]))


def test_one_slide_is_one_step_back(map_page):
    map_page.open()
    slider = map_page.page.locator(SLIDER)
    slider.focus()
    for _ in range(3):
        map_page.page.keyboard.press("ArrowLeft")
    map_page.expect_query("month=2026-09")
    slider.blur()
    map_page.page.get_by_role("link", name="trở về hiện tại").click()
    map_page.expect_query("")
    expect(map_page.page.locator("#month-words")).to_have_text("hiện nay")


def test_the_months_play_by_themselves_to_the_present(map_page):
    map_page.open("?month=2026-10")
    map_page.page.locator("#month-play").click()
    map_page.expect_query("")
    expect(map_page.page.locator("#month-play")).to_have_attribute("aria-pressed", "false")


def test_a_shared_link_opens_the_month(map_page):
    map_page.open("?sector=transport&month=2026-06")
    expect(map_page.page.locator("#month-words")).to_have_text("06/2026")
    map_page.expect_on_map(map_page.ask("/map/extent?sector=transport&month=2026-06")["located"])


@on_desk_and_phone
def test_two_months_are_chosen_and_one_group_read_alone(page, address):
    page.goto(f"{address}/months")
    page.locator("select[name=from]").select_option("2026-07")
    page.get_by_role("button", name="So sánh").click()
    page.wait_for_url("**from=2026-07&to=2026-10")
    page.locator(".tile.is-moved a").click()
    expect(page.locator(".group")).to_have_count(1)
    expect(page.locator("#group-moved tbody tr").first).to_contain_text(
        re.compile(r"tăng [\d,]+ điểm")
    )


def test_the_page_for_the_meeting_is_printed(page, address):
    page.goto(f"{address}/changes?since=2026-11-01")
    with page.expect_download() as download:
        page.get_by_role("link", name="In một trang cho kỳ họp (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
