"""One's own account: what one may do, and tokens that are shown once."""

import re

import pytest
from sqlalchemy.orm import Session

from tests.builders import add_agency, add_unit
from tests.people import add_user

PAGE = "/account?lang=en"


def test_the_page_says_what_one_may_do(people, visitor):
    with Session(people.database.app_engine) as session:
        former = add_agency(session, "SGTVT", name="Sở Giao thông")
        add_agency(session, "SXD", name="Sở Xây dựng", after=[former])
        add_unit(session, "19999", name="Xã Chân Mây - Lăng Cô")
        session.commit()
        add_user(session, "hoa", "planner", agencies=("SGTVT",), areas=("19999",))
    visitor.sign_in("hoa")
    page = visitor.open(PAGE).text
    for words in ("Planner", "Sở Giao thông", "now Sở Xây dựng", "Xã Chân Mây - Lăng Cô"):
        assert words in page


def test_a_token_is_shown_once(visitor):
    visitor.sign_in("planner")
    visitor.open(PAGE)
    response = visitor.send("/account/tokens", name="QGIS <b>", days="30")
    token = re.search(r'value="(geoapp_[\w-]{43})"', response.text)[1]
    assert "no-store" in response.headers["Cache-Control"]
    page = visitor.open(PAGE).text
    assert token not in page
    assert f"{token[:11]}…" in page
    assert "QGIS &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("name", "days"), [("", "30"), ("x", "0"), ("x", "abc"), ("x", "99999999")]
)
def test_a_bad_token_form_says_why(visitor, name, days):
    visitor.sign_in("planner")
    visitor.open(PAGE)
    response = visitor.send("/account/tokens?lang=en", name=name, days=days)
    assert response.status_code == 422
    assert 'class="wrong"' in response.text


def test_a_revoked_token_opens_nothing(visitor):
    visitor.sign_in("approver")
    visitor.open(PAGE)
    made = visitor.send("/account/tokens", name="QGIS", days="30").text
    token = re.search(r'value="(geoapp_[\w-]{43})"', made)[1]
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token}"}
    assert visitor.open("/collections/projects/items", headers=headers).status_code == 200
    visitor.open(PAGE)
    number = re.search(r"/account/tokens/(\d+)/revoke", visitor.page)[1]
    assert visitor.send(f"/account/tokens/{number}/revoke?lang=en").status_code == 303
    assert "The token QGIS is revoked." in visitor.open(PAGE).text
    assert visitor.open("/collections/projects/items", headers=headers).status_code == 401


def test_others_tokens_are_not_there(visitor):
    visitor.sign_in("viewer")
    visitor.open(PAGE)
    assert visitor.send("/account/tokens/1/revoke").status_code == 404


@pytest.mark.parametrize("path", ["/account", "/account/tokens", "/account/tokens/1/revoke"])
def test_nobody_has_an_account_page_without_signing_in(visitor, path):
    method = "GET" if path == "/account" else "POST"
    assert visitor.ask(method, path).status_code == 303
