"""Issues as a workbook: one row each, and nothing that a spreadsheet would calculate."""

import pytest

from geoapp.exports.issues import write_issues
from tests.reading_workbooks import has_formulas, sheet_rows

ISSUE = {
    "row": 4,
    "project": "TTH-005",
    "severity": "error",
    "field": "Tiến độ",
    "message": "“145%” nằm ngoài khoảng.",
    "expected": None,
    "place": None,
}


def written(**values):
    return write_issues([ISSUE | values], "vi")


def test_a_row_says_where_and_what():
    assert sheet_rows(written())[1] == [
        "4", "TTH-005", "Lỗi", "Tiến độ", "“145%” nằm ngoài khoảng.", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(text):
    raw = written(message=text)
    assert sheet_rows(raw)[1][4] == text
    assert not has_formulas(raw)


def test_the_place_of_a_fault_is_told_longitude_first():
    assert sheet_rows(written(place=[107.5796, 16.4698]))[1][6] == "107.579600, 16.469800"
