"""Reports as an OGC collection, with the rights and filters of the pages."""

import pytest
from sqlalchemy.orm import Session

from geoapp.app import create_app
from tests.builders import add_agency, add_project, add_report
from tests.web.conftest import problem
from tests.web.recognised import recognising


@pytest.fixture
def client(settings, database):
    return recognising(create_app(settings, database))


@pytest.fixture(autouse=True)
def filled(own_session: Session):
    agency = add_agency(own_session, "SXD")
    road = add_project(own_session, "P-1", lead_agency_id=agency.id, published=True)
    port = add_project(own_session, "P-2", sector="industry", kind="factory", published=True)
    for month, progress in (("2026-09", 10), ("2026-10", 20), ("2026-11", 30)):
        add_report(own_session, road, month, progress)
        add_report(own_session, port, month, progress)
    add_report(own_session, road, "2026-10", 21)
    add_report(own_session, road, "2026-11", 35, accepted=False)
    own_session.commit()


def ask(client, name=None, **query):
    headers = {"X-Name": name} if name else {}
    return client.get("/collections/reports/items", query_string=query, headers=headers)


def seen(answer):
    return [
        (one["properties"]["project"], one["properties"]["month"], one["properties"]["state"])
        for one in answer.json["features"]
    ]


def test_reports_of_a_project_come_by_month(client):
    assert seen(ask(client, project="P-1")) == [
        ("P-1", "2026-09", "accepted"),
        ("P-1", "2026-10", "corrected"),
        ("P-1", "2026-10", "accepted"),
        ("P-1", "2026-11", "accepted"),
    ]


def test_what_waits_is_for_those_whose_project_it_is(client):
    assert ("P-1", "2026-11", "waiting") in seen(ask(client, "binh", project="P-1"))
    assert ask(client, "em", project="P-1").json["numberMatched"] == 4


def test_a_month_and_filters_narrow_it(client):
    assert seen(ask(client, month="2026-09", sector="industry")) == [("P-2", "2026-09", "accepted")]
    assert ask(client, agency="SXD").json["numberMatched"] == 4


def test_windows_follow_each_other(client):
    first = ask(client, limit=5).json
    assert (first["numberMatched"], first["numberReturned"]) == (7, 5)
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    rest = client.get(following).json
    ids = [one["id"] for one in first["features"] + rest["features"]]
    assert len(set(ids)) == 7


def test_before_a_report_was_recorded_it_is_not_there(client):
    assert ask(client, as_of="2020-01-01").json["numberMatched"] == 0


def test_unknown_parameters_are_refused(client):
    answer = ask(client, projekt="P-1")
    assert (answer.status_code, problem(answer)["name"]) == (400, "projekt")
