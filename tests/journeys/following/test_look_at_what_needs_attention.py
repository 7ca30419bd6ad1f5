"""A leader opens the page, narrows it, and goes from a number to the project."""

import re
import subprocess

from playwright.sync_api import Page, expect

from tests.journeys.map_page import expect_width
from tests.journeys.screens import SMALL_PHONE, on_desk_and_phone

PARTS = [".att-late", ".att-lists", ".att-map", ".att-groups", ".att-months"]
ON_SCREEN = """parts => document.fonts.status === "loaded" && parts.every(part => {
  const box = document.querySelector(part).getBoundingClientRect();
  return box.height > 100 && box.bottom <= innerHeight;
})"""


def open_page(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/attention{query}")
    page.locator("html[data-ready]").wait_for(state="attached")


@on_desk_and_phone
def test_numbers_of_lines_stand_on_the_map(page, address):
    open_page(page, address)
    lines = page.locator(".att-late tbody tr")
    for place in range(lines.count()):
        number = lines.nth(place).get_attribute("data-n")
        expect(
            page.locator(".att-number text", has_text=re.compile(f"^{number}$"))
        ).to_be_attached()
    expect_width(page, page.viewport_size["width"])


def test_a_sector_is_chosen_and_a_project_opened(page, address):
    open_page(page, address)
    page.locator("select[name=sector]").select_option("transport")
    page.wait_for_url("**/attention?sector=transport")
    expect(page.locator("select[name=sector]")).to_have_value("transport")
    first = page.locator(".att-late .att-name").first
    name = first.text_content().strip()
    first.click()
    page.wait_for_url("**/projects/*sector=transport*")
    expect(page.locator("body")).to_contain_text(name)


def test_all_of_one_list_and_back(page, address):
    open_page(page, address)
    page.locator(".is-not_reported h2 a").click()
    expect(page.locator(".att-table.is-not_reported tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Trở lại trang chung").click()
    expect(page.locator(".att-lists")).to_be_visible()


def test_a_line_points_at_its_symbol(page, address):
    open_page(page, address)
    page.locator(".att-late tbody tr").first.hover()
    expect(page.locator(".att-number.is-pointed")).to_have_count(1)


def test_on_one_screen_all_lists_map_and_months_are_seen(page, address):
    open_page(page, address)
    expect(page.locator(".att-months svg.marks")).to_be_visible()
    page.wait_for_function(ON_SCREEN, arg=PARTS)


def test_the_arrow_keys_lead_through_the_wall_and_esc_out_of_it(page, address):
    open_page(page, address, "?view=present")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**view=present&show=stalled")
    page.keyboard.press("Escape")
    page.wait_for_url("**/attention?show=stalled")


@SMALL_PHONE
def test_on_a_small_phone_nothing_stands_out(page, address):
    open_page(page, address)
    expect_width(page, 320)


def test_the_map_leads_there_with_its_filters(map_page):
    map_page.open("?sector=health")
    map_page.page.locator("#attention-link").click()
    map_page.page.wait_for_url("**/attention?sector=health")


@on_desk_and_phone
def test_on_paper_it_is_one_sheet(page, address, tmp_path):
    open_page(page, address)
    paper = tmp_path / "attention.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    said = subprocess.check_output(["pdftotext", "-layout", paper, "-"], text=True)
    assert said.count("\f") == 1
    for words in ("Cần chú ý", "Số liệu minh họa", "Đứng yên", "Giải ngân chậm"):
        assert words in said
