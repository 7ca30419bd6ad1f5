"""The closed lists hold the contract's codes, each with a name in both languages."""

import pytest

from geoapp.domain import choices

CONTRACT = {
    "FUNDING": "public private oda mixed unknown",
    "STAGES": "preparation implementation completion suspended cancelled unknown",
    "SCHEDULES": "late not_reported on_time ahead",
    "POSITIONS": "surveyed estimated schematic none",
    "LEVELS": "province district commune",
    "OBSTACLE_KINDS": "land_clearance procedure capital contractor weather other task",
    "MILESTONES": "groundbreaking land_handover completion other",
    "CAPITAL_SOURCES": "central provincial district oda private other",
}


@pytest.mark.parametrize(("name", "codes"), CONTRACT.items())
def test_a_list_holds_exactly_the_contracts_codes(name, codes):
    assert set(choices.codes(getattr(choices, name))) == set(codes.split())


@pytest.mark.parametrize("name", [*CONTRACT, "TIE_BASES"])
def test_every_choice_has_a_name_of_its_own_in_both_languages(name):
    listed = getattr(choices, name)
    for lang in ("vi", "en"):
        names = [choice.label(lang) for choice in listed]
        assert all(names)
        assert len(set(names)) == len(listed)


def test_a_tie_by_name_says_it_is_by_the_document_and_an_inferred_one_that_it_is_inferred():
    labels = {choice.code: choice.label("vi") for choice in choices.TIE_BASES}
    assert (labels["document"], labels["inferred"]) == ("theo văn bản", "suy luận")
