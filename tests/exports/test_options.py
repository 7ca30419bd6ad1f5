"""Options are checked at the door."""

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.exports.options import ExportOptions, parse_options


def test_nothing_given_is_the_usual_page():
    assert parse_options({}) == ExportOptions()


@pytest.mark.parametrize("text", ["1:50000", "50000", "1: 50000"])
def test_a_scale_may_be_written_either_way(text):
    assert parse_options({"scale": text}).scale == 50_000


@pytest.mark.parametrize("text", ["", "fit"])
def test_no_scale_fits(text):
    assert parse_options({"scale": text}).scale is None


@pytest.mark.parametrize("text", ["1:10", "99999999999", "half", "-5", "1:0"])
def test_an_impossible_scale_is_refused(text):
    with pytest.raises(BadParameter, match="scale"):
        parse_options({"scale": text})


def test_lists_keep_the_order_of_the_page():
    options = parse_options({"columns": "finish,sector", "sections": "table, map"})
    assert options.columns == ("sector", "finish")
    assert options.sections == ("map", "table")


def test_titles_are_one_line_of_text():
    assert parse_options({"title": "  Giao\n ban \x00"}).title == "Giao ban"


@pytest.mark.parametrize(
    ("paper", "orientation", "size"),
    [("a4", "landscape", (297, 210)), ("a3", "portrait", (297, 420))],
)
def test_the_page_has_the_papers_size(paper, orientation, size):
    assert ExportOptions(paper=paper, orientation=orientation).page_mm == size
