"""Without a pointer: filter, read, look at the map, and always see where one is."""

import re

from playwright.sync_api import Locator, Route, expect

MOST_TABS = 90
RINGS = """() => {
  const one = document.activeElement;
  const marked = (element, part) => {
    const { outlineStyle, boxShadow, content } = getComputedStyle(element, part);
    return content !== 'none' && (outlineStyle !== 'none' || boxShadow !== 'none');
  };
  // Styles of a slider's handle cannot be asked for.
  return marked(one) || marked(one, '::after') || one.type === 'range' ||
    Boolean(one.nextElementSibling && marked(one.nextElementSibling));
}"""


def tab_to(locator: Locator) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(MOST_TABS):
        if locator.evaluate("one => one === document.activeElement"):
            return
        locator.page.keyboard.press("Tab")
    expect(locator).to_be_focused(timeout=1)


def test_the_first_key_leads_past_the_header(map_page):
    map_page.open()
    map_page.page.keyboard.press("Tab")
    skip = map_page.page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    map_page.page.keyboard.press("Enter")
    expect(map_page.page.get_by_role("main")).to_be_focused()


def test_filter_by_district_and_status(map_page):
    keyboard = map_page.page.keyboard
    map_page.open()
    tab_to(map_page.picker)
    keyboard.type("phu loc")
    expect(map_page.options.first).to_be_visible()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    map_page.expect_query("area=district:482@2025-06-30")
    map_page.expect_total(16)
    expect(map_page.picker).to_be_focused()
    tab_to(map_page.option("schedule", "late"))
    keyboard.press("Space")
    map_page.expect_total(2)
    expect(map_page.option("schedule", "late")).to_be_focused()


def test_areas_that_come_while_one_walks_through_the_last_take_nobody_back(map_page):
    map_page.open()
    with map_page.page.expect_response("**/map/areas?*find=phu+lo"):
        map_page.find_areas("phu lo")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    # One question is asked at a time: an earlier one that was held would keep this one back.
    map_page.page.route("**/map/areas?*find=phu+loc", hold)
    with map_page.page.expect_request("**/map/areas?*find=phu+loc*"):
        map_page.page.keyboard.type("c")
    map_page.page.keyboard.press("ArrowDown")
    chosen = map_page.page.locator(".picker-option.is-active")
    ref = chosen.get_attribute("data-ref")
    with map_page.page.expect_response("**/map/areas?*find=phu+loc*"):
        held[0].continue_()
    expect(chosen).to_have_attribute("data-ref", ref)
    map_page.page.keyboard.press("Enter")
    map_page.expect_query(f"area={ref}")


def test_walk_the_list_open_a_card_and_come_back(map_page):
    keyboard = map_page.page.keyboard
    map_page.open("?schedule=late")
    tab_to(map_page.rows.first)
    keyboard.press("ArrowDown")
    expect(map_page.rows.nth(1)).to_be_focused()
    keyboard.press("Enter")
    expect(map_page.card).to_be_focused()
    tab_to(map_page.card.get_by_role("link", name="Xem dự án"))
    keyboard.press("Escape")
    expect(map_page.card).to_be_hidden()
    expect(map_page.rows.nth(1)).to_be_focused()


def test_open_a_project_from_the_map(map_page):
    keyboard = map_page.page.keyboard
    map_page.open("?area=district:482@2025-06-30")
    name = map_page.singles.first.get_attribute("aria-label").rpartition(", ")[0]
    tab_to(map_page.symbol(name))
    map_page.expect_tip(name)
    keyboard.press("Enter")
    expect(map_page.card).to_contain_text(name)


def test_walk_round_the_projects_of_one_spot(map_page):
    keyboard = map_page.page.keyboard
    map_page.open("#16/16.4637/107.5909")
    spot = map_page.page.get_by_role("button", name=re.compile("^4 dự án"))
    tab_to(spot)
    keyboard.press("Enter")
    expect(map_page.symbol("Trung tâm kiểm nghiệm thuốc, mỹ phẩm, thực phẩm")).to_be_focused()
    keyboard.press("ArrowRight")
    expect(map_page.page.locator(".map-symbol:focus")).to_have_count(1)
    keyboard.press("Escape")
    expect(spot).to_be_focused()


def test_switch_colours_with_the_arrow_keys(map_page):
    map_page.open()
    tab_to(map_page.page.get_by_role("radio", name="So với kế hoạch"))
    map_page.page.keyboard.press("ArrowRight")
    map_page.expect_query("color=progress")


def test_one_always_sees_where_one_is(map_page):
    map_page.open("?area=district:482@2025-06-30")
    unseen = []
    for _ in range(45):
        map_page.page.keyboard.press("Tab")
        if not map_page.page.evaluate(RINGS):
            unseen.append(map_page.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert unseen == []
