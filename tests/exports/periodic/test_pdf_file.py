"""The PDF, read back: its words in order, fonts within it, pages numbered."""

import subprocess

import pytest

from geoapp.exports.periodic.parts import Paragraph
from geoapp.exports.periodic.pdf_file import write_pdf
from tests.exports.periodic.papers import HOSTILE, a_paper, a_table


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    found = tmp_path_factory.mktemp("pdf") / "report.pdf"
    found.write_bytes(write_pdf(a_paper(parts=(*a_paper().parts[:5], a_table(80)))))
    return found


def tool(*command):
    return subprocess.check_output(command, text=True)


def test_the_parts_stand_in_the_decrees_order(path):
    said = tool("pdftotext", "-layout", path, "-")
    words = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 125/BC-SXD", "BÁO CÁO", "Kính gửi",
        "Căn cứ Kế hoạch", "I. TÌNH HÌNH CHUNG", "Dự án số 79", "Trên đây là báo cáo",
        "Nơi nhận", "- Lưu: VT.",
    )  # fmt: skip
    places = [said.index(one) for one in words]
    assert places == sorted(places)


def test_a_tables_head_comes_again_on_each_of_its_pages(path):
    pages = tool("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert len(pages) > 2
    with_rows = [page for page in pages if "Dự án số" in page]
    assert all("STT" in page for page in with_rows)


def test_pages_but_the_first_are_numbered_and_all_bear_the_mark(path):
    pages = tool("pdftotext", "-layout", path, "-").split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        first_line = page.strip().splitlines()[0].strip()
        assert (first_line == str(number)) == (number > 1)
        assert "Số liệu minh họa" in page


def test_the_serif_font_is_within_the_file(path):
    fonts = [line.split() for line in tool("pdffonts", path).splitlines()[2:]]
    names = {line[0].partition("+")[2] for line in fonts}
    assert {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"} <= names
    assert not {name for name in names if name.startswith(("Liberation", "DejaVu", "Times"))}


def test_hostile_text_stays_text(tmp_path):
    words = HOSTILE.replace("\x07", "")
    path = tmp_path / "hostile.pdf"
    path.write_bytes(write_pdf(a_paper(title=words, parts=(Paragraph(words),))))
    assert tool("pdftotext", "-raw", path, "-").replace("\n", " ").count("#eval(1)") == 2
