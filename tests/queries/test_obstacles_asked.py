"""What an agency is asked to resolve, in its own projects and in others'."""

from datetime import date

from geoapp.domain.rights import Viewer
from geoapp.models import Obstacle
from geoapp.queries.obstacles_asked import find_asked
from tests.builders import add_agency, add_project

DAY = date(2026, 11, 1)


def ask(session, project, words, **values):
    given = {"kind": "task", "raised_on": DAY, "description": words} | values
    session.add(Obstacle(project_id=project.id, **given))
    session.flush()


def asked(session, agency, limit=10):
    ours = Viewer("ha", frozenset({"planner"}), frozenset({agency.id}), None)
    return [row.description for row in find_asked(session, ours, [agency.id], limit=limit)]


def test_it_is_asked_whoever_leads_and_what_is_due_first_comes_first(session):
    agency, other = add_agency(session, "SXD"), add_agency(session, "STC")
    theirs = add_project(session, "C-1", lead_agency_id=other.id)
    ask(session, theirs, "no day", agency_id=agency.id)
    ask(session, theirs, "passed on", agency_id=other.id, escalated_on=DAY,
        escalated_to_id=agency.id, due=date(2026, 12, 1))  # fmt: skip
    ask(session, theirs, "not ours", agency_id=other.id)
    ask(session, theirs, "resolved", agency_id=agency.id, resolved_on=DAY, resolution="Xong")
    assert asked(session, agency) == ["passed on", "no day"]


def test_another_agencys_draft_is_not_shown(session):
    agency, other = add_agency(session, "SXD"), add_agency(session, "STC")
    draft = add_project(session, "C-1", lead_agency_id=other.id, published=False)
    ask(session, draft, "hidden", agency_id=agency.id)
    assert asked(session, agency) == []


def test_it_tells_how_many_there_are_beyond_the_first(session):
    agency = add_agency(session, "SXD")
    project = add_project(session, "C-1", lead_agency_id=agency.id)
    for day in (1, 2, 3):
        ask(session, project, f"task {day}", agency_id=agency.id, due=date(2026, 12, day))
    viewer = Viewer("chi", frozenset({"admin"}), None, None)
    rows = find_asked(session, viewer, [agency.id], limit=2)
    assert [(row.description, row.total) for row in rows] == [("task 1", 3), ("task 2", 3)]
