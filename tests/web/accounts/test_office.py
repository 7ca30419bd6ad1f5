"""The office's own sign-in: from a link, checked, for people who have an account here."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.web.accounts.office import own_path
from tests.people import add_user
from tests.web.accounts.conftest import Browser
from tests.web.accounts.office_provider import CLIENT_ID, CLIENT_SECRET, OfficeProvider


@pytest.fixture(scope="module")
def provider():
    with OfficeProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def office_app(settings, people, provider):
    chosen = replace(
        settings,
        oidc_url=provider.url,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
        oidc_name_en="the province’s account",
    )
    with Session(people.database.app_engine) as session:
        for name, more in (("hoa", {}), ("off", {"active": False}), ("careful", {})):
            add_user(session, name, "planner", email=f"{name}@so.vn", **more)
    return create_app(chosen, people.database)


@pytest.fixture
def comer(office_app, provider):
    """A browser at the office's door; `provider` says who its person is."""
    provider.signed_by = provider.key
    return Browser(office_app)


def come(comer, path="/sign-in/office?lang=en"):
    """Follow the link to the office's sign-in and what it answers, up to our page."""
    there = comer.open(path)
    back = requests.get(there.location, allow_redirects=False, timeout=60).headers["Location"]
    parts = urlsplit(back)
    return comer.open(f"{parts.path}?{parts.query}")


def said(provider, email, subject=None, **claims):
    provider.claims = {"sub": subject or email, "email": email, "email_verified": True} | claims


def test_it_starts_from_a_link_on_the_page(comer):
    page = comer.open("/sign-in?lang=en&next=/account").text
    assert 'href="/sign-in/office?next=/account&amp;lang=en"' in page
    assert "Sign in with the province’s account" in page


def test_a_person_with_an_account_is_in(comer, provider, log):
    said(provider, "hoa@so.vn", "42")
    assert come(comer).location == "/"
    assert ">hoa</button>" in comer.open("/").text
    entry = log(who="hoa", what="sign-in")[-1]
    assert entry.details == {"via": ["office"]}


def test_one_comes_back_to_where_one_was(comer, provider):
    said(provider, "hoa@so.vn", "42")
    assert come(comer, "/sign-in/office?next=/account").location == "/account"
    assert come(comer, "/sign-in/office?next=//evil.example").status_code == 303


@pytest.mark.parametrize(
    "text", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/a\tb"]
)
def test_only_paths_of_ours_follow(text):
    assert own_path(text) == "/"


def test_a_person_without_an_account_is_told(comer, provider, log):
    said(provider, "stranger@so.vn")
    come(comer)
    assert "no account here does" in comer.open("/sign-in?lang=en").text
    assert log(what="sign-in", refused="unknown-person")[-1].thing == "stranger@so.vn"


def test_an_address_that_nobody_vouches_for_opens_nothing(comer, provider):
    said(provider, "careful@so.vn", "thief", email_verified=False)
    come(comer)
    assert comer.open("/account").status_code == 303


def test_an_account_that_is_off_stays_closed(comer, provider, log):
    said(provider, "off@so.vn")
    come(comer)
    assert comer.open("/account").status_code == 303
    assert log(who="off", refused="switched-off")


@pytest.mark.parametrize(
    "claims", [{"iss": "https://evil.example"}, {"aud": "another"}, {"exp": 1}, {"nonce": "old"}]
)
def test_claims_that_are_not_for_us_open_nothing(comer, provider, claims):
    said(provider, "hoa@so.vn", "42", **claims)
    come(comer)
    assert "did not let you in" in comer.open("/sign-in?lang=en").text
    assert comer.open("/account").status_code == 303


def test_claims_that_somebody_else_signed_open_nothing(comer, provider):
    said(provider, "hoa@so.vn", "42")
    provider.signed_by = RSAKey.generate_key(2048, parameters={"kid": "1"})
    come(comer)
    assert "did not let you in" in comer.open("/sign-in?lang=en").text
    assert comer.open("/account").status_code == 303


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied"])
def test_coming_back_without_having_left_opens_nothing(comer, query):
    assert comer.open(f"/sign-in/office/back{query}").location.startswith("/sign-in")


def test_a_sign_in_that_does_not_answer_is_said(settings, people):
    chosen = replace(settings, oidc_url="http://127.0.0.1:9", oidc_client_id="x")
    comer = Browser(create_app(chosen, people.database))
    assert comer.open("/sign-in/office?lang=en").location == "/sign-in?lang=en"
    assert "does not answer" in comer.open("/sign-in?lang=en").text


def test_without_the_setting_there_is_no_such_way(visitor):
    assert "/sign-in/office" not in visitor.open("/sign-in").text
    assert visitor.open("/sign-in/office").status_code == 404
    assert visitor.open("/sign-in/office/back").status_code == 404
