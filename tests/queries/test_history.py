"""A project's history: what each revision did, and nothing of what may not be seen."""

import pytest

from geoapp.domain.rights import NOBODY, Viewer
from geoapp.queries.history import find_redrawn, find_steps, find_steps_of
from geoapp.queries.revisions import count_projects, find_notes, list_revisions
from geoapp.services.revisions import begin_revision
from tests.builders import add_project, geometry

PLANNER = Viewer("an", frozenset({"planner"}), None, None)


@pytest.fixture
def change(session):
    """Changes a project in a revision of its own; None takes it away."""

    def act(project, reason="Vì thế", **values):
        revision = begin_revision(session, actor="an", action="edit", reason=reason)
        for name, value in values.items():
            setattr(project, name, value)
        session.flush()
        session.expire_all()
        return revision.id

    return act


def kinds(session, code, viewer=PLANNER):
    return [step.kind for step in find_steps(session, code, viewer)]


def test_each_revision_is_a_step_the_latest_first(session, change):
    project = add_project(session, "S-1", name="Một")
    change(project, "Tên sai", name="Hai")
    change(project, "Dời ngày", stage="implementation", name="Ba")
    latest, first, _ = find_steps(session, "S-1", PLANNER)
    assert (latest.revision.reason, latest.revision.actor) == ("Dời ngày", "an")
    assert [one.field.name for one in latest.differences] == ["name", "stage"]
    assert (first.differences[0].before, first.differences[0].after) == ("Một", "Hai")


def test_a_revision_that_changed_nothing_people_see_is_no_step(session, change):
    project = add_project(session, "S-2")
    change(project, figures_text="khác")
    assert kinds(session, "S-2") == ["added"]


def test_a_moved_point_tells_metres_and_a_larger_area_percent(session, change):
    point = add_project(session, "S-3", wkt="POINT(107.6 16.4)")
    change(point, geometry=geometry("POINT(107.6 16.41)"))
    area = add_project(
        session, "S-4", wkt="POLYGON((107 16, 107.1 16, 107.1 16.1, 107 16.1, 107 16))"
    )
    change(area, geometry=geometry("POLYGON((107 16, 107.2 16, 107.2 16.1, 107 16.1, 107 16))"))
    assert find_steps(session, "S-3", PLANNER)[0].moved_m == pytest.approx(1112, abs=2)
    assert find_steps(session, "S-4", PLANNER)[0].area_percent == pytest.approx(100, abs=0.1)


def test_what_was_a_draft_is_no_history_for_the_public(session, change):
    project = add_project(session, "S-5", name="Bí mật", published=False)
    change(project, name="Công khai", published=True)
    change(project, name="Công khai rồi")
    steps = find_steps(session, "S-5")
    assert [step.kind for step in steps] == ["changed", "added"]
    assert "Bí mật" not in str(steps)
    assert kinds(session, "S-5") == ["changed", "changed", "added"]


def test_a_project_never_published_has_no_history_for_the_public(session):
    add_project(session, "S-6", published=False)
    assert find_steps(session, "S-6") == []


def test_a_retired_project_is_removed_and_brought_back(session, change):
    project = add_project(session, "S-7")
    change(project, published=False, retired_on="2026-11-20")
    change(project, published=True, retired_on=None)
    assert kinds(session, "S-7") == ["restored", "removed", "added"]
    assert kinds(session, "S-7", Viewer()) == ["restored", "removed", "added"]


def test_a_revision_tells_what_it_did_to_each_project(session, change):
    one, two = add_project(session, "S-8"), add_project(session, "S-9")
    number = change(one, name="Mới")
    two.stage = "suspended"
    session.flush()
    note = find_notes(session, [number])[number]
    steps, total = find_steps_of(session, note, limit=10)
    assert ([step.code for step in steps], total) == (["S-8", "S-9"], 2)
    assert count_projects(session, [number], NOBODY) == {number: 2}
    assert list_revisions(session, NOBODY, limit=1)[0][0].id == number


def test_geometries_before_and_after_a_revision(session, change):
    project = add_project(session, "S-10", wkt="POINT(107 16)")
    moved = change(project, geometry=geometry("POINT(108 16)"))
    change(project, geometry=geometry("POINT(108 17)"))
    (drawn,) = find_redrawn(session, moved)
    assert "[107,16]" in drawn.old
    assert "[108,16]" in drawn.new
    assert find_redrawn(session, moved, code="S-9") == []


def test_geometries_of_drafts_are_not_drawn_for_the_public(session, change):
    project = add_project(session, "S-11", wkt="POINT(107 16)", published=False)
    moved = change(project, geometry=geometry("POINT(108 16)"))
    assert find_redrawn(session, moved) == []
    assert len(find_redrawn(session, moved, PLANNER)) == 1
