"""The workbook read back as XML: types, frozen head, filters, no formula from data."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from geoapp.exports.columns import WORKBOOK, printed_first
from geoapp.exports.options import COLUMNS, ExportOptions
from geoapp.exports.workbook import HEADER_ROWS, LINE_PT, write_workbook
from tests.exports.conftest import PHU_LOC

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def district(gathered):
    return gathered(area=PHU_LOC)


class Book:
    """The cells of the first sheet: type and value by place."""

    def __init__(self, written: bytes) -> None:
        with ZipFile(BytesIO(written)) as archive:
            self.sheet = archive.read("xl/worksheets/sheet1.xml").decode()
            self.workbook = archive.read("xl/workbook.xml").decode()
            strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            self.names = archive.namelist()
        texts = ["".join(one.itertext()) for one in strings]
        self.cells = {}
        for cell in ElementTree.fromstring(self.sheet).iter(f"{SPACE}c"):
            value = cell.findtext(f"{SPACE}v")
            kind = cell.get("t", "n")
            if value is not None:
                self.cells[cell.get("r")] = texts[int(value)] if kind == "s" else float(value)

    def column(self, title: str) -> list:
        columns, _ = printed_first(COLUMNS)
        place = next(i for i, column in enumerate(columns) if column.title.text == title)
        letter = chr(65 + place) if place < 26 else "A" + chr(65 + place - 26)
        return [
            self.cells.get(f"{letter}{row}") for row in range(HEADER_ROWS + 2, HEADER_ROWS + 2 + 16)
        ]


def test_every_project_is_a_row_with_numbers_as_numbers(district):
    book = Book(write_workbook(district, ExportOptions()))
    assert book.column("Name") == [project.name for project in district.projects]
    assert book.column("Total investment, VND") == [
        project.properties["investment_vnd"] for project in district.projects
    ]


def test_dates_are_dates(district):
    book = Book(write_workbook(district, ExportOptions()))
    days = [project.properties["planned_finish"] for project in district.projects]
    assert book.column("Planned finish") == [
        None if day is None else (day - date(1899, 12, 30)).days for day in days
    ]


def test_the_head_stays_in_sight_and_rows_can_be_filtered(district):
    book = Book(write_workbook(district, ExportOptions()))
    assert re.search(r'<pane [^>]*ySplit="4"[^>]*state="frozen"', book.sheet)
    assert '<autoFilter ref="A4:' in book.sheet
    assert "xl/charts/chart1.xml" in book.names


def test_no_text_becomes_a_formula_or_link(district):
    first = district.projects[0]
    name = '=HYPERLINK("http://x")\x07'
    hostile = replace(first, properties={**first.properties, "name": name})
    book = Book(write_workbook(replace(district, projects=(hostile,)), ExportOptions()))
    assert book.column("Name")[0] == '=HYPERLINK("http://x")'
    assert "<f>" not in book.sheet


def test_codes_lead_to_the_service_where_its_address_is_known(district):
    content = replace(district, root_url="http://map.example")
    with ZipFile(BytesIO(write_workbook(content, ExportOptions()))) as archive:
        links = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f"http://map.example/projects/{district.projects[0].properties['code']}" in links


def printed_titles(district, **options):
    book = Book(write_workbook(district, ExportOptions(**options)))
    area = re.search(r"\$A\$1:\$([A-Z]+)\$\d+", book.workbook)[1]
    last = next(i for i in range(1, 40) if letter_of(i) == area)
    return [book.cells[f"{letter_of(i)}{HEADER_ROWS + 1}"] for i in range(1, last + 1)]


def letter_of(number: int) -> str:
    return chr(64 + number) if number < 27 else "A" + chr(64 + number - 26)


def test_the_printed_page_has_the_main_columns_and_its_head_on_every_sheet(district):
    assert printed_titles(district) == [
        "STT", "Mã dự án", "Tên", "Lĩnh vực", "Cơ quan chủ trì", "Xã, phường",
        "Tổng mức đầu tư (đồng)", "Thi công (%)", "Kế hoạch (%)", "So với kế hoạch",
        "Chậm (ngày)", "Hoàn thành theo kế hoạch", "Dự báo hoàn thành",
    ]  # fmt: skip
    book = Book(write_workbook(district, ExportOptions()))
    assert "$4:$4" in book.workbook
    assert 'orientation="landscape"' in book.sheet


def test_the_columns_that_were_chosen_are_printed(district):
    assert printed_titles(district, columns=("finish",)) == [
        "STT", "Mã dự án", "Tên", "Hoàn thành theo kế hoạch", "Dự báo hoàn thành",
    ]  # fmt: skip
    assert "Sai số vị trí (m)" in printed_titles(district, paper="a3")


def test_what_is_not_printed_is_in_the_list_all_the_same(district):
    book = Book(write_workbook(district, ExportOptions(columns=())))
    titles = [place for place in book.cells if re.fullmatch(rf"[A-Z]+{HEADER_ROWS + 1}", place)]
    assert len(titles) == len(WORKBOOK)


def test_a_row_is_as_high_as_words_that_break_early(district):
    first = district.projects[0]
    name = "Tu bổ, tôn tạo " + " ".join(["khu-di-tích-lịch-sử-văn-hóa"] * 4)
    long = replace(first, properties={**first.properties, "name": name})
    book = Book(write_workbook(replace(district, projects=(long,)), ExportOptions()))
    height = float(re.search(r'<row r="5"[^>]* ht="([\d.]+)"', book.sheet)[1])
    assert height == 4 * LINE_PT


def pages_high(content, rows):
    """On how many pages the first rows are to be printed; None where that is left open."""
    part = replace(content, projects=content.projects[:rows])
    found = re.search(r'fitToHeight="(\d+)"', Book(write_workbook(part, ExportOptions())).sheet)
    return int(found[1]) if found else 1


def test_no_last_page_is_printed_for_a_few_rows(gathered):
    content = gathered()
    asked = [pages_high(content, rows) for rows in range(10, 34, 2)]
    assert 1 in asked[1:]
    assert asked[0] == 0
