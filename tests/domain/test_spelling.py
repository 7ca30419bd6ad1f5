"""One name in several spellings is one name; two names with different letters are two."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.domain.spelling import (
    fold_tones,
    has_marks,
    same_name,
    search_words,
    strip_marks,
)

SYLLABLES = ["Hoá", "Hóa", "thuỷ", "thủy", "Chân", "Mây", "Phú", "Lộc", "Lăng", "đường", "Ứng"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoá Châu", "Hóa Châu"),
        ("Thuỷ Xuân", "Thủy Xuân"),
        ("HƯƠNG THỦY", "Hương Thuỷ"),
        ("Xã  Lộc Vĩnh ", "xã Lộc Vĩnh"),
        ("Quảng Điền", normalize("NFD", "Quảng Điền")),
        ("Phú Lộc", "Phu\u0301 Lo\u0302\u0323c"),
        ("Phú Lộc", "Phú L\u00f4\u0323c"),
        ("Đông Hà", "đông hà"),
        ("Khu kinh tế", "Khu\u00a0kinh tế"),
    ],
)
def test_two_spellings_of_one_name(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hương Văn", "Hương Vân"),
        ("Hương Văn", "Huong Van"),
        ("Lộc Bổn", "Lộc Bốn"),
        ("Đông", "Dông"),
        ("Thủy Bằng", "Thủy Băng"),
        ("Vinh Mỹ", "Vĩnh Mỹ"),
    ],
)
def test_two_names(one, other):
    assert not same_name(one, other)


def test_marks_are_stripped_to_bare_latin_letters():
    assert strip_marks("Cảng Chân Mây – Đê chắn SÓNG") == "cang chan may – de chan song"


@pytest.mark.parametrize(("text", "marked"), [("cảng", True), ("đ", True), ("CANG 1", False)])
def test_marks_are_noticed(text, marked):
    assert has_marks(text) is marked


@given(st.lists(st.sampled_from(SYLLABLES), max_size=5).map(" ".join))
def test_folding_is_the_same_for_both_unicode_forms_and_for_capitals(text):
    forms = {normalize(form, text) for form in ("NFC", "NFD")} | {text.upper(), text.lower()}
    assert len({fold_tones(form) for form in forms}) == 1
    assert len({strip_marks(form) for form in forms}) == 1


@given(st.lists(st.sampled_from(SYLLABLES), max_size=5).map(" ".join))
def test_folding_twice_changes_nothing(text):
    assert fold_tones(fold_tones(text)) == fold_tones(text)


@given(st.text(max_size=40))
def test_stripping_twice_changes_nothing(text):
    assert strip_marks(strip_marks(text)) == strip_marks(text)


def test_words_are_split_at_punctuation_and_at_most_eight_count():
    assert search_words(" Chân Mây - Lăng-Cô, (I) ") == ["Chân", "Mây", "Lăng", "Cô", "I"]
    assert search_words("?!") == []
    assert len(search_words("a b c d e f g h i j")) == 8
