"""New files carry xã Chân Mây - Lăng Cô, in force since 1 July 2025."""

from playwright.sync_api import expect

from tests.journeys.screens import on_desk_and_phone

CHAN_MAY = "area=commune:20137@2025-07-01"


@on_desk_and_phone
def test_the_commune_finds_the_zone_of_chan_may(map_page):
    map_page.open()
    with map_page.filters():
        map_page.find_areas("chan may")
        map_page.area("Xã Chân Mây - Lăng Cô", "từ 01/07/2025").click()
    map_page.expect_query(CHAN_MAY)
    map_page.expect_total(13)
    map_page.expect_on_map(13)
    expect(map_page.row("TTH-015")).to_contain_text("Sài Gòn - Chân Mây")


def test_what_lies_in_the_sea_belongs_to_the_commune(map_page):
    map_page.open(f"?{CHAN_MAY}")
    expect(map_page.row("TTH-032")).to_contain_text("Đê chắn sóng")
    expect(map_page.row("TTH-021")).to_contain_text("container số 4")


def test_two_areas_are_looked_at_together(map_page):
    map_page.open("?area=commune:20137@2025-07-01")
    map_page.find_areas("phu vinh")
    map_page.area("Xã Phú Vinh", "từ 01/07/2025").click()
    map_page.expect_query("area=commune:20137@2025-07-01&area=commune:19945@2025-07-01")
    both = map_page.ask(f"/map/extent?{map_page.query}")["numberMatched"]
    assert both > 13
    map_page.expect_total(both)
    map_page.expect_on_map(both)
