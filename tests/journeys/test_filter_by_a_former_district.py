"""People still ask for huyện Phú Lộc, which ended on 30 June 2025."""

from playwright.sync_api import expect

from tests.journeys.screens import on_desk_and_phone

PHU_LOC = "area=district:482@2025-06-30"


@on_desk_and_phone
def test_the_district_finds_the_zone_of_chan_may(map_page):
    map_page.open()
    with map_page.filters():
        map_page.find_areas("phu loc")
        map_page.area("Huyện Phú Lộc", "01/01/2025 – 30/06/2025").click()
    map_page.expect_query(PHU_LOC)
    map_page.expect_total(16)
    map_page.expect_on_map(16)
    expect(map_page.row("TTH-015")).to_contain_text("Sài Gòn - Chân Mây")


def test_former_units_stand_apart_with_the_dates_they_existed(map_page):
    map_page.open()
    map_page.find_areas("phu loc")
    former = map_page.page.get_by_role("group", name="Đơn vị cũ")
    in_force = map_page.page.get_by_role("group", name="Đang có hiệu lực")
    expect(former.locator('[data-name="Huyện Phú Lộc"]').first).to_contain_text("30/06/2025")
    expect(former.get_by_role("option").filter(has_not_text="địa giới cũ")).to_have_count(0)
    expect(in_force.get_by_role("option")).to_contain_text(["từ 01/07/2025"])


def test_the_chosen_district_is_named_on_the_map_and_its_filter_in_words(map_page):
    map_page.open(f"?{PHU_LOC}")
    expect(map_page.page.locator(".map-names .name-chosen")).to_have_text("HUYỆN PHÚ LỘC")
    expect(map_page.chips).to_contain_text(["Huyện Phú Lộc (đến 30/06/2025)"])


def test_a_bare_code_is_rewritten_to_the_last_unit_that_held_it(map_page):
    map_page.open("?area=482")
    map_page.expect_query(PHU_LOC)
    map_page.expect_total(16)


def test_the_district_is_taken_away_again(map_page):
    map_page.open(f"?{PHU_LOC}")
    map_page.page.get_by_role("button", name="Bỏ Huyện Phú Lộc").click()
    map_page.expect_query("")
    map_page.expect_total(127)
