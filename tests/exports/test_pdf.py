"""The printed page: every project in real text, on paper of the size that was asked for."""

import re
import struct
from dataclasses import replace

import pytest

from geoapp.exports import pdf
from geoapp.exports.options import ExportOptions
from geoapp.exports.pdf import write_pdf, write_png
from tests.exports.conftest import PHU_LOC
from tests.exports.reading import pdf_facts, pdf_fonts, pdf_text, plain

HOSTILE = '*đậm* #eval("1+1") $x$ <b>{{ 7*7 }}</b> & "=1+1" \\ [liên kết]'


@pytest.fixture
def district(gathered):
    return gathered(area=PHU_LOC)


def test_every_project_of_the_filter_is_in_the_text(gathered, tmp_path):
    content = gathered()
    said = pdf_text(write_pdf(content, ExportOptions()), tmp_path)
    missing = [one.name for one in content.projects if plain(one.name) not in said]
    assert len(content.projects) == 127
    assert missing == []


def test_the_page_says_what_a_meeting_needs(district, tmp_path):
    said = pdf_text(write_pdf(district, ExportOptions()), tmp_path)
    for words in (
        "Dự án trọng điểm trên địa bàn huyện Phú Lộc",
        "địa giới hành chính đến 30/06/2025",
        "số liệu đến 20/11/2026",
        "In ngày 20/11/2026",
        "Số liệu minh họa",
        "Phóng to · 1:",
        "1:500.000",
        "censusVN2009",
        "HUYỆN PHÚ LỘC",
        "Trang 1/1",
    ):
        assert words in said.replace("H U Y Ệ N P H Ú L Ộ C", "HUYỆN PHÚ LỘC")


def test_a_map_of_the_whole_province_has_the_islands_in_frames_of_their_own(gathered, tmp_path):
    said = pdf_text(write_pdf(gathered(area="province:46@2026-01-01"), ExportOptions()), tmp_path)
    assert "QĐ. Hoàng Sa" in said
    assert "QĐ. Trường Sa" in said


def test_the_first_page_has_about_twenty_rows_and_the_next_ones_the_rest(gathered, tmp_path):
    content = gathered()
    pdf = write_pdf(content, ExportOptions())
    said = pdf_text(pdf, tmp_path)
    assert f"còn {127 - first_rows(said)} dự án" in said
    assert 12 <= first_rows(said) <= 22
    assert f"Trang 1/{pdf_facts(pdf, tmp_path)['Pages']}" in said


def first_rows(said: str) -> int:
    return 127 - int(re.search(r"còn (\d+) dự án", said)[1])


def test_a_grid_of_degrees_is_drawn_when_asked(district, tmp_path):
    options = ExportOptions(sections=("map", "grid", "table"))
    with_grid = pdf_text(write_pdf(district, options), tmp_path)
    assert re.search(r"10\d°\d\d’Đ", with_grid)
    assert "’Đ" not in pdf_text(write_pdf(district, ExportOptions()), tmp_path)


def test_a_district_without_projects_says_so_without_speaking_of_filters(gathered, tmp_path):
    content = gathered(area="district:481@2025-06-30")
    said = pdf_text(write_pdf(content, ExportOptions()), tmp_path)
    assert "Chưa có dự án trọng điểm trên địa bàn này" in said
    assert "lọc" not in said


def test_every_font_is_embedded(district, tmp_path):
    fonts = pdf_fonts(write_pdf(district, ExportOptions()), tmp_path)
    assert {name.partition("+")[2].partition("-")[0] for name, *_ in fonts} == {
        "BeVietnamPro",
        "GeoFig",
    }
    assert all(embedded == "yes" for _, embedded, *_ in fonts)


@pytest.mark.parametrize(
    ("paper", "orientation", "size"),
    [
        ("a4", "landscape", "841.89 x 595.276"),
        ("a4", "portrait", "595.276 x 841.89"),
        ("a3", "landscape", "1190.55 x 841.89"),
        ("a3", "portrait", "841.89 x 1190.55"),
    ],
)
def test_the_paper_is_the_one_asked_for(district, tmp_path, paper, orientation, size):
    options = ExportOptions(paper=paper, orientation=orientation)
    facts = pdf_facts(write_pdf(district, options), tmp_path)
    assert facts["Page size"].startswith(size)


def test_a_filter_that_matches_nothing_says_so(gathered, tmp_path):
    said = pdf_text(write_pdf(gathered(area=PHU_LOC, sector="mining"), ExportOptions()), tmp_path)
    assert "Không có dự án nào khớp" in said
    assert "1:" not in said


def test_text_from_data_is_text(district, tmp_path):
    first = district.projects[0]
    hostile = replace(first, properties={**first.properties, "name": HOSTILE, "short_name": "<x>&"})
    content = replace(district, title=HOSTILE, projects=(hostile, *district.projects[1:]))
    said = pdf_text(write_pdf(content, ExportOptions()), tmp_path)
    assert said.count('#eval("1+1")') == 2  # the title and the row
    assert "{{ 7*7 }}" in said


def test_long_names_wrap_and_lose_nothing(district, tmp_path):
    first = district.projects[0]
    name = " ".join(f"từ{number}" for number in range(55))[:300]
    long = replace(first, properties={**first.properties, "name": name})
    content = replace(district, title=name, projects=(long, *district.projects[1:]))
    said = pdf_text(write_pdf(content, ExportOptions()), tmp_path)
    assert said.count("từ54") == said.count("từ0 ") >= 2


def test_a_page_for_each_project_when_asked(district, tmp_path):
    options = ExportOptions(sections=("map", "table", "projects"))
    facts = pdf_facts(write_pdf(district, options), tmp_path)
    assert int(facts["Pages"]) == 1 + len(district.projects)


def test_the_map_alone_is_one_page(district, tmp_path):
    options = ExportOptions(sections=("map",))
    assert pdf_facts(write_pdf(district, options), tmp_path)["Pages"] == "1"


@pytest.mark.parametrize("dpi", [150, 300])
def test_a_picture_has_the_dots_asked_for(district, dpi):
    png = write_png(district, ExportOptions(dpi=dpi))
    width, height = struct.unpack(">II", png[16:24])
    assert abs(width - 297 / 25.4 * dpi) <= 1
    assert abs(height - 210 / 25.4 * dpi) <= 1


@pytest.mark.parametrize("theme", ["schedule", "progress", "sector"])
def test_every_way_of_colouring_can_be_printed(gathered, tmp_path, theme):
    content = gathered(area=PHU_LOC)
    themes = [one for layer in content.layers if layer.kind == "projects" for one in layer.themes]
    content = replace(content, theme=next(one for one in themes if one.id == theme))
    said = pdf_text(write_pdf(content, ExportOptions()), tmp_path)
    for found in content.counts:
        assert found.label in said


def test_a_scale_of_ones_own_is_kept(district, tmp_path):
    said = pdf_text(write_pdf(district, ExportOptions(scale=400_000)), tmp_path)
    assert "1:400.000" in said


def test_pages_are_tagged_for_readers_unless_there_are_too_many_rows(
    district, tmp_path, monkeypatch
):
    assert pdf_facts(write_pdf(district, ExportOptions()), tmp_path)["Tagged"] == "yes"
    monkeypatch.setattr(pdf, "MOST_TAGGED", 5)
    assert pdf_facts(write_pdf(district, ExportOptions()), tmp_path)["Tagged"] == "no"


def test_a_logo_is_drawn_whether_svg_or_png(district, tmp_path):
    plain_page = write_pdf(district, ExportOptions())
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
    for logo in (svg, write_png(district, ExportOptions(dpi=96))):
        page = write_pdf(replace(district, logo=logo, agency="UBND"), ExportOptions())
        assert len(page) > len(plain_page)
        assert "UBND" in pdf_text(page, tmp_path)


def test_no_row_stands_alone_on_a_last_page(gathered, tmp_path):
    crowded = gathered(area="district:480@2024-12-31")
    pages = pdf_text(write_pdf(crowded, ExportOptions()), tmp_path).rstrip("\f").split("\f")
    assert pages[-1].count("TTH-") > 5
