"""Open the map: everything is counted, nothing has to be explained."""

import re

from playwright.sync_api import expect

from tests.journeys.screens import on_desk_and_phone

CLEAR_OF = """(kinds) => {
  const box = (one) => one.getBoundingClientRect();
  const boxes = (kind) => [...document.querySelectorAll(kind)].map(box);
  const others = boxes(kinds), signs = boxes(".elsewhere");
  return others.length && signs.length && signs.every((sign) => others.every((other) =>
    other.right <= sign.left || sign.right <= other.left ||
    other.bottom <= sign.top || sign.bottom <= other.top));
}"""


@on_desk_and_phone
def test_every_project_is_listed_counted_and_on_the_map(map_page):
    map_page.open()
    map_page.expect_total(127)
    map_page.expect_on_map(120)
    expect(map_page.page.locator(".kpis")).to_contain_text("7 chưa rõ vị trí")
    expect(map_page.page).to_have_title("Bản đồ dự án trọng điểm · Huế và Thạch Hà")


@on_desk_and_phone
def test_the_map_begins_where_most_projects_are_and_points_at_the_others(map_page):
    map_page.open()
    map_page.expect_elsewhere(10)
    map_page.signposts.click()
    expect(map_page.signposts).to_have_accessible_name(re.compile("^Thành phố Huế, ngoài khung"))
    map_page.expect_looks_at(18.34, 105.87)


def test_a_signpost_covers_neither_the_legend_nor_a_symbol(map_page):
    map_page.open()
    # Names that come in with their fonts may still move symbols, and the signpost with them.
    map_page.page.wait_for_function(CLEAR_OF, arg=".map-symbol, #legend")


@on_desk_and_phone
def test_a_signpost_lies_clear_of_the_months_below_the_map(map_page):
    map_page.open("?schedule=late")
    map_page.page.wait_for_function(CLEAR_OF, arg="#months")


def test_the_page_explains_itself(map_page):
    map_page.open()
    expect(map_page.rows.first).to_contain_text("Chậm 410 ngày")
    expect(map_page.page.locator(".top .illustrative")).to_be_visible()
    expect(map_page.page.locator(".leaflet-control-scale-line")).to_have_text("20 km")
    expect(map_page.page.locator(".source-line")).to_contain_text("Ranh giới")


def test_a_cluster_opens_at_a_click(map_page):
    map_page.open()
    map_page.page.get_by_role("button", name="11 dự án").click()
    map_page.expect_zoom_beyond(9)
    expect(map_page.singles).not_to_have_count(0)


def test_projects_that_share_a_spot_are_spread_out(map_page):
    map_page.open("#16/16.4637/107.5909")
    map_page.page.get_by_role("button", name="4 dự án, 1 chậm").click()
    worst = map_page.symbol("Trung tâm kiểm nghiệm thuốc, mỹ phẩm, thực phẩm")
    expect(worst).to_be_focused()
    expect(map_page.symbol("Chỉnh trang, phát triển đô thị thành phố Huế")).to_be_visible()
    map_page.page.keyboard.press("Escape")
    expect(worst).to_have_count(0)


def test_what_the_pointer_rests_on_is_named_on_map_and_list(map_page):
    map_page.open("?area=district:482@2025-06-30")
    label = map_page.singles.first.get_attribute("aria-label")
    name = label.rpartition(", ")[0]
    map_page.symbol(name).hover()
    map_page.expect_tip(label)
    expect(map_page.page.locator("#list .row.is-hovered")).to_contain_text(name)


def test_a_row_points_at_its_symbol(map_page):
    map_page.open("?area=district:482@2025-06-30")
    name = map_page.singles.first.get_attribute("aria-label").rpartition(", ")[0]
    map_page.rows.filter(has=map_page.page.get_by_text(name, exact=True)).hover()
    expect(map_page.page.locator(".map-symbol.is-pointed")).to_have_accessible_name(
        re.compile(f"^{re.escape(name)}, ")
    )


def test_distances_are_measured_with_a_ruler(map_page):
    map_page.open()
    map_page.page.get_by_role("button", name="Đo khoảng cách và diện tích").click()
    for x, y in ((500, 600), (600, 600)):
        map_page.page.locator("#map").click(position={"x": x, "y": y})
    expect(map_page.page.locator(".map-measure-panel")).to_contain_text(re.compile(r"\d\skm"))


def test_the_map_says_where_one_stands(map_page, context):
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 16.4637, "longitude": 107.5909})
    map_page.open()
    map_page.page.locator(".leaflet-control-locate a").click()
    map_page.expect_zoom_beyond(10)
    map_page.expect_looks_at(16.4637, 107.5909)


def test_the_map_fills_the_screen(map_page):
    map_page.open()
    map_page.page.locator(".leaflet-control-zoom-fullscreen").click()
    map_page.page.wait_for_function("document.fullscreenElement?.contains(map_projects._container)")


def test_a_row_points_at_the_cluster_that_holds_its_project(map_page):
    map_page.open("?sort=code")
    map_page.row("TTH-001").hover()
    pointed = map_page.page.locator(".map-symbol.is-pointed")
    expect(pointed).to_have_accessible_name(re.compile(r"^\d+ dự án"))
