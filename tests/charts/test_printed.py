"""Charts on paper: text stays text, fonts are ours, patterns are within, nothing is fetched."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from geoapp.charts.chart import Chart
from geoapp.charts.printed import printed_png, printed_svg
from tests.charts.samples import KINDS, sample


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_prints_as_svg_of_the_asked_width(kind):
    drawn = ElementTree.fromstring(printed_svg(sample(kind), 500))
    assert drawn.get("width") == "500"


def test_text_stays_text_in_vietnamese():
    assert "Kế hoạch 58%" in printed_svg(sample("progress"))


def test_only_our_fonts_are_asked_for():
    svg = printed_svg(sample("groups")).replace("&quot;", "")
    families = re.findall(r'font-family="([^"]*)"', svg)
    assert {family.split(",")[0] for family in families} == {"Be Vietnam Pro", "GeoFig"}


def test_late_is_hatched_by_a_pattern_of_its_own():
    svg = printed_svg(sample("groups"))
    assert 'fill="url(#chart-late)"' in svg
    assert '<pattern id="chart-late"' in svg


def test_hatch_lies_on_plain_red_so_that_no_paper_shines_through():
    svg = printed_svg(sample("groups"))
    plain = re.findall(r'fill="#A8200D"[^>]* stroke="#A8200D"', svg)
    assert len(plain) == svg.count('fill="url(#chart-late)"')


def test_hostile_names_are_escaped_text():
    svg = printed_svg(sample("groups", name="<img onerror=x> {{7*7}}"))
    assert "&lt;img onerror=x&gt; {{7*7}}" in svg or "&lt;img onerror=x&gt;" in svg
    assert "<img" not in svg
    assert "49" not in svg


def test_a_png_is_as_large_as_asked_and_white():
    picture = Image.open(BytesIO(printed_png(sample("trend"), 300, dpi=96)))
    assert picture.width == 300
    assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_an_address_is_refused():
    spec = {"data": {"url": "https://example.org/x.json"}, "mark": "point", "height": 10}
    with pytest.raises(ValueError, match=r"example\.org"):
        printed_svg(Chart(spec, "", sample("trend").table))
