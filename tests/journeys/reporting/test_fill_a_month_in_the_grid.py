"""An agency fills its month in the grid; a row comes back, is corrected and accepted."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.reporting.grid import MonthGrid

FIRST, SECOND, THIRD = "TTH-058", "TTH-059", "TTH-060"


def test_a_month_from_the_grid_to_acceptance(grid: MonthGrid, approver: Page) -> None:
    grid.open()
    _fill_by_keyboard_and_paste(grid)
    grid.send()
    expect(grid.page.get_by_text("Đã gửi 3 báo cáo.")).to_be_visible()
    expect(grid.row(FIRST)).to_contain_text("Chờ duyệt")

    _return_one(approver, grid.address)
    grid.open()
    expect(grid.row(SECOND)).to_contain_text("Thiếu khối lượng nền đường")
    expect(grid.page.locator("tbody tr").first).to_have_attribute("data-code", SECOND)

    grid.cell("progress", SECOND).fill("21,5")
    grid.send()
    expect(grid.page.get_by_text("Đã gửi 1 báo cáo.")).to_be_visible()
    approver.goto(f"{grid.address}/reports/waiting")
    expect(approver.locator(".waiting-row")).to_have_count(1)
    approver.get_by_role("button", name="Duyệt luôn").click()
    expect(approver.get_by_text("Không có báo cáo nào chờ bạn duyệt.")).to_be_visible()

    approver.goto(f"{grid.address}/projects/{SECOND}")
    expect(approver.locator("#reports")).to_contain_text("11/2026: 21,5%")
    expect(approver.locator("#reports")).to_contain_text("Lãnh đạo phòng duyệt lúc")


def _fill_by_keyboard_and_paste(grid: MonthGrid) -> None:
    grid.cell("progress", FIRST).click()
    grid.page.keyboard.type("12,5")
    grid.page.keyboard.press("Enter")
    expect(grid.cell("progress", SECOND)).to_be_focused()
    grid.page.keyboard.press("ArrowUp")
    grid.page.keyboard.press("ArrowRight")
    expect(grid.cell("disbursed_month_vnd", FIRST)).to_be_focused()
    block = '1,2\t3,5\t"San nền khu A\nđắp đất"\n0,5\t1.234,5\n'
    grid.paste(grid.cell("disbursed_month_vnd", FIRST), block)
    expect(grid.cell("disbursed_vnd", SECOND)).to_have_value("1.234,5")
    expect(grid.cell("done", FIRST)).to_have_value("San nền khu A\nđắp đất")
    grid.cell("progress", SECOND).fill("120")
    grid.cell("progress", THIRD).fill("30")
    # The bad cell is marked and named while one is still typing.
    expect(grid.cell("progress", SECOND)).to_have_attribute("aria-invalid", "true")
    grid.page.get_by_text("Có 1 điểm cần xem lại.").click()
    grid.page.get_by_role("link", name=re.compile(rf"Dòng 2, {SECOND}")).click()
    expect(grid.cell("progress", SECOND)).to_be_focused()
    grid.page.keyboard.type("20")
    expect(grid.page.locator("#grid-wrong")).to_be_hidden()


def _return_one(approver: Page, address: str) -> None:
    approver.goto(f"{address}/reports/waiting")
    rows = approver.locator(".waiting-row")
    expect(rows).to_have_count(3)
    returned = rows.filter(has_text=SECOND)
    returned.get_by_label("Trả lại", exact=True).check()
    returned.get_by_label("Ý kiến").fill("Thiếu khối lượng nền đường")
    approver.get_by_role("button", name="Duyệt luôn").click()
    expect(approver.get_by_text("Đã ghi 3 quyết định.")).to_be_visible()


def test_on_a_phone_without_scripts_a_mistake_is_named_and_nothing_is_stored(
    plain_grid: MonthGrid,
) -> None:
    grid = plain_grid
    grid.open()
    grid.cell("progress", "TTH-061").fill("45")
    grid.cell("progress", "TTH-062").fill("145")
    grid.send()
    expect(grid.page.get_by_role("alert")).to_contain_text("145% không nằm trong khoảng")
    expect(grid.cell("progress", "TTH-061")).to_have_value("45")
    grid.open()
    expect(grid.row("TTH-061")).to_contain_text("Chưa báo cáo")
