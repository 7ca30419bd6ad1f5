"""Nobody writes about what is not theirs, nor over what they have not seen."""

import pytest

from geoapp.domain.errors import BadForm, Conflict, NotFound
from geoapp.domain.rights import NotSignedIn, Refused, Viewer
from geoapp.models import Obstacle
from geoapp.queries.history import find_steps
from geoapp.services.following.capital import plan_capital
from geoapp.services.following.holding import ChangedMeanwhile
from geoapp.services.following.obstacles import change_obstacle, raise_obstacle, resolve_obstacle
from geoapp.services.undo import undo_revision
from tests.builders import add_agency
from tests.services.following.conftest import AN, current, writing

BINH = Viewer("binh", frozenset({"planner"}), None, None)
GIVEN = {"kind": "procedure", "description": "Chưa có quyết định giao đất"}


def raise_one(session, by=None, **given):
    return raise_obstacle(session, "C-1", GIVEN | given, by or writing())


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize(
    ("viewer", "reason"),
    [
        (Viewer("em", frozenset({"viewer"}), None, None), "role"),
        (Viewer("binh", frozenset({"approver"}), None, None), "role"),
        (Viewer("ha", frozenset({"planner"}), frozenset({77}), None), "agency"),
        (Viewer("ha", frozenset({"planner"}), None, frozenset({77})), "area"),
    ],
)
def test_what_is_not_theirs_is_refused_with_the_reason_for_the_log(session, viewer, reason):
    with pytest.raises(Refused) as refused:
        raise_one(session, writing(viewer=viewer))
    assert (refused.value.reason, refused.value.what) == (reason, "change-project")


@pytest.mark.usefixtures("bridge")
def test_nobody_signed_in_writes_nothing(session):
    with pytest.raises(NotSignedIn):
        raise_one(session, writing(viewer=Viewer()))


@pytest.fixture
def careful(session, bridge):
    """The agency of the project wants a second person."""
    bridge.lead_agency_id = add_agency(session, "SXD", needs_approval=True).id
    session.flush()


@pytest.mark.usefixtures("careful")
def test_an_agency_that_wants_a_second_person_gets_one(session):
    with pytest.raises(Conflict):
        plan_capital(session, "C-1", 2026, {"oda": 5}, writing())


@pytest.mark.usefixtures("careful")
def test_what_blocks_a_project_is_said_without_a_second_person(session):
    one = raise_one(session, due="2026-12-01")
    resolve_obstacle(session, "C-1", one.id, {"resolution": "Đã giao đất"}, writing())
    assert [step.revision.actor for step in find_steps(session, "C-1", AN)][:2] == ["an", "an"]


@pytest.mark.usefixtures("bridge")
def test_an_unknown_project_is_not_found(session):
    with pytest.raises(NotFound):
        raise_obstacle(session, "NO", GIVEN, writing())


@pytest.mark.usefixtures("bridge")
def test_the_second_of_two_is_told_who_came_between_and_nothing_is_written(session):
    one = raise_one(session)
    seen = current(session).revision_id
    changed = GIVEN | {"raised_on": "2026-11-01", "due": "2026-12-01"}
    change_obstacle(session, "C-1", one.id, changed, writing("Gia hạn", BINH))
    with pytest.raises(ChangedMeanwhile) as between:
        change_obstacle(session, "C-1", one.id, changed, writing(seen_revision=seen))
    assert (between.value.note.actor, between.value.note.reason) == ("binh", "Gia hạn")


@pytest.mark.usefixtures("bridge")
def test_a_change_elsewhere_in_the_project_does_not_stand_in_the_way(session):
    one = raise_one(session)
    seen = current(session).revision_id
    plan_capital(session, "C-1", 2026, {"oda": 5}, writing(viewer=BINH))
    changed = GIVEN | {"raised_on": "2026-11-01", "due": "2026-12-01"}
    change_obstacle(session, "C-1", one.id, changed, writing(seen_revision=seen))
    assert str(session.get(Obstacle, one.id).due) == "2026-12-01"


@pytest.mark.usefixtures("bridge")
def test_what_belongs_to_a_project_gives_it_a_new_number_and_a_step_in_its_history(session):
    before = current(session).revision_id
    one = raise_one(session, due="2026-12-01")
    assert current(session).revision_id == one.revision_id > before
    step = find_steps(session, "C-1", AN)[0]
    assert (step.revision.action, step.revision.actor) == ("obstacle", "an")
    assert [one.field.name for one in step.differences] == [
        "obstacle.raised_on", "obstacle.due"]  # fmt: skip
    assert "Procedure “Chưa có quyết định giao đất”" in str(step.differences[0].field.title)


@pytest.mark.usefixtures("bridge")
def test_undo_takes_an_obstacle_away_though_the_project_was_changed_since(session):
    one = raise_one(session)
    plan_capital(session, "C-1", 2026, {"oda": 5}, writing())
    undone = undo_revision(session, one.revision_id, AN)
    assert session.query(Obstacle).count() == 0
    assert current(session).plan_year_vnd == 5
    step = find_steps(session, "C-1", AN)[0]
    assert step.revision.id == undone.id
    assert {one.after for one in step.differences} == {None}


@pytest.mark.usefixtures("bridge")
def test_without_a_reason_a_change_is_not_written(session):
    one = raise_one(session)
    with pytest.raises(BadForm) as wrong:
        change_obstacle(session, "C-1", one.id, GIVEN, writing(" "))
    assert "reason" in [problem.field for problem in wrong.value.problems]
