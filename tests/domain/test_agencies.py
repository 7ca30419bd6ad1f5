"""What can be wrong with an agency is said at once, by field."""

from datetime import date

import pytest

from geoapp.domain.agencies import AgencyProfile, check_agency, check_code


def fields(problems):
    return [problem.field for problem in problems]


@pytest.mark.parametrize("code", ["HUE-SXD", "A", "1.2_3-4", "A" * 40])
def test_codes_are_capital_letters_and_digits(code):
    assert not list(check_code(code))


@pytest.mark.parametrize("code", ["", "hue", "-A", "SỞ", "A" * 41, "A B", "A\n"])
def test_other_codes_are_not_taken(code):
    assert fields(check_code(code)) == ["code"]


def test_an_agency_that_was_followed_has_ended():
    follower = AgencyProfile(name="Sở", successors=("B",))
    assert fields(check_agency("A", follower)) == ["valid_to"]
    ended = AgencyProfile(name="Sở", successors=("B",), valid_to=date(2025, 2, 28))
    assert not list(check_agency("A", ended))


def test_the_last_day_is_not_before_the_first():
    wrong = AgencyProfile(name="Sở", valid_from=date(2025, 3, 1), valid_to=date(2025, 2, 28))
    assert fields(check_agency("A", wrong)) == ["valid_to"]


def test_an_agency_of_one_day_is_one():
    day = date(2025, 3, 1)
    assert not list(check_agency("A", AgencyProfile(name="Sở", valid_from=day, valid_to=day)))


def test_no_agency_follows_itself_or_lacks_a_name():
    wrong = AgencyProfile(name=" ", successors=("A",), valid_to=date(2025, 2, 28))
    assert fields(check_agency("A", wrong)) == ["name", "successors"]
