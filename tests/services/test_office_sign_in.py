"""Whom the office's own sign-in knows is known here by an account made before."""

from geoapp.queries.users import get_user
from geoapp.services.office_sign_in import find_person
from tests.people import add_user

SUBJECT = "https://login.example.vn 42"


def test_a_person_is_first_known_by_the_address_and_then_for_good(session):
    add_user(session, "hoa", email="hoa@so.vn")
    assert find_person(session, SUBJECT, "HOA@so.vn").name == "hoa"
    assert get_user(session, "hoa").oidc_subject == SUBJECT
    assert find_person(session, SUBJECT, None).name == "hoa"
    assert find_person(session, SUBJECT, "other@so.vn").name == "hoa"


def test_who_has_no_account_is_nobody(session):
    add_user(session, "hoa", email="hoa@so.vn")
    assert find_person(session, SUBJECT, "lan@so.vn") is None
    assert find_person(session, SUBJECT, None) is None


def test_an_address_opens_no_account_that_belongs_to_somebody_else(session):
    add_user(session, "hoa", email="hoa@so.vn")
    find_person(session, SUBJECT, "hoa@so.vn")
    assert find_person(session, "https://login.example.vn 43", "hoa@so.vn") is None
