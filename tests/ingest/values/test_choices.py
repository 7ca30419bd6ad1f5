"""Closed lists are read by code or label; others hear what would do."""

import pytest

from geoapp.domain.choices import FUNDING, STAGES
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.ingest.values.choices import LISTS, OTHER_WORDS, read_choice, read_pair
from geoapp.ingest.values.unfit import Unfit


@pytest.mark.parametrize(
    ("kind", "choices"), [("sector", SECTORS), ("funding", FUNDING), ("stage", STAGES)]
)
def test_code_and_both_labels_are_read(kind, choices):
    for choice in choices:
        assert {
            read_choice(word, kind) for word in (choice.code, choice.vi, choice.en.upper())
        } == {choice.code}


def test_labels_of_kinds_are_no_two_kinds():
    assert {read_choice(kind.vi, "kind") for kind in KINDS} == {kind.code for kind in KINDS}


@pytest.mark.parametrize(
    ("word", "kind", "code"),
    [
        ("Đang thi công", "stage", "implementation"),
        ("giao thong", "sector", "transport"),
        ("Ngân sách nhà nước", "funding", "public"),
    ],
)
def test_words_of_planners_are_read(word, kind, code):
    assert read_choice(word, kind) == code


def test_other_words_lead_to_codes_of_the_list():
    for kind, words in OTHER_WORDS.items():
        assert set(words.values()) <= {choice.code for choice in LISTS[kind]}


@pytest.mark.parametrize("cell", ["unknown sector", 5, None, ["transport"], True])
def test_what_is_not_in_the_list_hears_the_list(cell):
    with pytest.raises(Unfit) as unfit:
        read_choice(cell, "sector")
    assert "Giao thông; Công nghiệp" in str(unfit.value.expected)


def test_a_documents_own_pair_of_words_is_read():
    assert read_pair("Di sản - nhà ở", "di dời tái định cư") == ("urban", "resettlement")
    assert read_pair("Giao thông", "x") is None
    assert read_pair(None, 3) is None
