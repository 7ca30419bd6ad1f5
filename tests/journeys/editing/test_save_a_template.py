"""The monthly meeting's looks are chosen once, saved under a name, and chosen again by it."""

import re

from playwright.sync_api import expect

PHU_LOC, A_LUOI = "area=district:482@2025-06-30", "area=district:481@2025-06-30"
NAME = "Giao ban tháng"


def choose(page):
    page.get_by_label("Tiêu đề", exact=True).fill("Giao ban {tháng}: {địa bàn}")
    page.get_by_label("Khổ giấy").select_option("a3")
    page.get_by_label("Hướng giấy").select_option("portrait")
    page.get_by_label("Biểu đồ", exact=False).check()
    page.get_by_role("button", name="Xem trang").click()
    page.wait_for_url(re.compile("paper=a3"))


def save(page):
    page.get_by_text("Lưu lựa chọn đang xem thành mẫu").click()
    page.get_by_label("Tên mẫu").fill(NAME)
    page.get_by_role("button", name="Lưu mẫu").click()
    page.wait_for_url(re.compile("template="))


def test_a_named_template_is_saved_and_chosen_again(desk):
    page = desk.page
    desk.sign_in("an")
    desk.open(f"/exports?{PHU_LOC}")
    choose(page)
    save(page)
    page.context.clear_cookies(name="geoapp-export")

    desk.open(f"/exports?{A_LUOI}")
    expect(page.get_by_label("Khổ giấy")).to_have_value("a4")
    page.get_by_label("Mẫu", exact=True).select_option(NAME)
    page.get_by_role("button", name="Dùng mẫu").click()
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Giao ban {tháng}: {địa bàn}")
    expect(page.get_by_label("Khổ giấy")).to_have_value("a3")
    expect(page.get_by_label("Hướng giấy")).to_have_value("portrait")
    expect(page.get_by_label("Biểu đồ", exact=False)).to_be_checked()


def test_a_file_of_the_template_names_its_own_district(desk):
    page = desk.page
    desk.sign_in("an")
    desk.open(f"/exports?{PHU_LOC}&template={NAME}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML").or_(
            page.get_by_role("button", name="Trang web")
        ).first.click()
    assert "<h1>Giao ban 11/2026: huyện\xa0Phú Lộc</h1>" in waiting.value.path().read_text()
