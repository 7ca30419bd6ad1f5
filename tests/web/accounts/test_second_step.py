"""The second step: a code from the telephone, good once, limited like passwords."""

import html
import re
import time

import pytest
from passlib.totp import TOTP
from sqlalchemy.orm import Session

from tests.people import PASSWORD, add_user
from tests.web.accounts.conftest import Browser

SETUP = "/account/second-step?lang=en"
STEP_S = 30


@pytest.fixture
def name(people, request):
    """An account of the test's own."""
    name = f"s{abs(hash(request.node.name)) % 10**8}"
    with Session(people.database.app_engine) as session:
        add_user(session, name)
    return name


def code(key, steps=0):
    return TOTP(key).generate(time.time() + steps * STEP_S).token


def key_of(page):
    return re.search(r"<code>([A-Z2-7-]{30,})</code>", page)[1]


def switch_on(visitor):
    """Set the second step up and return its key; uses this half minute's code."""
    visitor.open(SETUP)
    page = visitor.send(SETUP, setup="authenticator").text
    key = key_of(page)
    action = html.unescape(re.search(r'action="(/account/second-step/[^"]+)"', page)[1])
    assert visitor.send(action, code=code(key)).status_code == 302
    return key


def test_once_on_signing_in_asks_for_a_code(app, visitor, name, log):
    visitor.sign_in(name)
    key = switch_on(visitor)
    assert "The second step is on." in visitor.open("/account?lang=en").text
    assert log(who=name, what="set-second-factor")

    other = Browser(app)
    assert other.sign_in(name).location.startswith("/sign-in/code")
    assert other.open("/account").status_code == 303, "the password alone opens nothing"
    other.open("/sign-in/code")
    assert other.send("/sign-in/code", code=code(key, 1)).location == "/"
    assert other.open("/account").status_code == 200


def test_a_mistyped_code_asks_for_no_other_picture(visitor, name):
    visitor.sign_in(name)
    visitor.open(SETUP)
    first = visitor.send(SETUP, setup="authenticator").text
    action = html.unescape(re.search(r'action="(/account/second-step/[^"]+)"', first)[1])
    visitor.send(action, code="000000")
    assert "wrong or too old" in visitor.open(SETUP).text
    again = visitor.send(SETUP, setup="authenticator").text
    assert key_of(again) == key_of(first)


def test_another_telephone_gets_another_key(visitor, name):
    visitor.sign_in(name)
    first = switch_on(visitor)
    visitor.open(SETUP)
    assert key_of(visitor.send(SETUP, setup="authenticator").text) != first


def test_the_picture_and_the_key_are_the_same(visitor, name):
    visitor.sign_in(name)
    visitor.open(SETUP)
    page = visitor.send(SETUP, setup="authenticator").text
    assert 'src="data:image/svg+xml;base64,' in page


def test_it_is_not_on_before_a_code_was_right(app, visitor, name):
    visitor.sign_in(name)
    visitor.open(SETUP)
    page = visitor.send(SETUP, setup="authenticator").text
    action = html.unescape(re.search(r'action="(/account/second-step/[^"]+)"', page)[1])
    visitor.send(action, code="000000")
    assert "The code is wrong or too old." in visitor.open(SETUP).text
    assert Browser(app).sign_in(name).location == "/"


def test_a_code_is_good_once(app, visitor, name):
    visitor.sign_in(name)
    key = switch_on(visitor)
    used = code(key, 1)
    first, second = Browser(app), Browser(app)
    for other in (first, second):
        other.sign_in(name)
        other.open("/sign-in/code?lang=en")
    assert first.send("/sign-in/code", code=used).status_code == 302
    assert "The code is wrong or too old." in second.send("/sign-in/code?lang=en", code=used).text


def test_guessing_codes_is_limited_also_between_passwords(app, visitor, name, log):
    visitor.sign_in(name)
    key = switch_on(visitor)
    thief = Browser(app)
    answers = []
    for _ in range(6):
        thief.sign_in(name)
        thief.open("/sign-in/code")
        answers.append(thief.send("/sign-in/code", code="000000").status_code)
    assert answers[:5] == [200] * 5
    assert thief.open("/account").status_code == 303
    assert thief.sign_in(name).status_code == 429
    entries = log(who=name, address=thief.address)
    assert [entry.refused for entry in entries if entry.what == "second-step"] == ["code"] * 5
    assert Browser(app).sign_in(name, PASSWORD).status_code == 302, "the owner elsewhere goes on"
    assert key


def test_no_code_is_asked_of_nobody(visitor):
    assert visitor.open("/sign-in/code").location.startswith("/sign-in")


def test_it_can_be_switched_off_again(app, visitor, name, log):
    visitor.sign_in(name)
    switch_on(visitor)
    visitor.open(SETUP)
    assert visitor.send(SETUP, setup="disable").status_code == 302
    assert log(who=name, what="remove-second-factor")
    assert Browser(app).sign_in(name).location == "/"


def test_the_password_is_asked_again_after_a_while(visitor, name):
    visitor.sign_in(name)
    with visitor.client.session_transaction() as session:
        session["fs_paa"] -= 3600
    assert visitor.open(SETUP).location.startswith("/sign-in/again")
    visitor.open("/sign-in/again?lang=en&next=/account/second-step")
    again = "/sign-in/again?lang=en&next=/account/second-step"
    assert "The password is wrong." in visitor.send(again, password="wrong password").text
    assert visitor.send(again, password=PASSWORD).location.startswith("/account/second-step")
    assert visitor.open(SETUP).status_code == 200


@pytest.mark.parametrize("address", ["/sign-in/rescue", "/sign-in/select"])
def test_the_librarys_other_ways_in_are_closed(visitor, address):
    assert visitor.open(address).status_code in (302, 303)
