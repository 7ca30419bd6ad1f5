"""The rule for *late*, worked out by hand for a plan in which each day is worth one percent."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from geoapp.domain.schedule import ScheduleRule
from geoapp.queries.features import find_features
from tests.builders import add_baseline, add_milestone, add_project, add_report, ask, plain

START = date(2026, 1, 1)


def day(number: int) -> date:
    """Return the day on which the straight line stands at `number` percent."""
    return START + timedelta(days=number)


@dataclass
class Case:
    """A project with one report, the day it is looked at, and what the rule makes of it."""

    name: str
    status: str | None
    days_late: int | None = None
    progress: float | None = 40
    reported: int = 40
    month: str = "2026-02"
    seen: int = 45
    stage: str = "implementation"
    planned: bool = True
    planned_finish: int | None = 100
    points: float = 5
    due_day: int = 20
    milestones: tuple[tuple[int, float | None], ...] = ()
    accepted: bool = True


# Day 45 is 15 February, day 50 the 20th, day 51 the 21st, day 59 1 March.
CASES = [
    Case("as planned", "on_time", progress=40),
    Case("five points behind", "on_time", progress=35),
    Case("a little more than five points behind", "late", 5, progress=34.9),
    Case("six points behind", "late", 6, progress=34),
    Case("nothing done yet", "late", 40, progress=0),
    Case("five points before", "on_time", progress=45),
    Case("six points before", "ahead", progress=46),
    Case("all done, before time", "ahead", progress=100),
    Case("five points behind in tenths", "on_time", progress=15.2, reported=20, month="2026-01",
         milestones=((20, 20.2),), seen=25),
    Case("compared on the day of the report, not on the day it is seen", "on_time",
         progress=30, reported=30, month="2026-01", seen=50),
    Case("never reported", "not_reported", progress=None),
    Case("reported but not accepted", "not_reported", progress=40, accepted=False),
    Case("last month's report on the 20th", "on_time", month="2026-01", reported=14, progress=14,
         seen=50),
    Case("last month's report on the 21st", "not_reported", month="2026-01", reported=14,
         progress=14, seen=51),
    Case("this month's report on the 21st", "on_time", seen=51),
    Case("behind, and silent since", "not_reported", month="2026-01", reported=14, progress=1,
         seen=51),
    Case("on the planned finish", "on_time", planned_finish=45),
    Case("a day past the planned finish", "late", 1, planned_finish=44),
    Case("past the planned finish by more than behind the plan", "late", 9, progress=34,
         planned_finish=36),
    Case("behind the plan by more than past the finish", "late", 20, progress=20,
         planned_finish=43),
    Case("past the planned finish and ahead of the plan", "late", 5, progress=60,
         planned_finish=40),
    Case("all done, past the planned finish, and not handed over", "late", 5, progress=100,
         planned_finish=40),
    Case("before the plan begins", "on_time", progress=0, reported=-10, month="2025-12", seen=10),
    Case("after the baseline's end the plan stays at 100", "late", 40, progress=80, reported=120,
         month="2026-05", seen=125, planned_finish=None),
    Case("no plan: nothing to compare with", None, planned=False, planned_finish=None),
    Case("no plan, and nobody reported", "not_reported", progress=None, planned=False,
         planned_finish=None),
    Case("no plan but past the planned finish", "late", 5, planned=False, planned_finish=40),
    Case("a milestone bends the line down", "on_time", progress=20, reported=50,
         milestones=((50, 20.0),), seen=52),
    Case("and steepens it afterwards", "late", 6, progress=50, reported=75, month="2026-03",
         milestones=((50, 20.0),), seen=80),
    Case("a milestone without percent does not bend it", "late", 20, progress=20,
         milestones=((40, None),)),
    Case("a milestone outside the baseline does not bend it", "on_time", progress=40,
         milestones=((-5, 50.0), (105, 60.0))),
    Case("two milestones on one day", "on_time", progress=30, milestones=((40, 30.0), (40, 30.0))),
    Case("ten points of tolerance", "on_time", progress=30, points=10),
    Case("more than ten points", "late", 11, progress=29, points=10),
    Case("reports due on the 10th", "not_reported", month="2026-01", reported=14, progress=14,
         due_day=10),
    *(Case(f"{stage} stands outside", None, progress=0, planned_finish=30, stage=stage)
      for stage in ("suspended", "cancelled", "completion")),
    *(Case(f"{stage} is judged", "late", 40, progress=0, stage=stage)
      for stage in ("preparation", "unknown")),
]  # fmt: skip


def build(session, case):
    finish = None if case.planned_finish is None else day(case.planned_finish)
    project = add_project(session, "A", stage=case.stage, planned_finish=finish)
    if case.planned:
        add_baseline(session, project, day(0), day(100))
    for planned, percent in case.milestones:
        add_milestone(session, project, day(planned), planned_progress=percent)
    if case.progress is not None:
        add_report(session, project, case.month, case.progress,
                   reported_on=day(case.reported), accepted=case.accepted)  # fmt: skip
    return project


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_status_and_days_late(session, case):
    build(session, case)
    wanted = ask(session, today=day(case.seen), rule=ScheduleRule(case.points, case.due_day))
    ((feature,)) = plain(find_features(session, wanted, limit=2))
    found = feature["properties"]
    assert (found["schedule"], found["days_late"]) == (case.status, case.days_late)


def test_the_plan_is_written_into_the_report_of_its_day(session):
    project = add_project(session)
    add_baseline(session, project, day(0), day(100))
    report = add_report(session, project, "2026-02", 33, reported_on=day(40))
    assert (report.planned_progress, report.days_behind) == (40, 7)


def test_of_two_reports_the_later_month_counts_whatever_came_last(session):
    project = add_project(session)
    add_report(session, project, "2026-03", 30)
    add_report(session, project, "2026-02", 90)
    assert (project.progress, project.report_month) == (30, date(2026, 3, 1))


def test_a_report_counts_from_when_it_is_accepted(session):
    project = add_project(session)
    report = add_report(session, project, "2026-03", 30, accepted=False)
    assert project.progress is None
    report.accepted = True
    session.flush()
    session.refresh(project)
    assert project.progress == 30


def test_a_report_whose_acceptance_is_withdrawn_counts_no_more(session):
    project = add_project(session)
    add_report(session, project, "2026-02", 20)
    add_report(session, project, "2026-03", 30)
    for expected in (20, None):
        session.execute(text("UPDATE progress_report SET accepted = false WHERE id = "
                             "(SELECT max(id) FROM progress_report WHERE accepted)"))  # fmt: skip
        session.refresh(project)
        assert project.progress == expected


@pytest.mark.parametrize(("change", "planned"), [
    ("UPDATE milestone SET planned_progress = 30", 30),
    ("UPDATE milestone SET planned = planned + 1000", 40),
    ("DELETE FROM milestone", 40),
])  # fmt: skip
def test_when_the_plan_changes_its_reports_and_the_project_follow(session, change, planned):
    project = add_project(session)
    add_baseline(session, project, day(0), day(100))
    add_milestone(session, project, day(40), planned_progress=10)
    report = add_report(session, project, "2026-02", 33, reported_on=day(40))
    assert report.planned_progress == 10
    session.execute(text(change))
    session.expire_all()
    assert (report.planned_progress, project.planned_progress) == (planned, planned)


def test_a_baseline_that_comes_after_the_reports_judges_them(session):
    project = add_project(session)
    add_report(session, project, "2026-02", 20, reported_on=day(40))
    add_baseline(session, project, day(0), day(100))
    assert (project.planned_progress, project.days_behind) == (40, 20)
