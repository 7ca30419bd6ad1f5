"""Frames of far islands: no words over their edge, and hardly an island under them."""

import re

import pytest

from geoapp.domain.layers import read_layers
from geoapp.maps.printed.furniture import INSET_WIDTH, SMALL, draw_insets, insets_size
from geoapp.maps.printed.room import Rect
from geoapp.maps.printed.type_size import text_width
from geoapp.settings import GEO_DATA


@pytest.fixture
def insets(settings):
    layers = read_layers(settings.layers_dir, GEO_DATA)
    return [inset for layer in layers if layer.visible for inset in layer.insets]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_all_words_under_a_frame_find_room(insets, lang):
    width = (insets_size(insets, lang)[0] + 1.2) / len(insets) - 1.2
    assert width >= INSET_WIDTH
    for inset in insets:
        assert text_width(inset.subtitle.say(lang), SMALL) < width


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_name_of_a_group_hides_next_to_no_island(insets, lang):
    for inset in insets:
        svg = draw_insets([inset], Rect(0, 0, *insets_size([inset], lang)), lang)
        islands = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
        x, y, words = re.search(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', svg).groups()
        half = text_width(words, SMALL) / 2
        hidden = [
            place
            for place in islands
            if abs(float(place[0]) - float(x)) < half and 0 < float(y) - float(place[1]) < 2
        ]
        assert islands
        assert len(hidden) <= 1
