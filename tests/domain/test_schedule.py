"""Status is asked for a day, with the month that was due and the points of tolerance."""

from datetime import date

from geoapp.domain.schedule import ScheduleRule, Standing, standing_in, standing_on

RULE = ScheduleRule()


def test_late_means_more_than_five_points_and_reports_are_due_on_the_20th():
    assert (RULE.points, RULE.due_day) == (5.0, 20)


def test_on_the_20th_this_months_report_is_not_yet_missed():
    assert standing_on(date(2026, 11, 20), RULE).month_due == date(2026, 10, 1)
    assert standing_on(date(2026, 11, 21), RULE).month_due == date(2026, 11, 1)


def test_thresholds_are_settings():
    rule = ScheduleRule(points=10, due_day=10)
    standing = standing_on(date(2026, 11, 11), rule)
    assert standing == Standing(date(2026, 11, 11), date(2026, 11, 1), 10, rule)


def test_a_past_month_is_judged_at_its_end_by_its_own_report():
    standing = standing_in(date(2026, 9, 1), date(2026, 11, 20), RULE)
    assert standing == Standing(date(2026, 9, 30), date(2026, 9, 1), 5.0)


def test_the_present_month_is_judged_today():
    assert standing_in(date(2026, 11, 1), date(2026, 11, 8), RULE).day == date(2026, 11, 8)
