"""The desk is for administrators; everybody else leaves a trace."""

import pytest

PAGES = ["/admin/people", "/admin/agencies", "/admin/tokens", "/admin/audit", "/admin/people/new"]
ACTIONS = [
    "/admin/people/new",
    "/admin/people/viewer",
    "/admin/people/viewer/password",
    "/admin/people/viewer/second-step",
    "/admin/agencies/new",
    "/admin/tokens",
    "/admin/tokens/1/revoke",
]


@pytest.mark.parametrize("path", PAGES)
def test_administrators_see_every_page_in_both_languages(visitor, path):
    visitor.sign_in("admin")
    for lang in ("vi", "en"):
        response = visitor.open(f"{path}?lang={lang}")
        assert response.status_code == 200
        assert f'<html lang="{lang}"' in response.text


@pytest.mark.parametrize("who", ["viewer", "planner", "approver"])
def test_others_are_refused_and_noted(visitor, log, who):
    visitor.sign_in(who)
    for path in PAGES:
        assert visitor.open(path).status_code == 403
    refused = log(who=who, what="administer", address=visitor.address)
    assert [(entry.thing, entry.refused) for entry in refused] == [(path, "role") for path in PAGES]


@pytest.mark.parametrize("path", ACTIONS)
def test_others_cannot_act_either(visitor, path):
    visitor.sign_in("planner")
    visitor.open("/account")
    assert visitor.send(path, name="x").status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_asked_to_sign_in(visitor, path):
    assert visitor.open(path).location.startswith(f"/sign-in?next={path}")


def test_the_desk_begins_with_people(visitor):
    visitor.sign_in("admin")
    assert visitor.open("/admin").location == "/admin/people"


def test_only_administrators_are_shown_the_way(visitor):
    visitor.sign_in("planner")
    assert "/admin/people" not in visitor.open("/").text
    visitor.open("/account")
    visitor.send("/sign-out")
    visitor.sign_in("admin")
    assert "/admin/people" in visitor.open("/").text
