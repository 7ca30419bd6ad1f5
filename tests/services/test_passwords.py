"""Passwords are hashed slowly, compared in one form, and long rather than curious."""

import pytest

from geoapp.services.passwords import (
    LONGEST,
    check_password,
    hash_password,
    make_password,
    verify_password,
)


def test_a_password_fits_its_own_hash_alone():
    hashed = hash_password("mưa rơi trên sông Hương")
    assert verify_password("mưa rơi trên sông Hương", hashed)
    assert not verify_password("mưa rơi trên sông hương", hashed)
    assert hashed.startswith("$argon2id$")


def test_the_same_password_is_hashed_anew_each_time():
    assert hash_password("cùng một mật khẩu") != hash_password("cùng một mật khẩu")


def test_it_does_not_matter_how_a_keyboard_composes_letters():
    assert verify_password("Hue\u0302\u0301 2026 !", hash_password("Hu\u1ebf 2026 !"))


@pytest.mark.parametrize("nothing", [None, "", "plain", "$argon2id$broken"])
def test_nothing_fits_what_is_no_hash(nothing):
    assert not verify_password("anything", nothing)


def test_passwords_made_up_are_good_and_differ():
    first, second = make_password(), make_password()
    assert first != second
    assert not list(check_password(first, name="hoa"))
    assert len(first) == 23


@pytest.mark.parametrize(
    "bad", ["", "ngắn", "hoa.nguyen-2026", "HOA.NGUYEN-2026", "aaaabbbbcccc", "x" * (LONGEST + 1)]
)
def test_bad_passwords_are_refused_with_a_reason(bad):
    assert list(check_password(bad, name="hoa.nguyen"))


def test_a_sentence_is_a_good_password():
    assert not list(check_password("mai trời lại sáng", name="hoa.nguyen"))
