"""What can be wrong with an account is said at once, by field."""

import pytest

from geoapp.domain.accounts import Profile, check_name, check_profile


def fields(problems):
    return [problem.field for problem in problems]


@pytest.mark.parametrize("name", ["hoa", "hoa.nguyen", "hoa_2", "hoa@so-xd.vn", "1a", "a" * 64])
def test_names_are_plain(name):
    assert not list(check_name(name))


@pytest.mark.parametrize("name", ["", "a", "Hoa", "hoà", "hoa nguyen", ".hoa", "a" * 65, "hoa\n"])
def test_names_that_nobody_types_twice_alike_are_not_taken(name):
    assert fields(check_name(name)) == ["name"]


def test_a_good_profile_has_no_problems():
    assert not list(check_profile(Profile(full_name="Hòa", roles=frozenset({"planner"}))))


def test_everything_that_is_wrong_is_said_at_once():
    profile = Profile(full_name=" ", roles=frozenset({"boss"}), email="nobody")
    assert fields(check_profile(profile)) == ["full_name", "email", "roles"]


def test_an_account_needs_a_role():
    assert fields(check_profile(Profile(full_name="Hòa", roles=frozenset()))) == ["roles"]
