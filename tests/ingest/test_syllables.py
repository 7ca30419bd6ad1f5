"""Vietnamese words are told from the letters that old encodings leave behind."""

from unicodedata import normalize

import pytest

from geoapp.ingest.syllables import is_syllable, score_words

TEXT = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam độc lập tự do hạnh phúc quyết định gìn giữ khuỷu "
    "nghiêng ngoằn ngoèo xuyên thuở rượu quý giếng ý yêu oan uyển khoẻ hoá Huế Phú Lộc"
)


@pytest.mark.parametrize("word", TEXT.split())
def test_vietnamese_words_are_syllables_in_any_form(word):
    assert is_syllable(word)
    assert is_syllable(normalize("NFD", word))


@pytest.mark.parametrize("word", ["C¶ng", "Caûng", "CaÒng", "®­êng", "ViÖt", "Müller", "hộịi", "x·"])
def test_other_words_are_not(word):
    assert not is_syllable(word)


def test_only_words_with_marks_count():
    assert score_words(["Cảng Chan May 123", "C¶ng"]) == (1, 2)
