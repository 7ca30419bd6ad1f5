"""The code lists agree with one another and with the words of source tables."""

from unicodedata import normalize

from geoapp.domain.sectors import FAMILIES, KINDS, SECTORS, WORDS, find_kind


def test_every_sector_has_a_family_and_every_family_a_sector() -> None:
    assert {sector.family for sector in SECTORS} == {family.code for family in FAMILIES}


def test_every_kind_belongs_to_a_sector_and_every_sector_has_a_kind() -> None:
    assert {kind.sector for kind in KINDS} == {sector.code for sector in SECTORS}


def test_no_code_is_used_twice() -> None:
    for codes in ([k.code for k in KINDS], [s.code for s in SECTORS], [f.code for f in FAMILIES]):
        assert len(codes) == len(set(codes))


def test_every_word_leads_to_a_kind_and_every_kind_has_a_word() -> None:
    assert set(WORDS.values()) == {kind.code for kind in KINDS}


def test_a_kind_is_found_from_the_words_of_a_source_table() -> None:
    kind = find_kind("Giao thông", "cảng biển - đê chắn sóng")
    assert kind is not None
    assert (kind.sector, kind.code) == ("transport", "breakwater")


def test_words_in_decomposed_form_or_with_extra_blanks_mean_the_same() -> None:
    kind = find_kind(normalize("NFD", " Di sản -  văn hóa"), normalize("NFD", "di tích "))
    assert kind is not None
    assert kind.code == "heritage_site"


def test_unknown_words_lead_to_no_kind() -> None:
    assert find_kind("Giao thông", "tàu vũ trụ") is None
