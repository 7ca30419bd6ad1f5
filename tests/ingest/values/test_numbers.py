"""Numbers are read as people type them, and what may mean two things is said."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.domain.formatting import say_number
from geoapp.ingest.values.numbers import find_decimal, read_amount, read_number, whole
from geoapp.ingest.values.unfit import Doubtful, Unfit


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (5, 5),
        (5.5, 5.5),
        ("5", 5),
        ("-5,5", -5.5),
        ("5.5", 5.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 234 567", 1234567),
        ("1\u00a0234,5", 1234.5),
        ("0,1234", 0.1234),
        ("12345.678", 12345.678),
        ("1821650,445", 1821650.445),
        (",5".replace(",", "0,"), 0.5),
    ],
)
def test_clear_numbers_need_no_column(cell, number):
    assert read_number(cell, None) == (number, "")


@pytest.mark.parametrize(("decimal", "number"), [(",", 1234), (".", 1.234)])
def test_the_column_decides_what_a_dot_means(decimal, number):
    assert read_number("1.234", decimal) == (number, "")


def test_without_a_column_it_is_vietnamese_with_a_doubt():
    with pytest.raises(Doubtful) as doubt:
        read_number("1.234", None)
    assert doubt.value.value == (1234, "")
    assert "read as 1234" in str(doubt.value.message)


@pytest.mark.parametrize("cell", ["", "abc", "1.2.3", "1,2,3", "--5", True, [1], "1e5", "khoảng 5"])
def test_other_cells_are_no_numbers(cell):
    with pytest.raises(Unfit):
        read_number(cell, None)


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), "9" * 400])
def test_numbers_without_end_are_too_large(cell):
    with pytest.raises(Unfit) as unfit:
        whole(read_amount(cell, "money", "billion", None), cell)
    assert unfit.value.code == "number_too_large"


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["1,5", "2"], ","),
        (["1.5", "1.234"], "."),
        (["1.234", "5"], None),
        (["1,5", "1.5"], None),
        ([3, None, "x"], None),
    ],
)
def test_the_decimal_sign_is_found_in_clear_numbers(cells, decimal):
    assert find_decimal(cells) == decimal


@pytest.mark.parametrize(
    ("cell", "kind", "unit", "amount"),
    [
        ("437 tỷ đồng", "money", None, 437e9),
        ("24,436 tỷ", "money", ",", 24_436_000_000),
        ("1.200,5 triệu", "money", "billion", 1_200_500_000),
        (437, "money", "billion", 437e9),
        ("5 km", "length", "m", 5000),
        ("50 m2", "area", "ha", 0.005),
        ("50 m²", "area", "ha", 0.005),
        ("45,5 %", "percent", None, 45.5),
        (0.455, "percent", "share", 45.5),
        (12.5, "area", None, 12.5),
    ],
)
def test_units_of_the_cell_go_before_those_of_the_column(cell, kind, unit, amount):
    decimal = "," if unit == "," else None
    assert read_amount(cell, kind, None if unit == "," else unit, decimal) == amount


def test_an_unknown_unit_is_named():
    with pytest.raises(Unfit) as unfit:
        read_amount("5 sào", "area", "ha", None)
    assert "ha" in str(unfit.value.expected)


@pytest.mark.parametrize("number", [1.5, 1e30])
def test_what_must_be_whole_is_refused_otherwise(number):
    with pytest.raises(Unfit):
        whole(number, "x")


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["vi", "en"]))
def test_what_the_screen_shows_can_be_read_back(number, lang):
    shown = say_number(float(number), lang, 3)
    assert read_number(shown, "," if lang == "vi" else ".")[0] == pytest.approx(float(number))


@given(st.text())
def test_no_text_breaks_the_reader(text):
    try:
        number, _ = read_number(text, ",")
    except Unfit:
        return
    assert math.isfinite(number)
