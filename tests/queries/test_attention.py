"""What needs attention: counted, grouped and ranked as a meeting asks."""

from datetime import date

import pytest

from geoapp.models import CapitalPlan
from geoapp.queries.attention import LISTS, Group, count_late, find_standings
from tests.builders import add_agency, add_baseline, add_project, add_report, ask

EACH = dict.fromkeys(LISTS, 9)
BILLION = 10**9


def add_late(session, code, *, days=40, cost=None, **values):
    """A project of the works whose planned finish passed so many days before 20 November."""
    finish = date.fromordinal(date(2026, 11, 20).toordinal() - days)
    given = {"stage": "implementation", "investment_vnd": cost, "planned_finish": finish}
    project = add_project(session, code, **given | values)
    add_report(session, project, "2026-10", 50)
    return project


@pytest.fixture
def standings(session):
    return lambda limits=EACH, **filters: find_standings(
        session, ask(session, **filters), limits=limits
    )


def codes(session, found, name):
    from geoapp.models import Project

    return [session.get(Project, key).code for key in found.first[name]]


def test_late_projects_come_by_cost_times_days(session, standings):
    add_late(session, "SMALL", days=300, cost=1 * BILLION)
    add_late(session, "GREAT", days=40, cost=100 * BILLION)
    add_late(session, "UNKNOWN", days=900)
    found = standings()
    assert codes(session, found, "late") == ["GREAT", "SMALL", "UNKNOWN"]
    assert (found.total.late, found.late_vnd, found.late_known) == (3, 101 * BILLION, 2)


def test_who_never_reported_comes_first_then_the_longest_silent(session, standings):
    for code, month in (("LATELY", "2026-08"), ("LONG-AGO", "2026-02")):
        add_report(session, add_project(session, code, stage="implementation"), month, 5)
    add_project(session, "NEVER", stage="implementation")
    found = standings()
    assert codes(session, found, "not_reported") == ["NEVER", "LONG-AGO", "LATELY"]
    assert (found.total.not_reported, found.never) == (3, 1)


def test_works_that_stand_still_come_by_how_long(session, standings):
    for code, first in (("SHORT", 7), ("LONG", 2)):
        project = add_project(session, code, stage="implementation")
        for month in range(first, 11):
            add_report(session, project, f"2026-{month:02}", 30)
    found = standings()
    assert codes(session, found, "stalled") == ["LONG", "SHORT"]
    assert found.stalled == 2


def test_a_month_before_tells_what_stood_still_then(session, standings):
    for code, first in (("SHORT", 4), ("LONG", 2), ("MOVED", 7)):
        project = add_project(session, code, stage="implementation")
        for month in range(1, 11):
            add_report(session, project, f"2026-{month:02}", 30 if first <= month < 9 else month)
    found = standings(month="2026-08")
    assert codes(session, found, "stalled") == ["LONG", "SHORT"]
    assert standings(month="2026-10").stalled == 0


def test_payments_behind_an_even_year_come_by_what_they_lack(session, standings):
    for code, plan, paid in (("A-BIT", 10, 5), ("MUCH", 100, 40), ("PAID", 10, 10)):
        project = add_project(session, code, plan_year_vnd=plan * BILLION, stage="implementation")
        add_report(session, project, "2026-10", 50, disbursed_vnd=paid * BILLION)
    found = standings()
    assert codes(session, found, "disbursement") == ["MUCH", "A-BIT"]
    assert (found.compared, found.plan_vnd, found.paid_vnd) == (3, 120 * BILLION, 55 * BILLION)
    assert found.paid_percent == pytest.approx(100 * 55 / 120)


def test_the_plan_of_the_year_is_the_sum_of_its_sources(session, standings):
    project = add_project(session, "P", stage="implementation")
    add_report(session, project, "2026-10", 50, disbursed_vnd=5 * BILLION)
    session.add_all(
        CapitalPlan(project_id=project.id, year=2026, source=source, amount_vnd=10 * BILLION)
        for source in ("central", "provincial")
    )
    session.flush()
    assert standings().paid_percent == pytest.approx(25)


def test_each_group_counts_late_silent_and_all(session, standings):
    agency = add_agency(session, "SXD")
    add_late(session, "A", sector="health", funding="oda", lead_agency_id=agency.id)
    add_project(session, "B", sector="health", kind="hospital", funding="public")
    found = standings()
    assert found.groups["sector"] == {"health": Group(2, 1, 1)}
    assert found.groups["funding"] == {"oda": Group(1, 1, 0), "public": Group(1, 0, 1)}
    assert found.groups["agency"] == {agency.id: Group(1, 1, 0), None: Group(1, 0, 1)}


def test_a_filter_narrows_everything(session, standings):
    add_late(session, "A", sector="health", kind="hospital")
    add_late(session, "B", sector="urban", kind="new_urban_area")
    found = standings(sector="urban")
    assert codes(session, found, "late") == ["B"]
    assert found.total == Group(1, 1, 0)


def test_nothing_wanted_is_zero_everywhere(standings):
    found = standings(sector="mining")
    assert found.total == Group(0, 0, 0)
    assert found.paid_percent is None
    assert found.first == {name: [] for name in LISTS}


def test_a_list_is_read_from_an_offset(session):
    for number in range(4):
        add_late(session, f"L-{number}", days=100 - number)
    found = find_standings(session, ask(session), limits={"late": 2}, offset=2)
    assert codes(session, found, "late") == ["L-2", "L-3"]
    assert found.first["stalled"] == []


def test_completed_and_suspended_works_are_never_late(session):
    for stage in ("completion", "suspended"):
        add_late(session, stage.upper(), stage=stage)
    late = add_late(session, "LATE")
    add_baseline(session, late, date(2026, 1, 1), date(2026, 10, 1))
    assert count_late(session, ask(session)) == 1
