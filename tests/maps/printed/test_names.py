"""A long name stands on two lines, broken where both are short."""

import pytest

from geoapp.maps.printed.names import two_lines


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("THÀNH PHỐ HUẾ", ["THÀNH PHỐ", "HUẾ"]),
        ("THỊ XÃ HƯƠNG TRÀ", ["THỊ XÃ", "HƯƠNG TRÀ"]),
        ("HUẾ", ["HUẾ"]),
    ],
)
def test_a_name_is_broken_where_the_longer_line_is_shortest(words, lines):
    assert two_lines(words) == lines
