"""A planner makes a list by searching without diacritics, sets all days at once, and prints it."""

import subprocess
from pathlib import Path

from playwright.sync_api import expect

NAME = "Danh mục công trình hoàn thành năm 2027"
FOUND = ("cang chan may", "duong vanh dai 3")


def test_make_a_target_list_and_print_it(desk, tmp_path: Path):
    page = desk.page
    desk.sign_in("an")
    desk.open("/targets")
    desk.follow("Add a list")
    page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("#f-name").fill(NAME)
    for words in FOUND:
        page.locator("#find-project").fill(words)
        expect(page.locator(".found-project").first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#found-projects")).to_be_hidden()
    expect(page.locator(".entry")).to_have_count(len(FOUND))
    page.locator("#many-target").fill("31/12/2027")
    page.locator("#many-set").click()
    for day in page.locator("#entry-rows [name=entry-target]").all():
        expect(day).to_have_value("31/12/2027")
    page.locator("#f-reason").fill("Theo kết luận giao ban tháng 11")
    page.locator("#save").click()

    page.wait_for_url("**/targets/danh-muc-cong-trinh-hoan-thanh-nam-2027")
    expect(page.locator(".target-table tbody tr")).to_have_count(len(FOUND))
    expect(page.locator(".target-table")).to_contain_text("Đường vành đai 3")
    expect(page.locator("#print")).to_be_visible()
    paper = tmp_path / "list.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    said = subprocess.check_output(["pdftotext", "-layout", paper, "-"], text=True)
    assert NAME in said
    assert said.count("31/12/2027") == len(FOUND)
    assert "Số liệu minh họa" in said
    assert "Sửa danh mục" not in said
