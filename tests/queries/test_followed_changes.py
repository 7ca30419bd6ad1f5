"""What was done to milestones, capital and obstacles is told field by field, in words."""

from datetime import date

import pytest

from geoapp.domain.messages import say
from geoapp.models import CapitalPlan
from geoapp.queries.followed_changes import find_followed_changes
from geoapp.services.revisions import begin_revision
from tests.builders import add_milestone, add_project


@pytest.fixture
def project(session):
    return add_project(session, "A")


def told(session, project, lang="en"):
    changes = find_followed_changes(session, {project.id})
    return [
        [(say(one.field.title, lang), one.before, one.after) for one in differences]
        for _, differences in sorted(changes.items())
    ]


def revise(session):
    begin_revision(session, actor="an", action="milestones", reason="x")


def test_a_new_row_a_change_and_a_removal_are_a_step_each(session, project):
    revise(session)
    one = add_milestone(session, project, date(2026, 3, 1), name="Trụ", kind="other")
    revise(session)
    one.actual = date(2026, 4, 2)
    session.flush()
    revise(session)
    session.delete(one)
    session.flush()
    added, changed, removed = told(session, project)
    assert ("Milestone “Trụ”: planned", None, date(2026, 3, 1)) in added
    assert changed == [("Milestone “Trụ”: happened on", None, date(2026, 4, 2))]
    assert ("Milestone “Trụ”: happened on", date(2026, 4, 2), None) in removed


def test_a_year_and_its_source_are_named_in_the_readers_language(session, project):
    revise(session)
    session.add(CapitalPlan(project_id=project.id, year=2026, source="central", amount_vnd=5))
    session.flush()
    assert told(session, project) == [[("Capital of 2026, Central budget: planned", None, 5)]]
    assert told(session, project, "vi") == [
        [("Vốn năm 2026, Ngân sách trung ương: kế hoạch", None, 5)]
    ]


def test_what_came_and_went_within_one_revision_was_never_seen(session, project):
    revise(session)
    one = add_milestone(session, project, date(2026, 3, 1), name="Một")
    one.name = "Hai"
    session.flush()
    (changes,) = told(session, project)
    assert {words.partition(":")[0] for words, _, _ in changes} == {"Milestone “Hai”"}


def test_other_projects_are_left_out(session, project):
    other = add_project(session, "B")
    add_milestone(session, other, date(2026, 3, 1))
    assert told(session, project) == []
