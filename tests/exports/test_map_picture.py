"""The map of a page, on the real districts of Huế."""

import re

import pytest

from geoapp.exports.map_picture import picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.pdf import map_size

LAST_DAY = "2024-06-30"
WORDS = re.compile(r"<text[^>]*>([^<]+)</text>")


@pytest.fixture
def mapped(gathered):
    """Draws the map of a district's A4 page: the content, the map, its words."""

    def draw(code: str):
        content = gathered(area=f"district:{code}@{LAST_DAY}")
        drawn = picture(content, *map_size(content, ExportOptions()))
        return content, drawn, WORDS.findall(drawn.svg)

    return draw


@pytest.mark.parametrize("code", ["474", "476", "477", "478", "479", "480", "482", "483"])
def test_a_district_finds_its_own_name_on_its_map(mapped, code):
    content, _, words = mapped(code)
    capitals = [word for word in words if word.isupper()]
    assert content.ground.selected[0].name.upper() in " ".join(capitals)


@pytest.mark.parametrize("code", ["474", "480"])
def test_a_crowd_is_enlarged_though_the_whole_gets_smaller(mapped, code):
    _, drawn, _ = mapped(code)
    assert drawn.enlarged
    assert drawn.scale / drawn.enlarged > 2


def test_communes_are_named_within_the_district_alone(mapped):
    _, _, words = mapped("476")
    assert "Phường Phong Điền" in words
    assert "Huyện A Lưới" in words
    assert "Xã A Lưới 5" not in words
