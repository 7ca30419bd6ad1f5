"""Changing one's password: the old one is asked for, and other devices are signed out."""

import pytest
from sqlalchemy.orm import Session

from geoapp.services.accounts import set_password
from tests.people import PASSWORD, SHELL, add_user
from tests.web.accounts.conftest import Browser

NEW = "một mật khẩu mới hơn"
PAGE = "/account/password?lang=en"


@pytest.fixture
def name(people, request):
    """An account of the test's own."""
    name = f"p{abs(hash(request.node.name)) % 10**8}"
    with Session(people.database.app_engine) as session:
        add_user(session, name)
    return name


def change(visitor, old=PASSWORD, new=NEW, again=NEW):
    visitor.open(PAGE)
    return visitor.send(PAGE, password=old, new_password=new, new_password_confirm=again)


def test_the_new_password_opens_and_the_old_one_no_longer(app, visitor, name):
    visitor.sign_in(name)
    assert change(visitor).status_code == 302
    assert "Your password has been changed" in visitor.open("/account?lang=en").text
    assert "wrong" in Browser(app).sign_in(name, path="/sign-in?lang=en").text
    assert Browser(app).sign_in(name, NEW).status_code == 302


def test_other_devices_are_signed_out(app, visitor, name):
    other = Browser(app)
    other.sign_in(name)
    visitor.sign_in(name)
    change(visitor)
    assert visitor.open("/account").status_code == 200
    assert other.open("/account").status_code == 303


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"old": "wrong password"}, "The password is wrong."),
        ({"old": ""}, "Type the password."),
        ({"again": "something else"}, "The two new passwords differ."),
        ({"new": "ngắn", "again": "ngắn"}, "at least 10 characters"),
        ({"new": PASSWORD, "again": PASSWORD}, "The new password is the old one."),
    ],
)
def test_a_bad_change_says_what_is_wrong(app, visitor, name, given, said):
    visitor.sign_in(name)
    assert said in change(visitor, **given).text
    assert Browser(app).sign_in(name).status_code == 302


def test_a_stolen_session_cannot_guess_the_password_for_long(visitor, name, log):
    visitor.sign_in(name)
    for _ in range(5):
        change(visitor, old="wrong password")
    assert change(visitor).status_code == 429
    assert [entry.refused for entry in log(who=name, what="change-password")] == [
        *["password"] * 5,
        "too-many",
    ]


def test_mistakes_in_the_new_password_are_no_guessing(visitor, name):
    visitor.sign_in(name)
    for _ in range(7):
        assert change(visitor, again="something else").status_code == 200


def test_a_password_that_somebody_else_knows_is_changed_first(people, visitor, name):
    with Session(people.database.app_engine) as session:
        set_password(session, SHELL, name, "mật khẩu được trao", must_change=True)
    visitor.sign_in(name, "mật khẩu được trao")
    assert visitor.open("/account").location.startswith("/account/password")
    assert visitor.open("/").location.startswith("/account/password")
    assert "Somebody else knows this password" in visitor.open(PAGE).text
    change(visitor, old="mật khẩu được trao")
    assert visitor.open("/").status_code == 200


def test_a_program_of_such_a_person_is_told(people, visitor, name):
    with Session(people.database.app_engine) as session:
        set_password(session, SHELL, name, "mật khẩu được trao", must_change=True)
    visitor.sign_in(name, "mật khẩu được trao")
    response = visitor.open("/collections/projects/items", headers={"Accept": "application/json"})
    assert response.status_code == 403


def test_nobody_changes_a_password_without_signing_in(visitor):
    assert visitor.open("/account/password").location.startswith("/sign-in?next=/account/password")
