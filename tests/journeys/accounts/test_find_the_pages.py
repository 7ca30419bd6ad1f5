"""The head of the pages: every page for everybody, on one line or in a menu."""

import pytest

from tests.journeys.accounts.desk import vi
from tests.journeys.map_page import expect_width

ONE_LINE_PX = 64
HEIGHTS = """() => [...document.querySelectorAll('.menu nav > *')].filter(one => one.offsetWidth)
  .map(one => Math.round(one.querySelector('em')?.offsetHeight ?? 0))"""


@pytest.mark.parametrize("width", [1440, 1280])
def test_all_pages_of_a_planner_stand_on_one_line(desk, width):
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.sign_in("planner")
    expect_width(desk.page, width)
    head = desk.page.locator(".top")
    assert head.bounding_box()["height"] <= ONE_LINE_PX
    tops = head.locator("nav > a").evaluate_all("all => all.map(one => one.offsetTop)")
    assert len(tops) >= 5
    assert len(set(tops)) == 1
    assert max(desk.page.evaluate(HEIGHTS)) < ONE_LINE_PX / 2, "a count stays a pill"


def test_a_small_screen_folds_them_into_a_menu(desk):
    desk.page.set_viewport_size({"width": 1024, "height": 700})
    desk.sign_in("planner")
    desk.page.get_by_role("button", name=vi("Menu"), exact=True).click()
    desk.page.get_by_role("link", name=vi("Update"), exact=True).click()
    desk.page.wait_for_url("**/uploads")
