"""The deck read back: native tables and chart, a picture of the map, every project."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Mm

from geoapp.exports.options import ExportOptions
from geoapp.exports.slides.deck import write_slides
from geoapp.exports.slides.frame import HEIGHT
from geoapp.exports.slides.table_slides import pages
from tests.exports.conftest import PHU_LOC


@pytest.fixture
def district(gathered):
    return gathered(area=PHU_LOC)


def deck(content, **options):
    return Presentation(BytesIO(write_slides(content, ExportOptions(**options))))


def tables(slides):
    return [shape.table for slide in slides for shape in slide.shapes if shape.has_table]


def test_every_project_stands_in_a_native_table(district):
    names = [
        row.cells[1].text for table in tables(deck(district).slides) for row in list(table.rows)[1:]
    ]
    assert names == [project.name for project in district.projects]


def test_the_deck_is_wide_and_its_slides_are_titled(district):
    read = deck(district)
    assert round(read.slide_width / read.slide_height, 2) == 1.78
    assert all(slide.shapes.title.text for slide in read.slides)
    assert len(read.slides) == 3 + len(pages(district))


def test_the_chart_can_be_edited_and_counts_the_classes(district):
    (chart,) = [
        shape.chart for slide in deck(district).slides for shape in slide.shapes if shape.has_chart
    ]
    assert list(chart.plots[0].categories) == [found.label for found in district.counts]
    assert list(chart.plots[0].series[0].values) == [found.count for found in district.counts]


def test_the_map_has_its_legend_with_counts_beside_it(district):
    said = [
        shape.text_frame.text for shape in deck(district).slides[1].shapes if shape.has_text_frame
    ]
    for found in district.counts:
        assert f"{found.label}: {found.count}" in said


def test_the_map_is_a_picture_with_words_for_who_cannot_see_it(district):
    (picture,) = [
        shape for slide in deck(district).slides for shape in slide.shapes if shape.shape_type == 13
    ]
    assert picture._element.nvPicPr.cNvPr.get("descr") == district.title


def test_a_slide_for_each_project_when_asked(district):
    with_projects = deck(district, sections=("projects",))
    assert len(with_projects.slides) == 1 + len(district.projects)


def test_long_names_take_more_slides_rather_than_run_off(district):
    long = [
        replace(one, properties={**one.properties, "name": "từ " * 100})
        for one in district.projects
    ]
    content = replace(district, projects=tuple(long))
    assert all(len(page) <= 3 for page in pages(content))
    assert sum(len(page) for page in pages(content)) == 16


def test_nothing_fitting_is_said(gathered):
    content = gathered(area=PHU_LOC, sector="mining")
    said = [shape.text_frame.text for shape in deck(content).slides[0].shapes]
    assert "Không có dự án nào khớp." in said


def test_hostile_text_is_text(district):
    first = district.projects[0]
    name = "=1+1 <b>&\x0b\x00 {{ 7*7 }}"
    hostile = replace(first, properties={**first.properties, "name": name})
    content = replace(district, title=name, projects=(hostile, *district.projects[1:]))
    assert tables(deck(content).slides)[0].cell(1, 1).text == "=1+1 <b>& {{ 7*7 }}"


def test_no_slide_is_left_with_a_poor_rest(gathered):
    sizes = [len(page) for page in pages(gathered(area="district:480@2025-06-30"))]
    assert sum(sizes) == 51
    assert min(sizes) >= max(sizes) / 2


def test_the_slide_of_a_project_shows_its_map_and_its_months(gathered):
    options = ExportOptions(sections=("projects",))
    content = gathered(options, area=PHU_LOC)
    _, *slides = Presentation(BytesIO(write_slides(content, options))).slides
    for slide, project in zip(slides, content.projects, strict=True):
        pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
        told = project.properties["code"] in content.told.of_project
        assert len(pictures) == (project.anchor is not None) + told
        assert all(one.top + one.height < Mm(HEIGHT) for one in pictures)
