"""Administrators read what was done and what was refused, in words."""

import pytest

from tests.web.accounts.conftest import Browser


def test_a_refusal_is_read_in_words(app, visitor):
    planner = Browser(app)
    planner.sign_in("planner")
    planner.open("/admin/people")
    visitor.sign_in("admin")
    page = visitor.open("/admin/audit?lang=en&who=planner").text
    assert "roles do not allow this" in page
    assert "/admin/people" in page
    assert planner.address in page


def test_the_log_can_be_narrowed(app, visitor):
    Browser(app).sign_in("approver", "wrong password")
    visitor.sign_in("admin")
    refused = visitor.open("/admin/audit?lang=en&refused=1&what=sign-in").text
    assert ">approver</td>" in refused
    assert ">admin</td>" not in refused


def test_a_change_shows_before_and_after(visitor):
    visitor.sign_in("admin")
    visitor.open("/admin/people/viewer")
    visitor.send("/admin/people/viewer", full_name="Vũ Xem", roles="viewer", active="on")
    page = visitor.open("/admin/audit?lang=en&what=change-user").text
    assert "<del>Viewer</del> → Vũ Xem" in page


@pytest.mark.parametrize("query", ["page=99", "page=x", "what=nothing", "who=%00", "who=%27--"])
def test_whatever_is_asked_a_page_comes(visitor, query):
    visitor.sign_in("admin")
    assert visitor.open(f"/admin/audit?{query}").status_code == 200
