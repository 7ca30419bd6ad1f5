"""The grid of an agency's month, as a person's hands know it."""

from playwright.sync_api import Locator, Page, expect

PASTE = """([cell, words]) => {
  const board = new DataTransfer();
  board.setData("text/plain", words);
  cell.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: board, bubbles: true, cancelable: true }));
}"""


class MonthGrid:
    """The page of the department's November."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self) -> None:
        self.page.goto(f"{self.address}/agencies/HUE-SXD/reports?month=2026-11")

    def cell(self, name: str, code: str) -> Locator:
        return self.page.locator(f"[name='{name}.{code}']")

    def row(self, code: str) -> Locator:
        return self.page.locator(f"#row-{code}")

    def paste(self, cell: Locator, words: str) -> None:
        """Paste as from a spreadsheet: tabs between cells, lines between rows."""
        cell.focus()
        self.page.evaluate(PASTE, [cell.element_handle(), words])

    def send(self) -> None:
        self.page.get_by_role("button", name="Gửi các dòng đã điền").click()


def accept_all(approver: Page, address: str) -> None:
    """Let the approver accept whatever waits."""
    approver.goto(f"{address}/reports/waiting")
    approver.get_by_role("button", name="Duyệt luôn").click()
    expect(approver.get_by_text("Không có báo cáo nào chờ bạn duyệt.")).to_be_visible()
