"""The charts of a project's page hold each year's money against that year's plan."""

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from geoapp.web import project_charts
from geoapp.web.page import inert_json
from geoapp.web.project_charts import money_chart, works_chart

BILLION = 10**9
WANTED = SimpleNamespace(
    standing=SimpleNamespace(day=date(2026, 11, 20), month_due=date(2026, 10, 1))
)


@pytest.fixture(autouse=True)
def in_vietnamese(monkeypatch):
    monkeypatch.setattr(project_charts, "language", lambda: "vi")


def project(*reports, schedule="on_time"):
    """A project with reports as (month, percent, VND), the latest first."""
    told = [
        SimpleNamespace(month=month, progress=percent, planned_progress=50, disbursed_vnd=paid)
        for month, percent, paid in reports
    ]
    return SimpleNamespace(reports=told, schedule=schedule)


def following(*capital, now=None):
    years = [SimpleNamespace(year=year, total=total) for year, total in capital]
    return {"capital": years, "figures": SimpleNamespace(capital_vnd=now)}


def plan(chart):
    return [row["billions"] for row in json.loads(inert_json(chart.spec["datasets"]["plan"]))]


def test_a_year_is_held_against_its_own_plan():
    done = project((date(2025, 12, 1), 100, 80 * BILLION), schedule=None)
    plans = following((2026, 5 * BILLION), (2025, 90 * BILLION))
    assert plan(money_chart(done, plans, WANTED)) == [90]


def test_this_years_plan_may_be_told_by_the_project_itself():
    one = project((date(2026, 10, 1), 40, 20 * BILLION))
    assert plan(money_chart(one, following(now=Decimal(60 * BILLION)), WANTED)) == [60]


def test_another_years_plan_is_not_taken_for_it():
    done = project((date(2025, 12, 1), 100, 80 * BILLION), schedule=None)
    assert plan(money_chart(done, following(now=60 * BILLION), WANTED)) == []


def test_without_payments_there_is_no_chart():
    assert money_chart(project((date(2026, 10, 1), 40, None)), following(), WANTED) is None


def test_works_run_to_the_month_due_while_reports_are_due():
    silent = project((date(2026, 8, 1), 40, None))
    gaps = works_chart(silent, WANTED).spec["datasets"]["gaps"]
    assert [gap["month"] for gap in gaps] == ["2026-09", "2026-10"]


def test_works_that_are_done_owe_no_reports():
    done = project((date(2026, 8, 1), 100, None), schedule=None)
    assert works_chart(done, WANTED).spec["datasets"]["gaps"] == []


def test_the_newer_of_two_reports_of_a_month_counts():
    twice = project((date(2026, 10, 1), 42, None), (date(2026, 10, 1), 40, None))
    assert works_chart(twice, WANTED).spec["datasets"]["done"][-1]["actual"] == 42


def test_nothing_reported_is_no_chart():
    assert works_chart(project(), WANTED) is None
