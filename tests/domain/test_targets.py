"""What has come of a target, worked by hand: all on 20 November 2026."""

from datetime import date

import pytest

from geoapp.domain.choices import codes
from geoapp.domain.targets import RESULTS, Result, TargetState, result_of

DAY = date(2026, 11, 20)
OCT, DEC, JAN = date(2026, 10, 31), date(2026, 12, 31), date(2027, 1, 10)

# milestone, target, stage, schedule, actual, forecast -> result, on, days late
CASES = [
    ("completion", DEC, "implementation", "on_time", None, DEC, "expected", DEC, None),
    ("completion", DEC, "implementation", "on_time", None, JAN, "expected_late", JAN, 10),
    ("completion", DEC, "implementation", "late", None, None, "open", None, None),
    ("completion", OCT, "implementation", "late", None, JAN, "overdue", JAN, 20),
    ("completion", OCT, "implementation", "not_reported", None, JAN, "not_reported", None, 20),
    ("completion", DEC, "implementation", "not_reported", None, JAN, "not_reported", None, None),
    ("completion", OCT, "completion", None, OCT, None, "reached", OCT, None),
    ("completion", OCT, "completion", None, date(2026, 11, 3), None, "reached_late",
     date(2026, 11, 3), 3),
    ("completion", OCT, "completion", None, None, None, "reached", None, None),
    ("completion", OCT, "suspended", None, None, JAN, "outside", None, None),
    ("completion", None, "implementation", "on_time", None, JAN, "undated", JAN, None),
    ("groundbreaking", OCT, "implementation", "not_reported", None, None, "reached", None, None),
    ("groundbreaking", OCT, "preparation", "on_time", None, None, "overdue", None, 20),
    ("land_handover", DEC, "implementation", "on_time", None, None, "open", None, None),
    ("land_handover", OCT, "cancelled", None, OCT, None, "reached", OCT, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[6]}")
def test_a_target_has_this_result(case):
    milestone, target, stage, schedule, actual, forecast, code, on, days_late = case
    state = TargetState(
        day=DAY,
        milestone=milestone,
        target=target,
        stage=stage,
        schedule=schedule,
        actual=actual,
        forecast=forecast,
    )
    assert result_of(state) == Result(code, on, days_late)


def test_every_result_is_met_by_a_case():
    assert {case[6] for case in CASES} == set(codes(RESULTS))
