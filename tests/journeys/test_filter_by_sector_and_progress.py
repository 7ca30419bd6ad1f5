"""Sectors add up, other filters narrow, and every step can be taken back."""

from playwright.sync_api import Route, expect

from tests.journeys.map_page import number


def test_an_option_leaves_as_many_as_it_said(map_page):
    map_page.open()
    tourism, urban = map_page.offered("sector", "tourism"), map_page.offered("sector", "urban")
    map_page.tick("sector", "tourism")
    map_page.expect_query("sector=tourism")
    map_page.expect_total(tourism)
    map_page.tick("sector", "urban")
    map_page.expect_query("sector=tourism&sector=urban")
    map_page.expect_total(tourism + urban)


def test_a_kind_belongs_to_its_sector(map_page):
    map_page.open()
    map_page.tick("sector", "transport")
    map_page.tick("kind", "breakwater")
    map_page.expect_query("sector=transport&kind=breakwater")
    expect(map_page.rows).to_have_count(1)
    map_page.tick("sector", "transport")
    map_page.expect_query("")


def test_a_range_of_progress_leaves_those_within(map_page):
    map_page.open("?sector=tourism")
    map_page.page.locator("#progress-low").focus()
    for _ in range(5):
        map_page.page.keyboard.press("ArrowRight")
    map_page.expect_query("sector=tourism&progress=25-100")
    map_page.expect_total(map_page.ask(f"/map/extent?{map_page.query}")["numberMatched"])
    done = [number(words) for words in map_page.page.locator(".row-progress").all_inner_texts()]
    assert done
    assert min(done) >= 25


def test_who_chooses_faster_than_the_service_answers_loses_no_choice(map_page):
    map_page.open()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    map_page.page.route("**/map/filters?*", hold)
    with map_page.page.expect_request("**/map/filters?*schedule=late*"):
        map_page.tick("schedule", "late")
    map_page.tick("schedule", "not_reported")
    map_page.expect_query("schedule=late&schedule=not_reported")
    with map_page.page.expect_request("**/map/filters?*schedule=not_reported*"):
        held[0].continue_()
    expect(map_page.option("schedule", "not_reported")).to_be_checked()
    map_page.tick("schedule", "ahead")
    map_page.expect_query("schedule=late&schedule=not_reported&schedule=ahead")


def test_back_and_forward_walk_through_the_filters(map_page):
    map_page.open()
    map_page.tick("schedule", "late")
    map_page.expect_on_map(20)
    map_page.tick("sector", "transport")
    map_page.expect_on_map(map_page.ask("/map/extent?schedule=late&sector=transport")["located"])
    map_page.page.go_back()
    map_page.expect_total(20)
    map_page.expect_on_map(20)
    expect(map_page.option("sector", "transport")).not_to_be_checked()
    map_page.page.go_back()
    map_page.expect_total(127)
    map_page.page.go_forward()
    map_page.expect_total(20)
    map_page.expect_on_map(20)
    expect(map_page.option("schedule", "late")).to_be_checked()


def test_one_click_clears_all(map_page):
    map_page.open("?area=district:482@2025-06-30&sector=tourism&progress=10-60&q=khu")
    map_page.page.get_by_role("link", name="Xóa lọc").click()
    map_page.expect_query("")
    map_page.expect_total(127)
    map_page.expect_on_map(120)
    expect(map_page.search).to_have_value("")
