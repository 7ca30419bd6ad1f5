"""What an approver accepts is on the leader's page and on the map's months at once."""

from playwright.sync_api import Page, expect

from tests.journeys.reporting.grid import MonthGrid, accept_all

SILENT = "TTH-062"
LEADER = "/attention?agency=HUE-SXD&show=not_reported"
MAP = "/?agency=HUE-SXD&color=progress"


def test_an_accepted_report_leaves_the_list_of_the_silent_and_colours_its_month(
    grid: MonthGrid, approver: Page
) -> None:
    silent = approver.locator(f"main a[href*='/projects/{SILENT}']")
    approver.goto(grid.address + LEADER)
    expect(silent).to_have_count(1)

    grid.open()
    grid.cell("progress", SILENT).fill("47,5")
    grid.cell("done", SILENT).fill("Đổ bê tông trụ T3")
    grid.send()
    expect(grid.page.get_by_text("Đã gửi 1 báo cáo.")).to_be_visible()
    approver.goto(grid.address + LEADER)
    expect(silent).to_have_count(1)

    accept_all(approver, grid.address)
    approver.goto(grid.address + LEADER)
    expect(approver.locator("main")).to_be_visible()
    expect(silent).to_have_count(0)

    _slide(approver, grid.address, "2026-11")
    row = approver.locator(f"#row-{SILENT}")
    expect(row).to_contain_text("47,5%")
    approver.keyboard.press("ArrowLeft")
    approver.wait_for_url("**month=2026-10**")
    expect(row).not_to_contain_text("47,5%")


def _slide(page: Page, address: str, month: str) -> None:
    page.goto(address + MAP)
    page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("#month-range").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**month={month}**")
