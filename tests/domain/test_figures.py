"""Each computed figure says in both languages how it was computed."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.domain.figures import ProjectFigures
from geoapp.domain.messages import LANGUAGES, say
from geoapp.domain.schedule import ScheduleRule, standing_on

BILLION = 1_000_000_000
LATE = ProjectFigures(
    standing=standing_on(date(2026, 11, 20), ScheduleRule()),
    stage="implementation",
    progress=47.0,
    planned_progress=68.0,
    pace=0.25,
    report_month=date(2026, 11, 1),
    last_report=date(2026, 11, 18),
    unchanged_since=date(2026, 11, 1),
    baseline_start=date(2025, 3, 15),
    baseline_finish=date(2027, 6, 30),
    planned_finish=date(2027, 6, 30),
    actual_finish=None,
    planned_today=68.24,
    planned_by="line",
    schedule="late",
    days_late=132,
    forecast_finish=date(2027, 11, 9),
    forecast_by_pace=True,
    capital_vnd=200 * BILLION,
    paid_vnd=62 * BILLION,
    paid_percent=31.0,
    paid_planned_percent=88.493,
    disbursement_behind=True,
    stalled=False,
    months_missing=None,
)
SAID = [
    ("how_planned", {}, ("A straight line between the baseline’s dates, 2025-03-15 and 2027-06-30: "
     "68.2% on 2026-11-20.")),
    ("how_planned", {"planned_by": "milestones"}, "By the plan’s milestones: 68.2% on 2026-11-20."),
    ("how_planned", {"planned_today": None}, ("No dates were approved as a baseline, so there is "
     "no plan to compare.")),
    ("how_schedule", {}, ("The report of 2026-11-18 shows 47% where the plan asked for 68%: more "
     "than 5 points behind. The plan had 47% 132 days before.")),
    ("how_schedule", {"planned_finish": date(2026, 7, 11)}, ("The planned finish 2026-07-11 passed "
     "132 days ago.")),
    ("how_schedule", {"schedule": "ahead", "progress": 80.0}, ("The report of 2026-11-18 shows 80% "
     "where the plan asked for 68%: more than 5 points before.")),
    ("how_schedule", {"schedule": "on_time", "progress": 66.0}, ("The report of 2026-11-18 shows "
     "66% where the plan asked for 68%: within 5 points.")),
    ("how_schedule", {"schedule": "not_reported", "months_missing": 2}, ("The last report came on "
     "2026-11-18; that of 10/2026 was due last (2 missing).")),
    ("how_schedule", {"schedule": "not_reported", "last_report": None}, ("No report ever came; "
     "that of 10/2026 was due last.")),
    ("how_schedule", {"schedule": None, "stage": "completion"}, ("Completed, suspended and "
     "cancelled works are not compared.")),
    ("how_schedule", {"schedule": None}, "Nothing was approved to compare the reports with."),
    ("how_forecast", {}, ("At the pace of the last three months, 7.6 points a month, from 47% on "
     "2026-11-18.")),
    ("how_forecast", {"forecast_by_pace": False}, ("As stated; the last reports show no pace to go "
     "by.")),
    ("how_forecast", {"forecast_finish": None}, ("The reports show no pace, and nobody stated a "
     "forecast.")),
    ("how_forecast", {"stage": "completion"}, "The works are finished."),
    ("how_paid", {}, ("62 of the 200 billion VND planned for 2026; an even year would have paid "
     "88.5% by 2026-11-20: more than 10 points behind.")),
    ("how_paid", {"disbursement_behind": False}, ("62 of the 200 billion VND planned for 2026; an "
     "even year would have paid 88.5% by 2026-11-20.")),
    ("how_paid", {"paid_vnd": None}, "No report of 2026 tells what was paid."),
    ("how_paid", {"capital_vnd": None}, "No capital is planned for 2026."),
    ("how_stalled", {"unchanged_since": date(2026, 8, 1)}, ("The reports say 47% since 08/2026: no "
     "rise for 3 months.")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "sentence"), SAID)
def test_how_it_was_computed(name, values, sentence):
    assert say(getattr(replace(LATE, **values), name), "en") == sentence


@pytest.mark.parametrize(("name", "values"), [(name, values) for name, values, _ in SAID])
def test_the_same_in_vietnamese(name, values):
    said = getattr(replace(LATE, **values), name)
    assert say(said, "vi") != say(said, "en")


def test_every_figure_is_explained_and_standing_still_only_where_it_is():
    names = [name for name, _ in LATE.explained()]
    assert names == ["planned_today", "schedule", "forecast_finish", "paid_percent"]
    assert "stalled" in dict(replace(LATE, stalled=True).explained())
    assert len(LANGUAGES) == 2
