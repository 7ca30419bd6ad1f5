"""A year's capital is set as a whole; the project's plan of this year follows."""

import pytest
from sqlalchemy import select

from geoapp.domain.errors import BadForm
from geoapp.models import CapitalPlan
from geoapp.services.following.capital import plan_capital
from geoapp.services.project_edits import Doubts
from geoapp.services.undo import undo_revision
from tests.builders import add_report
from tests.services.following.conftest import AN, BILLION, current, writing

pytestmark = pytest.mark.usefixtures("bridge")


def plan(session, year=2026, confirmed=True, lang="vi", **given):
    by = writing(confirmed=confirmed, lang=lang)
    return plan_capital(session, "C-1", year, given, by)


def found(session):
    rows = session.execute(select(CapitalPlan.year, CapitalPlan.source, CapitalPlan.amount_vnd))
    return {(row.year, row.source): row.amount_vnd / BILLION for row in rows}


def test_sources_add_up_to_the_projects_plan_of_this_year(session):
    plan(session, central="120,5", oda="79,5")
    assert found(session) == {(2026, "central"): 120.5, (2026, "oda"): 79.5}
    assert current(session).plan_year_vnd == 200 * BILLION


def test_another_year_leaves_the_plan_of_this_one(session):
    plan(session, central="100")
    plan(session, 2027, central="300")
    assert current(session).plan_year_vnd == 100 * BILLION


def test_an_empty_source_gives_nothing_any_more_and_undo_brings_it_back(session):
    plan(session, central="100", oda="50")
    revision = plan(session, central="90", oda="")
    assert found(session) == {(2026, "central"): 90}
    undo_revision(session, revision.id, AN)
    assert found(session) == {(2026, "central"): 100, (2026, "oda"): 50}
    assert current(session).plan_year_vnd == 150 * BILLION


def test_a_year_can_be_emptied(session):
    plan(session, central="100")
    plan(session)
    assert found(session) == {}
    assert current(session).plan_year_vnd is None


@pytest.mark.parametrize(
    ("year", "given", "field"),
    [
        (2026, {"central": "-5"}, "central"),
        (2026, {"central": "x"}, "central"),
        (2026, {"central": "9" * 30}, "central"),
        (2026, {"gold": "5"}, "gold"),
        (1999, {"central": "5"}, "year"),
        (2040, {"central": "5"}, "year"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(session, year, given, field):
    with pytest.raises(BadForm) as caught:
        plan(session, year, **given)
    assert [one.field for one in caught.value.problems] == [field]


def test_less_than_was_paid_already_is_looked_at_once_more(session):
    add_report(session, current(session), "2026-10", 40, disbursed_vnd=150 * BILLION)
    with pytest.raises(Doubts, match="150 billion VND were paid in 2026"):
        plan(session, central="100", confirmed=False)


def test_more_than_the_whole_costs_is_looked_at_once_more(session):
    plan(session, 2025, central="500")
    with pytest.raises(Doubts, match=r"more than the whole costs \(800\)"):
        plan(session, central="301", confirmed=False)


def test_nothing_changed_is_told(session):
    plan(session, central="100")
    with pytest.raises(BadForm, match="Nothing was changed"):
        plan(session, central="100")


def test_a_program_sends_vnd(session):
    plan(session, lang=None, central=5 * BILLION)
    assert found(session) == {(2026, "central"): 5}
