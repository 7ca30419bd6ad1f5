"""Names are alike by the rare words they share."""

from geoapp.ingest.word_index import WordIndex

INDEX = WordIndex(["Cầu A Sáp", "Cầu Bến Đá", "Cầu Cồn Hến", "Đường A Sáp"], str.lower)


def test_the_same_words_are_wholly_alike():
    assert INDEX.likeness("Sáp A, cầu")[0] == 1.0


def test_rare_words_count_more_than_common_ones():
    found = INDEX.likeness("Cầu Hến")
    assert max(found, key=lambda place: found[place]) == 2
    assert found[2] > found[0]


def test_names_without_a_word_in_common_are_not_told():
    assert set(INDEX.likeness("đường")) == {3}
    assert INDEX.likeness("Trường học") == {}
