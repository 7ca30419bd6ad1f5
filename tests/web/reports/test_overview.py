"""Where reports begin: agencies by what is still to do, or the only one at once."""

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.builders import add_agency
from tests.web.reading import Page
from tests.web.recognised import recognising


def test_who_works_for_one_agency_comes_to_its_page(open_page):
    answer = open_page("/reports")
    assert (answer.status_code, answer.location) == (302, "/agencies/SXD/reports?month=2026-11")


def test_an_agency_that_leads_nothing_comes_to_what_it_is_asked(settings, database, own_session):
    finance = add_agency(own_session, "STC", name="Sở Tài chính")
    own_session.commit()
    ha = Viewer("ha", frozenset({"planner"}), frozenset({finance.id}), None)
    client = recognising(create_app(settings, database), ha=ha)
    answer = client.get("/reports", headers={"Accept": "text/html", "X-Name": "ha"})
    assert (answer.status_code, answer.location) == (302, "/agencies/STC/reports?month=2026-11")


def test_others_choose_one_those_with_most_to_do_first(open_page):
    page = Page(open_page("/reports", "an").text)
    assert page.text.index("Sở Xây dựng") < page.text.index("Sở Y tế")


def test_visitors_are_sent_to_sign_in(desk):
    answer = desk.get("/reports", headers={"Accept": "text/html"})
    assert (answer.status_code, "/sign-in" in answer.location) == (303, True)


def test_viewers_may_not(open_page):
    assert open_page("/reports", "em").status_code == 403
