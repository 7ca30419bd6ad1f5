"""A planner edits a text of the quarter's report and downloads it; Word's own means can read it."""

from pathlib import Path

from docx import Document
from playwright.sync_api import expect

PROPOSAL = "Đề nghị Ủy ban nhân dân thành phố bố trí vốn giải phóng mặt bằng."


def test_edit_a_text_and_download_the_report(desk, tmp_path: Path):
    page = desk.page
    desk.sign_in("an")
    desk.open("/reports/periodic")
    page.locator("#c-period").select_option("2026-Q4")
    page.locator("#c-by").select_option("HUE-SXD")
    page.get_by_role("button", name="Hiện", exact=True).click()
    paper = page.locator(".paper")
    expect(paper).to_contain_text("quý IV năm 2026")
    expect(paper).to_contain_text("SỞ XÂY DỰNG THÀNH PHỐ HUẾ")
    expect(page.locator(".chart-drawing svg.marks").first).to_be_visible()
    page.locator("#t-proposals").fill(PROPOSAL)
    page.locator("#save").click()
    expect(paper).to_contain_text(PROPOSAL)
    with page.expect_download() as waiting:
        page.locator("#docx").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "bao-cao-du-an-2026-q4-hue-sxd.docx"
    document = Document(str(file))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert PROPOSAL in said
    assert "I. TÌNH HÌNH CHUNG" in said
    assert len(document.inline_shapes) > 3
    assert "Chưa báo cáo" in {
        cell.text for table in document.tables for cell in table.rows[0].cells
    }
