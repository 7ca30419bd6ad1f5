"""What is known of a project and month when its report comes."""

from datetime import date

from geoapp.models import CapitalPlan
from geoapp.queries.report_facts import find_facts, find_newest
from tests.builders import add_baseline, add_project, add_report

TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)


def facts(session, project, month=NOVEMBER):
    return find_facts(session, [(project.id, month)], TODAY)[project.id, month]


def test_the_nearest_months_reported_are_known(session):
    project = add_project(session)
    for month, progress in (("2026-08", 10), ("2026-09", 20), ("2026-12", 60)):
        add_report(session, project, month, progress)
    found = facts(session, project)
    assert found.before == (date(2026, 9, 1), 20.0)
    assert found.after == (date(2026, 12, 1), 60.0)


def test_what_was_returned_is_nothing_to_compare_with(session):
    project = add_project(session)
    add_report(session, project, "2026-10", 90, accepted=False, returned=True)
    assert facts(session, project).before is None


def test_money_is_compared_within_its_year(session):
    project = add_project(session)
    add_report(session, project, "2025-12", 10, disbursed_vnd=70)
    assert facts(session, project, date(2026, 1, 1)).paid_before is None
    add_report(session, project, "2026-02", 20, disbursed_vnd=5)
    assert facts(session, project).paid_before == (date(2026, 2, 1), 5)


def test_the_projects_own_plan_counts_for_this_year_alone(session):
    project = add_project(session, plan_year_vnd=100)
    assert facts(session, project).plan_vnd == 100
    assert facts(session, project, date(2025, 11, 1)).plan_vnd is None


def test_the_projects_own_plan_may_be_last_years_where_years_have_plans(session):
    project = add_project(session, plan_year_vnd=100)
    session.add(CapitalPlan(project_id=project.id, year=2025, source="oda", amount_vnd=100))
    session.flush()
    assert facts(session, project).plan_vnd is None
    assert facts(session, project, date(2025, 11, 1)).plan_vnd == 100


def test_the_baselines_start_is_known(session):
    project = add_project(session)
    add_baseline(session, project, date(2026, 1, 5), date(2027, 1, 5))
    assert facts(session, project).baseline_start == date(2026, 1, 5)


def test_the_newest_of_a_month_is_known_whatever_became_of_it(session):
    project = add_project(session)
    add_report(session, project, "2026-11", 40)
    add_report(session, project, "2026-11", 41, accepted=False, reported_by="lan")
    newest = find_newest(session, [(project.id, NOVEMBER)])[project.id, NOVEMBER]
    assert (newest.state, newest.by, newest.figures["progress"]) == ("waiting", "lan", 41.0)
