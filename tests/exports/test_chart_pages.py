"""Charts on paper: their words are text of the page, whichever sections were chosen."""

from dataclasses import replace

import pytest

from geoapp.exports import chart_pages
from geoapp.exports.options import ExportOptions
from geoapp.exports.pdf import write_pdf, write_png
from geoapp.exports.printed_charts import charts_of, project_chart
from tests.exports.conftest import PHU_LOC
from tests.exports.reading import pdf_facts, pdf_text, plain


@pytest.fixture
def district(gathered):
    return gathered(ExportOptions(sections=("charts", "projects")), area=PHU_LOC)


@pytest.fixture
def pages(tmp_path):
    def written(content, *sections, **options):
        pdf = write_pdf(content, ExportOptions(sections=sections, **options))
        return pdf_text(pdf, tmp_path), int(pdf_facts(pdf, tmp_path)["Pages"])

    return written


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_titles_and_sentences_of_all_charts_are_in_the_text(district, pages, orientation):
    said, count = pages(district, "map", "table", "charts", orientation=orientation)
    assert count == 2
    for one in charts_of(district):
        assert one.title in said
        assert plain(one.chart.sentence) in said


def test_charts_alone_are_one_page(district, pages):
    said, count = pages(district, "charts")
    assert count == 1
    assert "Giải ngân so với kế hoạch năm 2026" in said


def test_figures_within_the_drawings_stay_text(district, pages):
    said, _ = pages(district, "charts")
    works = charts_of(district)[0].chart.table.rows[0]
    assert works[1] in said
    assert works[2] in said


def test_each_projects_page_tells_its_months(district, pages):
    said, count = pages(district, "projects")
    assert count == 1 + len(district.projects)
    told = sum(
        bool(district.told.of_project.get(one.properties["code"])) for one in district.projects
    )
    assert said.count("Thi công so với kế hoạch theo tháng") == told > 0


def test_of_very_many_projects_the_months_stand_in_words(district, pages, monkeypatch):
    monkeypatch.setattr(chart_pages, "MOST_PROJECT_CHARTS", 3)
    monkeypatch.setattr(chart_pages, "printed_svg", None)
    said, _ = pages(district, "projects")
    charts = [project_chart(district, one) for one in district.projects]
    assert all(plain(one.sentence) in said for one in charts if one)


def test_where_nobody_reported_the_page_says_so_and_draws_nothing(district, pages):
    silent = replace(district, told=replace(district.told, works=(), paid=()))
    said, _ = pages(silent, "charts")
    assert "Chưa có báo cáo tiến độ thi công." in said


def test_a_picture_of_charts_alone_is_their_page(district):
    both = ("map", "charts")
    with_map, alone = (
        write_png(district, ExportOptions(sections=s, dpi=96)) for s in (both, ("charts",))
    )
    assert with_map == write_png(district, ExportOptions(sections=("map",), dpi=96))
    assert with_map != alone
