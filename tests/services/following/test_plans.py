"""The baseline is written once; decisions after it are dated, numbered and reasoned."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from geoapp.domain.errors import BadForm, Conflict
from geoapp.models import Baseline, PlanDecision
from geoapp.queries.history import find_steps
from geoapp.services.following.plans import approve_baseline, decide_plan
from geoapp.services.project_edits import Doubts
from geoapp.services.undo import undo_revision
from tests.builders import add_baseline, add_project, revise
from tests.services.following.conftest import AN, BILLION, current, writing

GIVEN = {"number": "147/QĐ-UBND", "decided_on": "01/08/2026", "finish": "30/9/2027"}


def decide(session, reason="Mặt bằng chậm", confirmed=True, **given):
    by = writing(reason, confirmed=confirmed, lang="vi")
    return decide_plan(session, "C-1", GIVEN | given, by)


def baseline(session):
    return session.scalars(select(Baseline)).one()


@pytest.mark.usefixtures("bridge")
def test_a_decision_moves_the_plan_and_leaves_the_baseline(session):
    decide(session, investment_vnd="850,5")
    project = current(session)
    assert project.planned_finish == date(2027, 9, 30)
    assert project.investment_vnd == 850_500_000_000
    assert baseline(session).finish == project.baseline_finish == date(2027, 1, 1)
    decision = session.scalars(select(PlanDecision)).one()
    assert (decision.number, decision.reason) == ("147/QĐ-UBND", "Mặt bằng chậm")


@pytest.mark.usefixtures("bridge")
def test_a_later_entry_of_an_earlier_decision_changes_nothing_in_force(session):
    decide(session)
    decide(session, number="12/QĐ", decided_on="1/2/2026", finish="30/6/2027",
           investment_vnd="900")  # fmt: skip
    assert current(session).planned_finish == date(2027, 9, 30)
    assert current(session).investment_vnd == 900 * BILLION


@pytest.mark.usefixtures("bridge")
def test_undo_withdraws_a_decision_and_what_followed_from_it(session):
    revision = decide(session)
    undo_revision(session, revision.id, AN)
    assert session.scalars(select(PlanDecision)).all() == []
    assert current(session).planned_finish == date(2027, 1, 1)


@pytest.mark.usefixtures("bridge")
def test_history_tells_the_decision_and_the_new_finish(session):
    decide(session)
    step = find_steps(session, "C-1", AN)[0]
    assert [one.field.name for one in step.differences] == [
        "planned_finish", "decision.decided_on", "decision.finish"]  # fmt: skip
    assert str(step.differences[1].field.title) == "Decision 147/QĐ-UBND: decided on"


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "9" * 50_000}, "number"),
        ({"decided_on": "21/11/2026"}, "decided_on"),
        ({"decided_on": "mai"}, "decided_on"),
        ({"finish": "31/12/2025"}, "finish"),
        ({"finish": ""}, "finish"),
        ({"investment_vnd": "-1"}, "investment_vnd"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 50_000}, "reason"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(session, given, field):
    with pytest.raises(BadForm) as caught:
        decide(session, **given)
    assert [one.field for one in caught.value.problems] == [field]
    assert session.scalars(select(PlanDecision)).all() == []


@pytest.mark.usefixtures("bridge")
def test_a_decision_is_written_down_once(session):
    decide(session)
    with pytest.raises(BadForm, match="written down already"):
        decide(session)


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize("given", [{"finish": "1/7/2026"}, {"investment_vnd": "8.000"}])
def test_what_looks_odd_is_looked_at_once_more(session, given):
    with pytest.raises(Doubts):
        decide(session, confirmed=False, **given)
    decide(session, **given)


BASELINE = {
    "start": "1/3/2026",
    "finish": "31/12/2027",
    "investment_vnd": "120",
    "decision": "5/QĐ",
}


def approve(session, code="C-2", **given):
    return approve_baseline(session, code, BASELINE | given, writing(lang="vi"))


def test_a_first_baseline_gives_the_project_its_plan(session):
    add_project(session, "C-2")
    approve(session)
    project = current(session, "C-2")
    assert (project.baseline_start, project.baseline_finish, project.planned_finish) == (
        date(2026, 3, 1), date(2027, 12, 31), date(2027, 12, 31))  # fmt: skip
    assert project.investment_vnd == 120 * BILLION
    assert baseline(session).decision == "5/QĐ"


@pytest.mark.usefixtures("bridge")
def test_a_second_baseline_is_refused(session):
    with pytest.raises(Conflict):
        approve(session, "C-1")


INVENTED = ["baseline_start", "baseline_finish", "planned_finish"]


@pytest.fixture
def shown(session):
    """A project whose baseline was made up for showing, and its money is in the documents."""
    days = (date(2024, 5, 1), date(2026, 6, 30))
    project = add_project(
        session, "C-3", baseline_start=days[0], baseline_finish=days[1], planned_finish=days[1],
        investment_vnd=90 * BILLION, illustrative_fields=INVENTED,
    )  # fmt: skip
    add_baseline(session, project, *days, illustrative=True)


@pytest.mark.usefixtures("shown")
def test_the_approved_baseline_takes_the_place_of_an_invented_one(session):
    approve(session, "C-3")
    project = current(session, "C-3")
    assert (project.baseline_finish, project.planned_finish) == (date(2027, 12, 31),) * 2
    assert (project.illustrative_fields, project.investment_vnd) == ([], 90 * BILLION)
    assert (baseline(session).decision, baseline(session).illustrative) == ("5/QĐ", False)


@pytest.mark.usefixtures("shown")
def test_the_invented_baseline_stays_in_the_history_and_undo_brings_it_back(session):
    revision = approve(session, "C-3")
    step = find_steps(session, "C-3", AN)[0]
    assert "baseline_finish" in [one.field.name for one in step.differences]
    undo_revision(session, revision.id, AN)
    assert (baseline(session).illustrative, baseline(session).finish) == (True, date(2026, 6, 30))
    assert current(session, "C-3").illustrative_fields == INVENTED


@pytest.mark.usefixtures("shown")
def test_once_approved_it_is_fixed(session):
    approve(session, "C-3")
    with pytest.raises(Conflict):
        approve(session, "C-3", finish="31/12/2029")


@pytest.mark.usefixtures("bridge")
def test_an_invented_decision_holds_no_real_one_up(session):
    decide(session, decided_on="1/9/2026")
    (one,) = session.scalars(select(PlanDecision))
    revise(session)
    session.add(
        PlanDecision(
            project_id=one.project_id,
            number="Mẫu",
            finish=date(2030, 1, 1),
            decided_on=date(2026, 10, 1),
            reason="Mẫu",
            illustrative=True,
        )
    )
    decide(session, number="150/QĐ", decided_on="15/9/2026", finish="31/12/2027")
    assert current(session).planned_finish == date(2027, 12, 31)


@pytest.mark.usefixtures("bridge")
def test_not_even_the_service_can_change_a_baseline(session):
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text("UPDATE baseline SET finish = '2030-01-01'"))


@pytest.mark.parametrize(
    ("given", "field"),
    [({"start": ""}, "start"), ({"finish": "1/3/2026"}, "finish"), ({"finish": "x"}, "finish")],
)
def test_a_baseline_needs_two_days_in_order(session, given, field):
    add_project(session, "C-2")
    with pytest.raises(BadForm) as caught:
        approve(session, **given)
    assert [one.field for one in caught.value.problems] == [field]


def test_a_date_known_before_must_agree(session):
    add_project(session, "C-2", baseline_start=date(2026, 5, 1))
    with pytest.raises(BadForm) as caught:
        approve(session)
    assert [one.field for one in caught.value.problems] == ["start"]
