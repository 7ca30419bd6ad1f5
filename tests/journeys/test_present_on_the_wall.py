"""The filtered projects one by one on a big screen, readable at five metres."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.map_page import expect_width
from tests.journeys.screens import WALL

pytestmark = WALL
# A wall of two metres at 1920 pixels: 28 of them are about three centimetres.
LEAST_PX = 28
SMALLEST = """selector => {
  const sizes = [];
  const words = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { parentElement: around, data } = words.currentNode;
    if (data.trim() && around.checkVisibility() && !around.closest('.visually-hidden'))
      sizes.push(parseFloat(getComputedStyle(around).fontSize));
  }
  return Math.min(...sizes);
}"""


def on_slide(map_page, place):
    expect(map_page.slide.locator(".slide-count")).to_have_text(place)


def code_on_slide(map_page):
    return map_page.slide.locator(".slide-name").get_attribute("data-code")


def test_arrow_keys_walk_through_the_list_worst_first(map_page):
    map_page.open("?schedule=late")
    listed = map_page.rows.evaluate_all("all => all.map(one => one.dataset.code)")
    map_page.page.get_by_role("link", name="Trình chiếu").click()
    map_page.page.wait_for_function("document.fullscreenElement !== null")
    shown = []
    for n in range(1, 6):
        on_slide(map_page, f"{n} / 20")
        shown.append(code_on_slide(map_page))
        map_page.page.keyboard.press("ArrowRight")
    assert shown == listed[:5]


def test_first_last_and_back(map_page):
    map_page.open("?schedule=late&view=present")
    on_slide(map_page, "1 / 20")
    for key, place in (("End", "20 / 20"), ("ArrowRight", "20 / 20"), ("ArrowLeft", "19 / 20")):
        map_page.page.keyboard.press(key)
        on_slide(map_page, place)
    map_page.page.keyboard.press("Home")
    on_slide(map_page, "1 / 20")


def test_the_map_flies_to_each(map_page):
    map_page.open("?schedule=late&view=present")
    for n in (1, 2):
        on_slide(map_page, f"{n} / 20")
        name = map_page.slide.locator(".slide-name").inner_text()
        chosen = map_page.page.locator(".map-symbol.is-chosen")
        expect(chosen).to_have_accessible_name(re.compile(f"^{re.escape(name)}, "))
        expect(chosen).to_be_in_viewport()
        map_page.expect_zoom_beyond(10)
        map_page.page.keyboard.press("ArrowRight")


def test_everything_is_large_enough_for_the_back_of_the_room(map_page):
    map_page.open("?schedule=late&view=present")
    on_slide(map_page, "1 / 20")
    expect_width(map_page.page, 1920)
    assert map_page.page.evaluate(SMALLEST, "#slide") >= LEAST_PX


def test_escape_leads_back_to_the_same_projects(map_page):
    map_page.open("?schedule=late")
    map_page.page.get_by_role("link", name="Trình chiếu").click()
    on_slide(map_page, "1 / 20")
    map_page.page.keyboard.press("ArrowRight")
    on_slide(map_page, "2 / 20")
    code = code_on_slide(map_page)
    map_page.page.keyboard.press("Escape")
    map_page.expect_query(f"schedule=late&project={code}")
    expect(map_page.card).to_be_visible()
    map_page.expect_total(20)


def test_a_shared_slide_opens_on_its_project(map_page):
    map_page.open("?schedule=late&view=present&project=TTH-020")
    expect(map_page.slide.locator(".slide-name")).to_have_text("Cụm công nghiệp Phú Diên")
    expect(map_page.slide.locator(".illustrative")).to_be_visible()


@pytest.mark.browser_context_args(viewport={"width": 1366, "height": 768})
def test_a_small_projector_shows_the_whole_slide(map_page):
    map_page.open("?view=present")
    on_slide(map_page, "1 / 127")
    expect_width(map_page.page, 1366)
    facts = map_page.slide.locator(".slide-facts")
    assert facts.evaluate("one => one.scrollHeight <= one.clientHeight")
