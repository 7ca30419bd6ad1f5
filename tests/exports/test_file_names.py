"""Names of files are readable and safe everywhere."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geoapp.exports.file_names import file_name

DAY = date(2026, 11, 21)


def test_a_name_is_readable_without_marks():
    assert file_name("Huyện Phú Lộc", DAY, "pdf", "vi") == "ban-do-huyen-phu-loc-2026-11-21.pdf"
    assert file_name("Đô thị", DAY, "csv", "en") == "map-do-thi-2026-11-21.csv"


@given(st.text(max_size=300))
def test_a_name_is_safe_whatever_the_words(words):
    name = file_name(words, DAY, "pdf", "vi")
    assert re.fullmatch(r"ban-do[a-z0-9-]*-2026-11-21\.pdf", name)
    assert len(name) < 110
