"""What comes before every request: the map's own door, forms of ours, tokens of programs."""

import re

import pytest
from sqlalchemy.orm import Session

from geoapp.services.tokens import make_token
from tests.builders import add_agency, add_project, add_unit
from tests.people import SHELL, add_user
from tests.web.accounts.conftest import Browser
from tests.web.conftest import problem

JSON = {"Accept": "application/json"}
PUBLISHED = "/collections/projects/items/OPEN-1"


@pytest.fixture(scope="module", autouse=True)
def world(people):
    """One published project and drafts of two agencies; a planner of one of them."""
    with Session(people.database.app_engine) as session:
        agencies = [add_agency(session, code) for code in ("SXD", "SYT")]
        unit = add_unit(session, "19999")
        add_project(session, "OPEN-1")
        for agency in agencies:
            add_project(
                session,
                f"{agency.code}-1",
                lead_agency_id=agency.id,
                units={unit: "geometry"},
                published=False,
            )
        session.commit()
        add_user(session, "hoa", "planner", agencies=("SXD",), areas=("commune:19999",))


def token_of(people, name, **given):
    with Session(people.database.app_engine) as session:
        return make_token(session, SHELL, name, **{"name": "a program", "days": 1} | given)


def by_token(visitor, token, path, method="GET"):
    headers = JSON | {"Authorization": f"Bearer {token}"}
    return visitor.ask(method, path, headers=headers)


CLOSED = [
    "/collections/projects/items",
    "/collections/areas/items",
    "/map/list",
    "/map/summary",
    "/tiles/projects/0/0/0.mvt",
    "/projects/OPEN-1",
    PUBLISHED,
]
MISSING = ["/projects/NONE", "/collections/projects/items/NONE", "/no/such/page"]


@pytest.mark.parametrize("path", CLOSED)
def test_for_programs_a_private_map_is_like_nothing_at_all(closed, path):
    answers = [closed.open(one, headers=JSON) for one in (path, *MISSING)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize("path", ["/", *CLOSED, *MISSING])
def test_people_are_asked_to_sign_in_whatever_there_is(closed, path):
    response = closed.open(path)
    assert response.status_code == 303
    assert response.location == f"/sign-in?next={path}"


def test_a_private_map_opens_for_whoever_signs_in(closed):
    closed.sign_in("viewer")
    assert closed.open("/").status_code == 200
    assert closed.open(PUBLISHED, headers=JSON).status_code == 200
    assert closed.open("/collections/projects/items/NONE", headers=JSON).status_code == 404


def test_a_private_map_opens_for_tokens(closed, people):
    assert by_token(closed, token_of(people, "viewer"), PUBLISHED).status_code == 200


def test_what_a_private_map_shows_is_kept_by_nobody(closed):
    closed.sign_in("viewer")
    for path in ("/", PUBLISHED, "/tiles/projects/0/0/0.mvt"):
        assert "private" in closed.open(path).headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/static/css/base.css", "/sign-in"])
def test_health_static_files_and_sign_in_stay_open(closed, path):
    assert closed.open(path).status_code == 200


def test_a_draft_is_seen_by_its_planner_alone(app):
    hoa, lan, nobody = Browser(app), Browser(app), Browser(app)
    hoa.sign_in("hoa")
    lan.sign_in("planner")

    def seen(visitor):
        features = visitor.open("/collections/projects/items", headers=JSON).get_json(force=True)
        return {feature["id"] for feature in features["features"]}

    assert seen(hoa) == {"OPEN-1", "SXD-1"}
    assert seen(lan) == seen(nobody) == {"OPEN-1"}
    assert hoa.open("/projects/SXD-1").status_code == 200


@pytest.mark.parametrize("path", ["/collections/projects/items/{}", "/map/card/{}", "/projects/{}"])
def test_a_draft_of_others_answers_like_a_missing_project(visitor, path):
    visitor.sign_in("hoa")
    hidden, missing = (visitor.open(path.format(code)) for code in ("SYT-1", "SYT-2"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace("SYT-1", "") == missing.text.replace("SYT-2", "") or (
        len(hidden.text) == len(missing.text)
    )


def test_kept_tiles_of_drafts_reach_nobody_else(app):
    hoa, nobody = Browser(app), Browser(app)
    hoa.sign_in("hoa")
    tags = [one.open("/tiles/projects/0/0/0.mvt").headers["ETag"] for one in (hoa, nobody)]
    assert tags[0] != tags[1]


def test_asking_for_a_draft_of_others_leaves_a_trace(visitor, log):
    visitor.sign_in("hoa")
    visitor.open("/projects/SYT-1").close()
    visitor.open("/projects/SYT-2").close()
    (entry,) = log(who="hoa", what="see-project", address=visitor.address)
    assert (entry.thing, entry.refused) == ("SYT-1", "agency")


def test_a_token_speaks_for_its_account(visitor, people):
    found = by_token(visitor, token_of(people, "hoa"), "/collections/projects/items").get_json(
        force=True
    )
    assert [feature["id"] for feature in found["features"]] == ["OPEN-1", "SXD-1"]


@pytest.mark.parametrize("token", ["geoapp_wrong", "", "\x7f", "x" * 3000])
def test_a_worthless_token_is_refused_rather_than_ignored(visitor, log, token):
    response = by_token(visitor, token, "/collections/projects/items")
    assert response.status_code == problem(response)["status"] == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert log(what="use-token", refused="token", address=visitor.address)


def test_a_token_outweighs_the_session(visitor, people):
    visitor.sign_in("hoa")
    assert by_token(visitor, "geoapp_wrong", "/collections/projects/items").status_code == 401
    found = by_token(visitor, token_of(people, "viewer"), "/collections/projects/items")
    assert len(found.get_json(force=True)["features"]) == 1


@pytest.mark.parametrize("path", ["/account", "/admin/people", "/account/password", "/sign-in"])
def test_pages_for_people_take_no_tokens(visitor, people, path):
    assert by_token(visitor, token_of(people, "admin"), path).status_code == 401


def test_another_sites_form_does_nothing(visitor, log):
    visitor.sign_in("viewer")
    response = visitor.ask("POST", "/account/tokens", data={"name": "stolen", "days": "90"})
    assert response.status_code == 403
    assert log(who="viewer", what="send-form", thing="/account/tokens")
    assert "stolen" not in visitor.open("/account").text


def test_no_address_takes_a_form_that_no_page_of_ours_sent(app, visitor):
    visitor.sign_in("admin")
    takers = [rule for rule in app.url_map.iter_rules() if rule.methods & {"POST", "PUT", "DELETE"}]
    assert len(takers) > 10
    for rule in takers:
        path = re.sub(r"<(int:)?\w+>", "1", rule.rule)
        for method in rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            assert visitor.ask(method, path).status_code == 403, rule


def test_a_form_of_an_earlier_session_is_too_old(visitor):
    visitor.sign_in("viewer")
    visitor.open("/account")
    old = visitor.token()
    visitor.send("/sign-out")
    visitor.sign_in("viewer")
    response = visitor.ask(
        "POST", "/account/tokens?lang=en", data={"csrf_token": old, "name": "x", "days": "1"}
    )
    assert response.status_code == 403
    assert "This form is too old." in response.text


def test_a_bodys_own_token_opens_nothing(visitor):
    for given in ({"json": {"auth_token": "x"}}, {"query_string": {"auth_token": "x"}}):
        assert visitor.ask("GET", "/account", **given).status_code == 303


def test_signed_in_pages_keep_the_strict_policy(visitor):
    visitor.sign_in("admin")
    for path in ("/account", "/admin/people", "/admin/audit", "/account/second-step"):
        response = visitor.open(path)
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "form-action 'self'" in response.headers["Content-Security-Policy"]
        assert "style=" not in response.text
        assert " onclick" not in response.text
