"""Computed figures, worked out by hand for a plan in which each day of 2026 is worth one percent.

The plan runs from 1 January (day 0) to 11 April 2026 (day 100); day 45 is 15 February.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from geoapp.domain.schedule import ScheduleRule
from geoapp.models import CapitalPlan, Project
from geoapp.queries.figures import Figures
from tests.builders import add_baseline, add_milestone, add_project, add_report, ask, revise

START = date(2026, 1, 1)
BILLION = 1_000_000_000


def day(number: int) -> date:
    return START + timedelta(days=number)


def one(session, wanted, *names):
    """Return the figures of the only project, joined to all they may read."""
    figures = Figures(wanted)
    columns = [getattr(figures, name) for name in names]
    row = session.execute(select(*columns).select_from(figures.with_plan_and_capital)).one()
    return row[0] if len(names) == 1 else tuple(row)


@dataclass
class Planned:
    name: str
    seen: int
    percent: float | None
    by: str | None = "line"
    milestones: tuple[tuple[int, float | None], ...] = ()
    planned: bool = True


PLANNED = [
    Planned("on the first day", 0, 0),
    Planned("after forty days", 40, 40),
    Planned("on the last day", 100, 100),
    Planned("long after", 300, 100),
    Planned("before it begins", -10, 0),
    Planned("no baseline", 40, None, None, planned=False),
    Planned("a milestone without percent does not bend", 40, 40, milestones=((20, None),)),
    Planned("a milestone outside does not bend", 40, 40, milestones=((-5, 50), (120, 60))),
    Planned("before the only bend: 20 % at day 50", 25, 10, "milestones", ((50, 20),)),
    Planned("on the bend", 50, 20, "milestones", ((50, 20),)),
    Planned("after it: 80 points in 50 days", 75, 60, "milestones", ((50, 20),)),
    Planned("between two bends: 20 at 50, 80 at 60", 55, 50, "milestones", ((50, 20), (60, 80))),
    Planned("after the second", 80, 90, "milestones", ((60, 80), (50, 20))),
    Planned("two on one day: the higher counts from there", 75, 70, "milestones",
            ((50, 20), (50, 40))),
    Planned("two on one day: the lower counts up to it", 25, 10, "milestones",
            ((50, 40), (50, 20))),
]  # fmt: skip


@pytest.mark.parametrize("case", PLANNED, ids=lambda case: case.name)
def test_planned_today_and_what_it_follows(session, case):
    project = add_project(session, "A")
    if case.planned:
        add_baseline(session, project, day(0), day(100))
    for planned, percent in case.milestones:
        add_milestone(session, project, day(planned), planned_progress=percent)
    found = one(session, ask(session, today=day(case.seen)), "planned_today", "planned_by")
    assert found == (pytest.approx(case.percent) if case.percent is not None else None, case.by)


def test_planned_today_is_the_plan_that_reports_are_compared_with(sample_session):
    wanted = ask(sample_session)
    figures = Figures(wanted)
    rule = text("planned_progress_on(p.id, :day)").bindparams(day=wanted.standing.day)
    rows = sample_session.execute(
        select(figures.planned_today, rule).select_from(figures.with_plan)
    ).all()
    known = [row for row in rows if row[0] is not None]
    assert len(known) == 97
    assert all(ours == pytest.approx(theirs, abs=0.01) for ours, theirs in known)


@dataclass
class Forecast:
    name: str
    reports: tuple[tuple[str, float, int], ...]
    finish: date | None
    by_pace: bool = True
    stage: str = "implementation"
    stated: date | None = None
    actual: date | None = None


STATED = date(2026, 12, 24)
FORECASTS = [
    Forecast("30 points in 30 days: the other 40 take 40 days",
             (("2026-01", 30, 20), ("2026-02", 60, 50)), day(90)),
    Forecast("10 points in 30 days: the other 50 take 150",
             (("2026-01", 40, 20), ("2026-02", 50, 50)), day(200)),
    Forecast("a part of a day is a day: 7 points in 30 days, 50 take 214.3",
             (("2026-01", 43, 20), ("2026-02", 50, 50)), day(265)),
    Forecast("the last three months count: 30 points in 90 days, not the rush before",
             (("2026-01", 0, 15), ("2026-02", 50, 46), ("2026-03", 60, 74), ("2026-04", 70, 105),
              ("2026-05", 80, 136)), day(196)),
    Forecast("one report has no pace: as stated", (("2026-02", 50, 50),), STATED, False,
             stated=STATED),
    Forecast("one report has no pace, and nobody stated one", (("2026-02", 50, 50),), None, False),
    Forecast("a pace goes before what was stated",
             (("2026-01", 30, 20), ("2026-02", 60, 50)), day(90), stated=STATED),
    Forecast("no rise: as stated", (("2026-01", 50, 20), ("2026-02", 50, 50)), STATED, False,
             stated=STATED),
    Forecast("never reported", (), None, False),
    Forecast("finished: when it was", (("2026-01", 30, 20), ("2026-02", 100, 50)), day(48), False,
             "completion", actual=day(48)),
    Forecast("cancelled: never", (("2026-01", 30, 20), ("2026-02", 60, 50)), None, False,
             "cancelled", stated=STATED),
    Forecast("suspended: as stated, whatever the pace was",
             (("2026-01", 30, 20), ("2026-02", 60, 50)), STATED, False, "suspended", STATED),
]  # fmt: skip


@pytest.mark.parametrize("case", FORECASTS, ids=lambda case: case.name)
def test_forecast_of_the_finish(session, case):
    project = add_project(
        session, "A", stage=case.stage, forecast_finish=case.stated, actual_finish=case.actual
    )
    for month, percent, reported in case.reports:
        add_report(session, project, month, percent, reported_on=day(reported))
    wanted = ask(session, today=day(150))
    assert one(session, wanted, "forecast_finish", "forecast_by_pace") == (
        case.finish, case.by_pace)  # fmt: skip


@dataclass
class Paid:
    """Seen on 2 July 2026: 182 of 365 days have passed, an even year stands at 49.9 %."""

    name: str
    percent: float | None
    behind: bool = False
    paid: int | None = 50
    month: str = "2026-06"
    plan: tuple[tuple[int, str, int], ...] = ((2026, "central", 100),)
    row_plan: int | None = None
    points: float = 10
    stage: str = "implementation"


PAID = [
    Paid("half of the plan", 50),
    Paid("ten points behind is not yet behind", 39.9, paid=399, plan=((2026, "central", 1000),)),
    Paid("eleven points behind", 38, behind=True, paid=38),
    Paid("within a wider tolerance", 38, paid=38, points=20),
    Paid("several sources add up", 40, paid=40, plan=((2026, "central", 60), (2026, "oda", 40))),
    Paid("another year's plan does not count", None, plan=((2025, "central", 100),)),
    Paid("no sources known: what the row says", 25, behind=True, row_plan=200, plan=()),
    Paid("sources go before the row", 50, row_plan=200),
    Paid("a report of last year says nothing of this one", None, month="2025-12"),
    Paid("nothing paid", 0, behind=True, paid=0),
    Paid("more than the plan", 130, paid=130),
    Paid("paid is not told", None, paid=None),
    Paid("a plan of nothing", None, plan=((2026, "central", 0),)),
    Paid("cancelled works need no money", 10, paid=10, stage="cancelled"),
]


@pytest.mark.parametrize("case", PAID, ids=lambda case: case.name)
def test_disbursement_against_the_years_plan(session, case):
    plan = case.row_plan and case.row_plan * BILLION
    project = add_project(session, "A", stage=case.stage, plan_year_vnd=plan)
    paid = None if case.paid is None else case.paid * BILLION
    add_report(session, project, case.month, 50, disbursed_vnd=paid)
    for year, source, amount in case.plan:
        revise(session)
        session.add(CapitalPlan(project_id=project.id, year=year, source=source,
                                amount_vnd=amount * BILLION))  # fmt: skip
    session.flush()
    rule = ScheduleRule(disbursement_points=case.points)
    wanted = ask(session, today=date(2026, 7, 2), rule=rule)
    percent, behind = one(session, wanted, "paid_percent", "disbursement_behind")
    assert percent == (None if case.percent is None else pytest.approx(case.percent))
    assert behind == case.behind


@pytest.mark.parametrize(
    ("today", "percent"),
    [((2026, 1, 1), 0), ((2026, 7, 2), 49.863), ((2026, 11, 20), 88.493), ((2028, 7, 1), 49.727)],
)
def test_an_even_year_pays_a_day_each_day(session, today, percent):
    figures = Figures(ask(session, today=date(*today)))
    assert figures.paid_planned_percent == pytest.approx(percent, abs=0.001)


@dataclass
class Still:
    name: str
    stalled: bool
    reports: tuple[tuple[str, float], ...]
    stage: str = "implementation"
    months: int = 3


STILL = [
    Still("three months without a rise", True,
          (("2026-01", 40), ("2026-02", 40), ("2026-03", 40), ("2026-04", 40))),
    Still("two months without a rise", False, (("2026-01", 40), ("2026-02", 40), ("2026-03", 40))),
    Still("two months are enough where the office says so", True,
          (("2026-01", 40), ("2026-02", 40), ("2026-03", 40)), months=2),
    Still("a rise of a tenth is a rise", False,
          (("2026-01", 40), ("2026-02", 40), ("2026-03", 40.1), ("2026-04", 40.1))),
    Still("a silent month between counts as a month", True,
          (("2026-01", 40), ("2026-02", 40), ("2026-04", 40))),
    Still("in preparation nothing has to rise", False,
          (("2026-01", 0), ("2026-02", 0), ("2026-03", 0), ("2026-04", 0)), "preparation"),
    Still("all done stands still rightly", False,
          (("2026-01", 100), ("2026-02", 100), ("2026-03", 100), ("2026-04", 100))),
    Still("never reported", False, ()),
]  # fmt: skip


@pytest.mark.parametrize("case", STILL, ids=lambda case: case.name)
def test_works_that_stand_still(session, case):
    project = add_project(session, "A", stage=case.stage)
    for month, percent in case.reports:
        add_report(session, project, month, percent)
    rule = ScheduleRule(stalled_months=case.months)
    assert one(session, ask(session, today=day(120), rule=rule), "stalled") == case.stalled


@pytest.mark.parametrize(
    ("month", "missing"),
    [("2026-04", None), ("2026-03", 1), ("2025-12", 4), (None, None)],
)
def test_months_without_a_report_on_21_may_when_april_was_due(session, month, missing):
    project = add_project(session, "A", stage="implementation")
    if month:
        add_report(session, project, month, 10)
    assert one(session, ask(session, today=date(2026, 5, 20)), "months_missing") == missing


def test_the_past_is_computed_from_what_was_recorded_then(sample_session):
    wanted = ask(sample_session, as_of="2020-01-01")
    figures = Figures(wanted)
    rows = select(figures.planned_today).select_from(figures.with_plan_and_capital)
    assert sample_session.execute(rows).all() == []


def test_without_any_join_figures_read_the_projects_row_alone(session):
    figures = Figures(ask(session))
    statement = select(figures.forecast_finish, figures.stalled, figures.months_missing)
    assert {table.name for table in statement.get_final_froms()} == {"p"}
    assert Project.__tablename__ == "project"
