"""How many projects go into one file."""

from geoapp.exports.formats import FORMATS
from geoapp.exports.options import ExportOptions

EACH = ExportOptions(sections=("map", "projects"))


def test_fewer_projects_have_a_page_each_than_a_row_each():
    for name in ("pdf", "pptx"):
        assert FORMATS[name].most_of(EACH) < FORMATS[name].most_of(ExportOptions())


def test_formats_without_pages_hold_as_many_whatever_the_sections():
    for name in set(FORMATS) - {"pdf", "pptx"}:
        assert FORMATS[name].most_of(EACH) == FORMATS[name].most
