"""Obstacles and tasks: raised, changed, escalated, resolved and opened again."""

from datetime import date

import pytest

from geoapp.domain.errors import BadForm, Conflict, NotFound
from geoapp.domain.rights import Refused, Viewer
from geoapp.models import Obstacle
from geoapp.services.following import obstacles
from geoapp.services.undo import undo_revision
from tests.builders import add_agency, add_project
from tests.services.following.conftest import AN, TODAY, current, writing

GIVEN = {"kind": "land_clearance", "description": "Còn 12 hộ", "place": "Xã Lộc Vĩnh",
         "agency": "SXD", "raised_on": "1/9/2026", "due": "30/10/2026"}  # fmt: skip


pytestmark = pytest.mark.usefixtures("bridge", "agencies")


@pytest.fixture
def agencies(session):
    return {code: add_agency(session, code) for code in ("SXD", "STC")}


def put(session, **given):
    told = GIVEN | given
    return obstacles.raise_obstacle(session, "C-1", told, writing("", lang="vi"))


def act(session, name, number, reason="", **given):
    do = getattr(obstacles, f"{name}_obstacle")
    return do(session, "C-1", number, given, writing(reason, lang="vi"))


def test_an_obstacle_says_what_where_who_and_by_when(session, agencies):
    one = put(session)
    assert (one.kind, one.description, one.place) == ("land_clearance", "Còn 12 hộ", "Xã Lộc Vĩnh")
    assert (one.agency_id, one.raised_on, one.due) == (
        agencies["SXD"].id, date(2026, 9, 1), date(2026, 10, 30))  # fmt: skip


def test_it_is_raised_today_unless_said_otherwise_and_its_words_are_the_reason(session):
    told = {"kind": "task", "description": "Trình phương án"}
    one = obstacles.raise_obstacle(session, "C-1", told, writing("", lang="vi"))
    assert one.raised_on == TODAY


def test_an_overdue_one_is_escalated_to_another_agency(session, agencies):
    one = put(session)
    act(session, "escalate", one.id, escalated_to="STC", escalation="Đề nghị họp")
    assert (one.escalated_on, one.escalated_to_id) == (TODAY, agencies["STC"].id)


def test_a_resolved_one_is_opened_again_and_undo_resolves_it(session):
    one = put(session)
    act(session, "resolve", one.id, resolution="Đã bàn giao", resolved_on="2/11/2026")
    assert (one.resolved_on, one.resolution) == (date(2026, 11, 2), "Đã bàn giao")
    again = obstacles.reopen_obstacle(session, "C-1", one.id, writing("Còn vướng"))
    assert session.get(Obstacle, one.id).resolved_on is None
    undo_revision(session, again.id, AN)
    session.expire_all()
    assert session.get(Obstacle, one.id).resolution == "Đã bàn giao"


def test_a_change_sets_what_is_written(session):
    one = put(session)
    act(session, "change", one.id, "Gia hạn", **(GIVEN | {"due": "31/12/2026", "agency": ""}))
    assert (one.due, one.agency_id) == (date(2026, 12, 31), None)


def test_an_invented_one_that_somebody_changed_is_invented_no_more(session):
    one = put(session)
    one.illustrative = True
    session.flush()
    act(session, "resolve", one.id, resolution="Xong")
    assert not one.illustrative


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "ghosts"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"description": " "}, "description"),
        ({"description": "x" * 50_000}, "description"),
        ({"place": "x" * 2_001}, "place"),
        ({"agency": "NO-SUCH"}, "agency"),
        ({"raised_on": "21/11/2026"}, "raised_on"),
        ({"due": "31/8/2026"}, "due"),
        ({"due": "30/2/2026"}, "due"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(session, given, field):
    with pytest.raises(BadForm) as caught:
        put(session, **given)
    assert field in [one.field for one in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("escalate", {}, "escalated_to"),
        ("escalate", {"escalated_to": "SXD"}, "escalated_to"),
        ("escalate", {"escalated_to": "STC", "escalated_on": "31/8/2026"}, "escalated_on"),
        ("resolve", {}, "resolution"),
        ("resolve", {"resolution": "x", "resolved_on": "21/11/2026"}, "resolved_on"),
        ("resolve", {"resolution": "x", "resolved_on": "31/8/2026"}, "resolved_on"),
    ],
)
def test_an_act_that_cannot_be_is_refused_with_its_field(session, name, given, field):
    one = put(session)
    with pytest.raises(BadForm) as caught:
        act(session, name, one.id, **given)
    assert [problem.field for problem in caught.value.problems] == [field]


@pytest.mark.parametrize(
    ("name", "given"),
    [("escalate", {"escalated_to": "STC"}), ("resolve", {"resolution": "Lần nữa"})],
)
def test_what_is_resolved_is_not_escalated_or_resolved_again(session, name, given):
    one = put(session)
    act(session, "resolve", one.id, resolution="Xong")
    with pytest.raises(Conflict):
        act(session, name, one.id, **given)


def of(agency, name="ha"):
    """A planner who works for one agency, in every area."""
    return Viewer(name, frozenset({"planner"}), frozenset({agency.id}), None)


def answer(session, name, number, viewer, **given):
    do = getattr(obstacles, f"{name}_obstacle")
    return do(session, "C-1", number, given, writing("", viewer, lang="vi"))


def test_the_agency_asked_resolves_it_though_another_leads_the_project(session, agencies):
    one = put(session)
    answer(session, "resolve", one.id, of(agencies["SXD"]), resolution="Đã chi trả")
    assert one.resolution == "Đã chi trả"


def test_the_agency_asked_passes_it_on_and_the_next_one_resolves_it(session, agencies):
    one = put(session)
    answer(session, "escalate", one.id, of(agencies["SXD"]), escalated_to="STC")
    answer(session, "resolve", one.id, of(agencies["STC"]), resolution="Đã bố trí vốn")
    assert one.resolved_on == TODAY


def test_the_agency_asked_needs_no_consent_of_the_leads(session, agencies, bridge):
    bridge.lead_agency_id = add_agency(session, "UBND", needs_approval=True).id
    one = Obstacle(project_id=bridge.id, kind="task", description="Họp", raised_on=TODAY,
                   agency_id=agencies["SXD"].id)  # fmt: skip
    session.add(one)
    session.flush()
    answer(session, "resolve", one.id, of(agencies["SXD"]), resolution="Đã họp")
    assert one.resolution == "Đã họp"


def test_an_agency_that_is_not_asked_resolves_nothing(session, agencies):
    one = put(session)
    with pytest.raises(Refused):
        answer(session, "resolve", one.id, of(agencies["STC"]), resolution="Xong")


def test_the_agency_asked_changes_nothing_else_of_it(session, agencies):
    one = put(session)
    with pytest.raises(Refused):
        answer(session, "change", one.id, of(agencies["SXD"]), **GIVEN)


def test_a_draft_is_nobody_elses(session, agencies):
    one = put(session)
    current(session).published = False
    session.flush()
    with pytest.raises(Refused):
        answer(session, "resolve", one.id, of(agencies["SXD"]), resolution="Xong")


def test_what_is_open_is_not_opened_again(session):
    with pytest.raises(Conflict):
        obstacles.reopen_obstacle(session, "C-1", put(session).id, writing())


def test_another_projects_obstacle_is_not_found(session):
    add_project(session, "C-9")
    number = put(session).id
    with pytest.raises(NotFound):
        obstacles.reopen_obstacle(session, "C-9", number, writing())
    assert current(session).code == "C-1"
