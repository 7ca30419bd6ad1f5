"""Words are composed and trimmed; what cannot be stored is refused, what looks odd is said."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.limits import Limits
from geoapp.ingest.values.texts import read_code, read_text
from geoapp.ingest.values.unfit import Doubtful, Unfit

LIMITS = Limits(text_characters=100)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Cảng\tChân  Mây\n", "Cảng Chân Mây"),
        (normalize("NFD", "Cảng"), "Cảng"),
        (12, "12"),
        (12.5, "12.5"),
        ("-1,5", "-1,5"),
    ],
)
def test_words_are_composed_and_trimmed(cell, text):
    assert read_text(cell, LIMITS) == text


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A1", "@SUM(A1)", "+SUM(1)", "-cmd", "'=1+1"])
def test_a_formula_stays_text_and_is_said(cell):
    with pytest.raises(Doubtful) as doubt:
        read_text(cell, LIMITS)
    assert doubt.value.code == "looks_like_formula"
    assert doubt.value.value == cell.removeprefix("'")


@pytest.mark.parametrize("cell", ["<script>alert(1)</script>", "</b>", "{{ 7*7 }}", "Gói {% 50"])
def test_markup_stays_text_and_is_said(cell):
    with pytest.raises(Doubtful) as doubt:
        read_text(cell, LIMITS)
    assert (doubt.value.code, doubt.value.value) == ("looks_like_markup", cell)


def test_text_that_turns_its_direction_is_said():
    with pytest.raises(Doubtful, match="turned_text"):
        read_text("abc\u202edef", LIMITS)


@pytest.mark.parametrize("cell", ["a\x00b", "a\x1bb", "x" * 101, [1], {"a": 1}, True])
def test_what_cannot_be_stored_is_refused(cell):
    with pytest.raises(Unfit):
        read_text(cell, LIMITS)


@pytest.mark.parametrize(("cell", "code"), [("tth-032", "TTH-032"), (" A_1.b ", "A_1.B"), (7, "7")])
def test_a_code_is_in_capitals(cell, code):
    assert read_code(cell, LIMITS) == code


@pytest.mark.parametrize("cell", ["-A", "A B", "Ả", "A" * 41, "", "A;B"])
def test_other_words_are_no_code(cell):
    with pytest.raises(Unfit, match="bad_code"):
        read_code(cell, LIMITS)


@given(st.text())
def test_reading_twice_changes_nothing(text):
    try:
        once = read_text(text, LIMITS)
    except (Unfit, Doubtful):
        return
    assert read_text(once, LIMITS) == once
