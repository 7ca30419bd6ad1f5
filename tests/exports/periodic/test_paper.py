"""Head of the document: how its day and addressees are written."""

from datetime import date

import pytest

from geoapp.exports.periodic.paper import _addressees, _dated


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 20), "ngày 20 tháng 11 năm 2026"),
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_a_day_is_written_as_the_decree_asks(day, said):
    assert _dated(day, "vi") == said


def test_english_writes_the_month_in_full():
    assert _dated(date(2026, 11, 20), "en") == "20 November 2026"


def test_one_addressee_stands_on_the_line_several_below_with_a_dash():
    assert _addressees(["UBND thành phố"], "vi") == ["Kính gửi: UBND thành phố"]
    assert _addressees(["UBND thành phố;", "- Sở Tài chính"], "vi") == [
        "Kính gửi:", "- UBND thành phố;", "- Sở Tài chính.",
    ]  # fmt: skip
    assert _addressees([], "vi") == []
