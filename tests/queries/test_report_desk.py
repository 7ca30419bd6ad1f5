"""How a month stands for each agency, and which projects need something first."""

from datetime import date

from geoapp.domain.report_desk import Count
from geoapp.domain.rights import Viewer
from geoapp.queries.report_desk import count_months, find_desk_rows, find_outside
from tests.builders import TODAY, add_agency, add_baseline, add_project, add_report

NOVEMBER = date(2026, 11, 1)
EVERYBODY = Viewer("chi", frozenset({"admin"}), None, None)


def filled(session):
    agency = add_agency(session, "SXD")
    for code, reports in (
        ("A", [{}]),
        ("B", [{"accepted": False}]),
        ("C", [{}, {"accepted": False, "returned": True}]),
        ("D", []),
    ):
        project = add_project(session, code, lead_agency_id=agency.id)
        for values in reports:
            add_report(session, project, "2026-11", 10, **values)
    add_project(session, "Z", lead_agency_id=agency.id, stage="suspended")
    return agency


def rows(session, viewer=EVERYBODY, **asked):
    return find_desk_rows(session, viewer, NOVEMBER, TODAY, limit=10, **asked)


def test_what_went_back_comes_first_then_what_is_missing(session):
    filled(session)
    found = [(row.project.code, row.place) for row in rows(session)]
    assert found == [("C", "returned"), ("D", "missing"), ("B", "waiting"), ("A", "accepted")]


def test_counts_agree_with_the_rows(session):
    agency = filled(session)
    counts = count_months(session, EVERYBODY, NOVEMBER)
    assert counts == {agency.id: Count(returned=1, missing=1, waiting=1, accepted=1)}


def test_only_ones_own_projects_are_there(session):
    filled(session)
    stranger = Viewer("lan", frozenset({"planner"}), frozenset({0}), None)
    assert rows(session, stranger) == []
    assert count_months(session, stranger, NOVEMBER) == {}


def test_what_need_not_report_is_told_apart(session):
    agency = filled(session)
    outside = find_outside(session, EVERYBODY, [agency.id], limit=5)
    assert [one.code for one in outside] == ["Z"]
    assert "Z" in [row.project.code for row in rows(session, outside=True)]


def test_the_plan_is_that_of_the_day(session):
    project = add_project(session, "P")
    add_baseline(session, project, date(2026, 11, 10), date(2026, 11, 30))
    (row,) = rows(session, codes=["P"])
    assert row.planned == 50
