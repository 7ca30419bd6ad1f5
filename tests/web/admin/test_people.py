"""Administrators make accounts, change them, and help who cannot sign in."""

import html
import re

import pytest
from sqlalchemy.orm import Session

from geoapp.queries.users import get_account
from geoapp.services.accounts import read_profile
from tests.builders import add_agency, add_unit
from tests.people import add_user
from tests.web.accounts.conftest import Browser

NEW = "/admin/people/new?lang=en"


@pytest.fixture(scope="module", autouse=True)
def world(people):
    with Session(people.database.app_engine) as session:
        add_agency(session, "SXD", name="Sở Xây dựng")
        add_unit(session, "19999", name="Xã Chân Mây - Lăng Cô")
        session.commit()


def profile_of(people, name):
    with Session(people.database.app_engine) as session:
        return read_profile(get_account(session, name))


def shown_password(page):
    return html.unescape(re.search(r'id="secret"[^>]* value="([^"]+)"', page)[1])


def make(visitor, name, **fields):
    visitor.sign_in("admin")
    visitor.open(NEW)
    given = {"name": name, "full_name": "Trần Hòa", "roles": "planner", "active": "on"}
    return visitor.send(NEW, **given | fields)


def test_a_planner_is_made_and_chooses_a_password_of_their_own(app, people, visitor):
    made = make(visitor, "Hoa1", agencies="SXD", areas="commune:19999")
    assert made.status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    profile = profile_of(people, "hoa1")
    assert (profile.roles, profile.agencies) == ({"planner"}, ("SXD",))
    assert profile.areas[0].startswith("commune:19999@")

    password, hoa = shown_password(made.text), Browser(app)
    hoa.sign_in("hoa1", password)
    assert hoa.open("/").location.startswith("/account/password")


def test_an_account_for_the_offices_sign_in_has_no_password(visitor):
    made = make(visitor, "hoa2", sign_in="office", email="hoa@so.vn")
    assert 'id="secret"' not in made.text
    assert "The account is made." in made.text


def test_everything_that_is_wrong_is_shown_at_its_field(visitor):
    response = make(visitor, "Hòa Trần", full_name="", email="nobody", roles="boss")
    assert response.status_code == 422
    assert response.text.count('class="wrong"') == 4
    assert 'value="hòa trần"' in response.text


def test_what_was_typed_is_never_run(visitor):
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    response = make(visitor, "hoa3", full_name=evil)
    assert "<script>alert" not in response.text
    assert "49" not in response.text.split("</head>")[1]
    assert "<script>alert" not in visitor.open("/admin/people").text
    assert "<script>alert" not in visitor.open("/admin/audit").text


def test_an_account_is_changed(people, visitor):
    with Session(people.database.app_engine) as session:
        add_user(session, "lan1", "viewer")
    visitor.sign_in("admin")
    page = visitor.open("/admin/people/lan1?lang=en").text
    assert 'value="planner"' in page
    response = visitor.send(
        "/admin/people/lan1?lang=en", full_name="Lan", roles=["planner", "approver"],
        every_agency="on", areas=["", "commune:19999"], active="on",
    )  # fmt: skip
    assert response.status_code == 303
    assert "The account lan1 is changed." in visitor.open("/admin/people/lan1?lang=en").text
    profile = profile_of(people, "lan1")
    assert profile.roles == {"planner", "approver"}
    assert (profile.every_agency, profile.every_area) == (True, False)


def test_an_account_is_switched_off(app, people, visitor):
    with Session(people.database.app_engine) as session:
        add_user(session, "lan2", "viewer")
    visitor.sign_in("admin")
    visitor.open("/admin/people/lan2")
    visitor.send("/admin/people/lan2", full_name="Lan", roles="viewer")
    assert profile_of(people, "lan2").active is False
    assert Browser(app).sign_in("lan2").status_code == 200


def test_the_last_administrator_stays(people, visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/people/admin")
    response = visitor.send(
        "/admin/people/admin?lang=en", full_name="An", roles="viewer", active="on"
    )
    assert response.status_code == 409
    assert "Nobody would be left to administer." in response.text
    assert profile_of(people, "admin").roles == {"admin"}


def test_a_new_password_is_handed_over_once(app, people, visitor):
    with Session(people.database.app_engine) as session:
        add_user(session, "lan3", "viewer")
    visitor.sign_in("admin")
    visitor.open("/admin/people/lan3")
    password = shown_password(visitor.send("/admin/people/lan3/password").text)
    assert password not in visitor.open("/admin/people/lan3").text
    assert Browser(app).sign_in("lan3").status_code == 200
    assert Browser(app).sign_in("lan3", password).status_code == 302


def test_a_lost_telephone_is_helped(people, visitor):
    with Session(people.database.app_engine) as session:
        user = add_user(session, "lan4", "viewer")
        user.tf_primary_method, user.tf_totp_secret = "authenticator", "{}"
        session.commit()
    visitor.sign_in("admin")
    visitor.open("/admin/people/lan4")
    assert visitor.send("/admin/people/lan4/second-step").status_code == 303
    with Session(people.database.app_engine) as session:
        assert get_account(session, "lan4").user.tf_primary_method is None


@pytest.mark.parametrize("path", ["/admin/people/nobody", "/admin/people/%00", "/admin/people/Hòa"])
def test_an_unknown_account_is_not_there(visitor, path):
    visitor.sign_in("admin")
    assert visitor.open(path).status_code == 404


def test_everybody_is_listed_with_what_they_handle(visitor):
    visitor.sign_in("admin")
    page = visitor.open("/admin/people?lang=en").text
    for words in ("Viewer", "Planner", "Approver", "Administrator", "none yet", "all"):
        assert words in page
