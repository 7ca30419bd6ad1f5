"""Works and money by month: said in words, drawn in Word and PDF, and told where nobody did."""

import subprocess
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from docx import Document

from geoapp.exports.options import ExportOptions
from geoapp.exports.periodic.docx_file import write_docx
from geoapp.exports.periodic.monthly import money_by_month, works_by_month
from geoapp.exports.periodic.parts import ChartPicture, Paragraph
from geoapp.exports.periodic.pdf_file import write_pdf
from geoapp.exports.periodic.tables import Wording
from tests.exports.conftest import PHU_LOC
from tests.exports.periodic.papers import a_paper

WORKS = "Thi công và kế hoạch theo tháng, bình quân giản đơn, %"
MONEY = "Giải ngân so với kế hoạch năm 2026, tỷ đồng"
VI = Wording("vi")


@pytest.fixture
def given(gathered):
    content = gathered(ExportOptions(sections=("charts",)), area=PHU_LOC)
    money = SimpleNamespace(capital_vnd=content.told.plan_vnd)
    return SimpleNamespace(
        content=content, pictures=("charts",), facts=SimpleNamespace(money=money)
    )


def parts(given):
    return (*works_by_month(given, VI), *money_by_month(given, VI))


def test_both_charts_are_pictures_of_the_word_file(given):
    document = Document(BytesIO(write_docx(a_paper(parts=parts(given)))))
    described = [one._inline.docPr.get("descr") for one in document.inline_shapes]
    assert described == [WORKS, MONEY]


def test_both_charts_are_read_in_the_pdf(given, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf(a_paper(parts=parts(given))))
    said = subprocess.check_output(["pdftotext", path, "-"], text=True)
    for words in (WORKS, MONEY, "Kế hoạch năm"):
        assert words in said


def test_the_words_say_the_charts_last_month(given):
    words, drawn, _ = parts(given)
    last = drawn.chart.table.rows[0]
    assert f"tháng {last[0]}" in words.text
    assert all(figure in words.text for figure in last[1:4])


def test_charts_that_were_left_out_leave_the_words(given):
    given.pictures = ()
    assert [type(one) for one in parts(given)] == [Paragraph]


def test_projects_that_told_nothing_of_their_payments_are_named_under_the_chart(given):
    given.facts.money.capital_vnd += 10**9
    *_, chart, note = parts(given)
    assert isinstance(chart, ChartPicture)
    assert note.small


def test_where_nobody_reported_it_says_so(given):
    told = replace(given.content.told, works=(), paid=())
    given.content = replace(given.content, told=told)
    (said,) = parts(given)
    assert said == Paragraph("Chưa có báo cáo tiến độ thi công.")
