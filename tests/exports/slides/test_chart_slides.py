"""Slides of printed charts: pictures with words for who cannot see them."""

from io import BytesIO

import pytest
from pptx import Presentation

from geoapp.exports.options import ExportOptions
from geoapp.exports.printed_charts import charts_of
from geoapp.exports.slides.deck import write_slides
from tests.exports.conftest import PHU_LOC

CHARTS = ExportOptions(sections=("charts",))


@pytest.fixture
def district(gathered):
    return gathered(CHARTS, area=PHU_LOC)


def slides(content):
    return list(Presentation(BytesIO(write_slides(content, CHARTS))).slides)


def pictures(slide):
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def test_works_and_money_stand_beside_each_other_and_sectors_alone(district):
    _, both, sectors = slides(district)
    works, money, _, groups = (one.chart.sentence for one in charts_of(district))
    described = [one._element.nvPicPr.cNvPr.get("descr") for one in pictures(both)]
    assert described == [works, money]
    assert [one._element.nvPicPr.cNvPr.get("descr") for one in pictures(sectors)] == [groups]


def test_what_a_chart_says_stands_on_its_slide_as_text(district):
    said = [shape.text_frame.text for shape in slides(district)[1].shapes if shape.has_text_frame]
    for one in charts_of(district)[:2]:
        assert one.title in said
        assert one.chart.sentence in said


def test_pictures_stay_on_their_slide(district):
    for slide in slides(district):
        for one in pictures(slide):
            assert one.left + one.width <= 12193200
            assert one.top + one.height <= 6858000
