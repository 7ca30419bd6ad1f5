"""An agency fills the month's workbook, and sends a photo of the site with its form."""

import re
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect

from geoapp.ingest.report_workbook import read_report_workbook
from tests.ingest.photos.pictures import picture
from tests.journeys.reporting.grid import MonthGrid
from tests.journeys.witness import Witness

BY_FILE, WITH_PHOTO = "TTH-034", "TTH-032"
SHEET = "xl/worksheets/sheet1.xml"


def test_the_months_workbook_goes_out_is_filled_and_comes_back(
    grid: MonthGrid, tmp_path: Path
) -> None:
    grid.open()
    with grid.page.expect_download() as waiting:
        grid.page.get_by_role("link", name="Tải tệp Excel mẫu").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    _fill(file, BY_FILE, progress="98,5", done="Thảm nhựa xong đoạn cuối")
    grid.page.get_by_label("Gửi tệp đã điền").set_input_files(file)
    grid.page.get_by_role("button", name="Xem trước").click()
    expect(grid.page.get_by_text("1 dòng có số liệu mới")).to_be_visible()
    expect(grid.cell("progress", BY_FILE)).to_have_value("98,5")
    expect(grid.cell("done", BY_FILE)).to_have_value("Thảm nhựa xong đoạn cuối")

    grid.send()
    expect(grid.page.get_by_text("Đã gửi 1 báo cáo.")).to_be_visible()
    grid.page.goto(f"{grid.address}/projects/{BY_FILE}")
    expect(grid.page.locator("#reports")).to_contain_text("11/2026: 98,5%")


def _fill(file: Path, code: str, **cells: str) -> None:
    """Write into the cells of a project's row, as a spreadsheet program would."""
    places = {row.key.project: row.places for row in read_report_workbook(file).rows}[code]
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts[SHEET].decode()
    for name, value in cells.items():
        cell = f'<c r="{places[name]}" t="inlineStr"><is><t>{value}</t></is></c>'
        sheet, found = re.subn(rf'<c r="{places[name]}"[^>]*?(/>|>.*?</c>)', cell, sheet)
        assert found == 1
    with ZipFile(file, "w") as archive:
        for name, content in (parts | {SHEET: sheet.encode()}).items():
            archive.writestr(name, content)


def test_a_photo_from_far_away_is_asked_about_and_then_shown_with_its_words(
    grid: MonthGrid, witness: Witness
) -> None:
    witness.expect(422)
    page, form = grid.page, f"{grid.address}/projects/{WITH_PHOTO}/report?month=2026-11"
    page.goto(form)
    page.locator("#f-progress").fill("60")
    page.locator("#f-caption").fill("Mố cầu phía bắc")
    far = {"name": "cau.jpg", "mimeType": "image/jpeg", "buffer": picture(place=(105.85, 21.03))}
    page.locator("#f-photos").set_input_files([far])
    page.locator("#report-form button").click()
    expect(page.get_by_text("Ảnh 1 được chụp cách dự án")).to_be_visible()
    page.get_by_label("Các ảnh vẫn thuộc dự án này").check()
    page.locator("#report-form button").click()
    expect(page.locator(".handed .photos li").first).to_contain_text("Mố cầu phía bắc")

    page.goto(f"{grid.address}/projects/{WITH_PHOTO}")
    photo = page.locator(".photos li").filter(has_text="Mố cầu phía bắc")
    expect(photo).to_contain_text("14:05")
    expect(photo.locator("img")).to_have_js_property("complete", value=True)
