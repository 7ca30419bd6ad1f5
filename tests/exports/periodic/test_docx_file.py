"""The Word document, read back: layout of the decree, real styles, native tables, plain text."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from geoapp.exports.periodic.docx_file import write_docx
from geoapp.exports.periodic.parts import Paragraph
from tests.exports.periodic.papers import HOSTILE, a_paper, a_table


def read(paper):
    return Document(BytesIO(write_docx(paper)))


@pytest.fixture(scope="module")
def document():
    return read(a_paper())


def text_of(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_paper_and_margins_are_those_of_the_decree(document):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for margin, low, high in (
        (section.top_margin, 20, 25),
        (section.bottom_margin, 20, 25),
        (section.left_margin, 30, 35),
        (section.right_margin, 15, 20),
    ):
        assert low <= round(margin.mm, 1) <= high


def test_the_head_names_state_agency_number_place_and_day(document):
    left, right = document.tables[0].rows[0].cells
    assert left.text.splitlines()[:2] == ["ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", "SỞ XÂY DỰNG"]
    assert right.text.splitlines()[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    left, right = document.tables[0].rows[1].cells
    assert (left.text, right.text) == ("Số: 125/BC-SXD", "Huế, ngày 20 tháng 11 năm 2026")
    assert right.paragraphs[0].runs[0].italic


def test_the_foot_has_recipients_and_the_signers_position(document):
    left, right = document.tables[-1].rows[0].cells
    assert left.text.splitlines() == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert "GIÁM ĐỐC" in right.text


def test_headings_are_words_own_styles_in_times_new_roman(document):
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["I. TÌNH HÌNH CHUNG"] == "Heading 1"
    assert styles["1. Dự án chậm"] == "Heading 2"
    assert styles["BÁO CÁO"] == "Title"
    for name in ("Normal", "Body Text", "Heading 1", "Title"):
        assert document.styles[name].font.name == "Times New Roman"
    assert document.styles["Body Text"].font.size == Pt(14)


def test_a_tables_head_comes_again_and_rows_are_not_torn(document):
    rows = document.tables[1].rows
    assert [cell.text for cell in rows[0].cells] == ["STT", "Dự án", "Chậm (ngày)"]
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_pages_are_numbered_above_but_for_the_first(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert "PAGE" not in section.first_page_header.paragraphs[0]._p.xml


def test_the_mark_and_the_day_of_the_data_stand_on_every_page(document):
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Số liệu minh họa · Số liệu đến ngày 20/11/2026"


def test_a_chart_is_a_picture_with_words_for_who_cannot_see_it(document):
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Dự án so với kế hoạch"


def test_hostile_text_stays_text():
    table = a_table(0)
    hostile = a_paper(
        title=HOSTILE, issuer=HOSTILE,
        parts=(Paragraph(HOSTILE), type(table)(HOSTILE, table.columns, ((HOSTILE,) * 3,))),
    )  # fmt: skip
    said = text_of(read(hostile))
    assert said.count(HOSTILE.replace("\x07", "")) == 6
