"""A planner keeps what is followed of a project: milestones, decisions, capital, obstacles."""

import re

from playwright.sync_api import Page, expect

CODE = "/projects/TTH-095"


def at_project(page: Page, anchor: str) -> None:
    page.wait_for_url(re.compile(f"{CODE}#{anchor}"))


def save(page: Page, reason: str, words: str) -> None:
    page.locator("#f-reason").fill(reason)
    page.get_by_role("button", name=words).click()


def test_a_milestone_is_added_and_undone(desk):
    desk.sign_in("an")
    desk.open(CODE)
    page = desk.page
    page.locator("#edit-milestones").click()
    row = page.get_by_role("group", name="Mốc mới").first
    row.get_by_label("Mốc", exact=True).select_option(label="Mốc khác")
    row.get_by_label("Tên mốc riêng").fill("Thông xe kỹ thuật")
    row.get_by_label("Kế hoạch", exact=True).fill("30/9/2026")
    save(page, "Theo tiến độ hợp đồng", "Lưu các mốc")
    at_project(page, "milestones")
    expect(page.locator("#milestones")).to_contain_text("Thông xe kỹ thuật")

    step = page.locator("#history .step").first
    expect(step).to_contain_text("Mốc “Thông xe kỹ thuật”: kế hoạch")
    step.locator("summary").click()
    step.locator("input[name=reason]").fill("Nhập nhầm")
    step.locator("button").click()
    page.wait_for_url(re.compile(r"/revisions/\d+$"))
    desk.open(CODE)
    expect(page.locator("#milestones")).not_to_contain_text("Thông xe kỹ thuật")


def test_a_wrong_day_is_marked_where_it_stands(desk, witness):
    witness.expect(422)
    desk.sign_in("an")
    desk.open(f"{CODE}/decisions")
    page = desk.page
    page.get_by_label("Số quyết định").fill("9/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("31/02/2026")
    page.get_by_label("Ngày hoàn thành mới").fill("30/6/2028")
    save(page, "Mặt bằng chậm", "Lưu quyết định")
    wrong = page.get_by_label("Ngày quyết định")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Số quyết định")).to_have_value("9/QĐ-UBND")

    wrong.fill("1/10/2026")
    page.get_by_role("button", name="Lưu quyết định").click()
    at_project(page, "decisions")
    decisions = page.locator("#decisions")
    for words in ("9/QĐ-UBND", "30/06/2028", "Mặt bằng chậm", "chưa được duyệt"):
        expect(decisions).to_contain_text(words)


def test_an_overdue_obstacle_rises_to_the_top_until_it_is_resolved(desk):
    desk.sign_in("an")
    desk.open("/projects/TTH-096/obstacles")
    page = desk.page
    page.get_by_label("Loại").select_option(label="Giải phóng mặt bằng")
    page.get_by_label("Nội dung").fill("Bãi đúc dầm chưa bàn giao xong")
    page.get_by_label("Ngày phát sinh").fill("1/3/2020")
    page.get_by_label("Hạn giải quyết").fill("30/6/2020")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url(re.compile("TTH-096#obstacles"))
    first = page.locator("#obstacles .obstacle").first
    expect(first).to_contain_text("Bãi đúc dầm chưa bàn giao xong")
    expect(first).to_contain_text("hạn 30/06/2020")

    first.get_by_role("link").click()
    to_whom = page.locator("#escalate").get_by_label("Đến cơ quan")
    to_whom.select_option(label="Sở Xây dựng thành phố Huế")
    page.locator("#escalate").get_by_role("button").click()
    expect(first).to_contain_text("Sở Xây dựng thành phố Huế")

    first.get_by_role("link").click()
    page.locator("#resolve").get_by_label("Kết quả giải quyết").fill("Đã nhận mặt bằng")
    page.locator("#resolve").get_by_role("button").click()
    page.wait_for_url(re.compile("TTH-096#obstacle-"))
    expect(first).not_to_contain_text("Bãi đúc dầm chưa bàn giao xong")
    page.locator("#obstacles .resolved summary").click()
    expect(page.locator("#obstacles .resolved")).to_contain_text("Đã nhận mặt bằng")


def test_the_second_of_two_planners_sees_the_firsts_figures(desk, another_desk, witness):
    witness.expect(412)
    desk.sign_in("an")
    another_desk.sign_in("binh")
    for one in (desk, another_desk):
        one.open("/projects/TTH-097/capital")
    hers = another_desk.page
    hers.get_by_label("ODA").fill("3")
    save(hers, "Bổ sung vốn ODA", "Lưu kế hoạch vốn")
    hers.wait_for_url(re.compile("TTH-097#capital"))

    page = desk.page
    page.get_by_label("ODA").fill("2")
    save(page, "Vốn ODA mới", "Lưu kế hoạch vốn")
    conflict = page.locator("#conflict")
    for words in ("Phòng Hạ tầng", "Bổ sung vốn ODA", "3"):
        expect(conflict).to_contain_text(words)
    expect(page.get_by_label("ODA")).to_have_value("2")
    page.get_by_role("button", name="Lưu kế hoạch vốn").click()
    page.wait_for_url(re.compile("TTH-097#capital"))
    expect(page.locator("#capital")).to_contain_text("2 tỷ đồng")
