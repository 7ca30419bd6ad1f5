"""Signing in and out: who it is shows on every page, failures look alike and are limited."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.domain.accounts import Profile
from geoapp.services.accounts import change_user
from tests.people import PASSWORD, SHELL, TODAY, add_user
from tests.web.accounts.conftest import Browser


def test_whoever_signs_in_is_named_on_every_page(visitor):
    assert 'class="who"' in visitor.open("/").text
    response = visitor.sign_in("planner")
    assert (response.status_code, response.location) == (302, "/")
    assert ">planner</button>" in visitor.open("/").text


def test_no_cache_keeps_the_page_where_one_signs_in(visitor):
    said = visitor.open("/sign-in").headers["Cache-Control"]
    assert set(said.split(", ")) == {"private", "no-store"}


def test_capital_letters_in_the_name_do_not_matter(visitor):
    assert visitor.sign_in(" Planner ").status_code == 302


def test_signing_in_leads_back_to_where_one_was(visitor):
    assert visitor.sign_in("planner", path="/sign-in?next=/account").location == "/account"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_never_leads_to_another_host(visitor, elsewhere):
    response = visitor.sign_in("planner", path=f"/sign-in?next={elsewhere}")
    leads_to = urlsplit(response.location or "/")
    assert (leads_to.scheme, leads_to.netloc) == ("", "")
    assert not leads_to.path.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("planner", "wrong password"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        ("planner", ""),
        ("planner\0", PASSWORD),
        ("planner", "x" * 5000),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(visitor, name, password):
    response = visitor.sign_in(name, password, path="/sign-in?lang=en")
    assert response.status_code == 200
    assert response.text.count("The name or the password is wrong.") == 1
    assert "who-menu" not in visitor.open("/").text


def test_the_page_says_it_in_the_readers_language(visitor):
    visitor.open("/sign-in")
    said = visitor.send("/sign-in", username="planner", password="wrong password").text
    assert '<html lang="vi"' in said


def test_failures_leave_a_trace_and_so_does_success(visitor, log):
    visitor.sign_in("approver", "wrong password")
    visitor.sign_in("approver")
    failed, done = log(who="approver", address=visitor.address)
    assert (failed.what, failed.refused) == ("sign-in", "password")
    assert (done.what, done.refused, done.details) == ("sign-in", None, {"via": ["password"]})


def test_guessing_is_limited_and_the_right_password_does_not_help_then(visitor, log):
    for _ in range(5):
        assert visitor.sign_in("viewer", "wrong password").status_code == 200
    response = visitor.sign_in("viewer", path="/sign-in?lang=en")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "900")
    assert "Too many attempts. Wait 15 minutes" in response.text
    assert log(who="viewer", address=visitor.address)[-1].refused == "too-many"


def test_the_limit_is_a_setting(settings, people):
    strict = Browser(create_app(replace(settings, sign_in_tries=1), people.database))
    assert strict.sign_in("somebody", "wrong password").status_code == 200
    assert strict.sign_in("somebody", "wrong password").status_code == 429


def test_signing_in_often_is_no_guessing(app):
    for _ in range(7):
        assert Browser(app).sign_in("admin").status_code == 302


def test_without_the_pages_own_token_nobody_signs_in(visitor):
    visitor.open("/sign-in")
    response = visitor.ask("POST", "/sign-in", data={"username": "planner", "password": PASSWORD})
    assert response.status_code == 403
    assert "who-menu" not in visitor.open("/").text


def test_signing_out_ends_the_session(visitor, log):
    visitor.sign_in("planner")
    visitor.open("/account")
    assert visitor.send("/sign-out").status_code == 302
    assert visitor.open("/account").status_code == 303
    assert log(who="planner", address=visitor.address)[-1].what == "sign-out"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_other_page_can_sign_anybody_out(visitor, method):
    visitor.sign_in("planner")
    assert visitor.ask(method, "/sign-out").status_code in (403, 405)
    assert visitor.open("/account").status_code == 200


def test_an_account_that_is_off_neither_enters_nor_stays(app, people, visitor):
    with Session(people.database.app_engine) as session:
        add_user(session, "leaves")
        visitor.sign_in("leaves")
        assert visitor.open("/account").status_code == 200
        off = Profile(full_name="x", roles=frozenset({"viewer"}), active=False)
        change_user(session, SHELL, "leaves", off, today=TODAY)
    assert visitor.open("/account").status_code == 303
    said = Browser(app).sign_in("leaves", path="/sign-in?lang=en").text
    assert "The account is switched off." in said


def test_the_cookie_is_for_this_service_alone(visitor):
    visitor.sign_in("planner")
    cookie = visitor.client.get_cookie("geoapp")
    assert (cookie.http_only, cookie.same_site, cookie.secure) == (True, "Lax", False)


def test_on_https_the_cookie_stays_there(app):
    visitor = Browser(app)
    visitor.open("/sign-in", base_url="https://localhost")
    assert visitor.client.get_cookie("geoapp").secure


def test_who_is_signed_in_already_goes_on(visitor):
    visitor.sign_in("planner")
    assert visitor.open("/sign-in").status_code == 302


def test_what_is_shown_to_one_person_is_kept_by_no_shared_cache(visitor):
    assert "private" not in visitor.open("/").headers.get("Cache-Control", "")
    visitor.sign_in("planner")
    assert "private" in visitor.open("/").headers["Cache-Control"]
    assert "no-store" in visitor.open("/account/password").headers["Cache-Control"]


def test_the_language_stays_through_signing_in(visitor):
    page = visitor.open("/sign-in?lang=en&next=/account?lang%3Den").text
    assert 'action="/sign-in?next=/account?lang%3Den&amp;lang=en"' in page or "lang=en" in page
    location = visitor.sign_in("planner", path="/sign-in?lang=en").location
    assert location == "/?lang=en"
