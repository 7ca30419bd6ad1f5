"""The details of a project hold every row that belongs to it."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.models import AreaSuccessor, ProjectIdentifier, SourceDocument
from geoapp.queries.details import get_details
from tests.builders import add_milestone, add_project, add_report, add_unit, ask


def test_reports_come_latest_first_and_only_accepted_ones(session):
    project = add_project(session, "A")
    for month in ("2026-08", "2026-10", "2026-09"):
        add_report(session, project, month, 10)
    add_report(session, project, "2026-11", 99, accepted=False)
    found = get_details(session, ask(session), "A")
    assert [report.month.month for report in found.reports] == [10, 9, 8]


def test_milestones_are_in_the_order_of_their_plan(session):
    project = add_project(session, "A")
    for name, planned in [("finish", date(2027, 1, 1)), ("start", date(2026, 1, 1))]:
        add_milestone(session, project, planned, name=name)
    found = get_details(session, ask(session), "A")
    assert [milestone.name for milestone in found.milestones] == ["start", "finish"]


def test_another_projects_rows_are_left_out(session):
    add_project(session, "A")
    add_report(session, add_project(session, "B"), "2026-10", 10)
    assert get_details(session, ask(session), "A").reports == []


def test_other_identifiers_are_scheme_and_value(session):
    project = add_project(session, "A")
    session.add(ProjectIdentifier(project_id=project.id, scheme="oc4ids", value="oc4ids-1"))
    session.flush()
    (identifier,) = get_details(session, ask(session), "A").identifiers
    assert (identifier.scheme, identifier.value) == ("oc4ids", "oc4ids-1")


def test_units_come_with_those_that_took_them_over(session):
    old = add_unit(session, "1", until=date(2025, 6, 30))
    new = add_unit(session, "2", since=date(2025, 7, 1))
    session.add(AreaSuccessor(area_id=old.id, successor_id=new.id, part=True))
    add_project(session, "A", units={old: "geometry"})
    found = get_details(session, ask(session), "A")
    assert [unit.code for unit in found.successors[old.id]] == ["2"]


def test_the_anchor_of_a_line_is_in_its_middle(session):
    add_project(session, "A", wkt="LINESTRING(107 16, 108 16)")
    anchor = get_details(session, ask(session), "A").row["anchor"]
    assert anchor == '{"type":"Point","coordinates":[107.5,16]}'


@pytest.mark.parametrize("code", ["B", "nothing"])
def test_what_may_not_be_seen_has_no_details(session, code):
    add_project(session, "B", published=False)
    assert get_details(session, ask(session), code) is None


def test_every_source_of_the_sample_is_a_known_document(sample_session):
    known = set(sample_session.scalars(select(SourceDocument.code)))
    found = get_details(sample_session, ask(sample_session), "TTH-001")
    assert {source["document"] for source in found.row["sources"]} <= known == set(found.documents)
