"""What is wrong with a report: one line of the table for each rule and its edge."""

from datetime import date, datetime

import pytest

from geoapp.domain.messages import Message, say
from geoapp.domain.report_checks import check_entry
from geoapp.domain.reports import Fault, Handed, ReportEntry, ReportFacts

TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)
SEPTEMBER = date(2026, 9, 1)
BN = 10**9
FACTS = ReportFacts(
    baseline_start=date(2026, 3, 10),
    plan_vnd=20 * BN,
    before=(SEPTEMBER, 40.0),
    paid_before=(SEPTEMBER, 8 * BN),
)
FINE = {"project": "P-1", "month": NOVEMBER, "progress": 45.0}


def entry(**values):
    return ReportEntry(**FINE | values)


def codes(facts=FACTS, **values):
    return [(fault.field, fault.code) for fault in check_entry(entry(**values), facts, TODAY)]


REFUSED = [
    ({"month": None}, ("month", "needed")),
    ({"month": date(2026, 12, 1)}, ("month", "month_in_future")),
    ({"progress": None}, ("progress", "needed")),
    ({"progress": 100.1}, ("progress", "percent_out_of_range")),
    ({"progress": -0.1}, ("progress", "percent_out_of_range")),
    ({"progress": 39.9}, ("progress", "percent_fell")),
    ({"disbursed_vnd": -1}, ("disbursed_vnd", "money_out_of_range")),
    ({"disbursed_month_vnd": 2**63}, ("disbursed_month_vnd", "money_out_of_range")),
    ({"disbursed_vnd": 20 * BN + 1}, ("disbursed_vnd", "paid_above_plan")),
    ({"disbursed_vnd": 8 * BN - 1}, ("disbursed_vnd", "paid_fell")),
    (
        {"disbursed_vnd": 9 * BN, "disbursed_month_vnd": 10 * BN},
        ("disbursed_month_vnd", "month_above_year"),
    ),
    ({"reported_on": date(2026, 11, 21)}, ("reported_on", "day_outside_month")),
    ({"reported_on": date(2026, 10, 31)}, ("reported_on", "day_outside_month")),
    ({"done": "a" * 50_000}, ("done", "text_too_long")),
    ({"next_steps": "x\0y"}, ("next_steps", "control_character")),
]
TAKEN = [
    {},
    {"progress": 100.0},
    {"progress": 40.0},
    {"progress": 12.0, "reason": "Đo lại khối lượng"},
    {"disbursed_vnd": 20 * BN, "disbursed_month_vnd": 0},
    {"disbursed_vnd": 21 * BN, "reason": "Ứng trước kế hoạch năm sau"},
    {"reported_on": TODAY},
    {"done": "a" * 10_000, "next_steps": "dòng một\ndòng hai"},
]


@pytest.mark.parametrize(("values", "fault"), REFUSED)
def test_what_is_refused_is_named_by_field_and_code(values, fault):
    assert codes(**values) == [fault]


@pytest.mark.parametrize("values", TAKEN)
def test_what_is_taken(values):
    assert codes(**values) == []


def test_a_month_before_the_baseline_needs_a_reason():
    facts = ReportFacts(baseline_start=date(2026, 3, 10))
    assert codes(facts, month=date(2026, 2, 1)) == [("month", "before_baseline")]
    assert codes(facts, month=date(2026, 2, 1), reason="Khởi công sớm") == []
    assert codes(facts, month=date(2026, 3, 1)) == []


def test_a_month_filled_late_stays_below_what_was_reported_after_it():
    facts = ReportFacts(after=(NOVEMBER, 50.0))
    late = {"month": date(2026, 10, 1), "progress": 51.0}
    assert codes(facts, **late) == [("progress", "percent_above_later")]


def test_what_somebody_else_reported_must_have_been_seen():
    newest = Handed(7, "waiting", "Lan", datetime(2026, 11, 19), {"progress": 44.0})  # noqa: DTZ001
    facts = ReportFacts(newest=newest)
    assert codes(facts, seen=0) == [("", "reported_meanwhile")]
    assert codes(facts, seen=6) == [("", "reported_meanwhile")]
    assert codes(facts, seen=7) == codes(facts, seen=None) == []


def test_a_field_that_could_not_be_read_is_told_once():
    fault = Fault("progress", "not_a_number", Message("No number."))
    assert codes(progress=None, faults=(fault,)) == [("progress", "not_a_number")]


def test_the_sentences_are_plain_vietnamese():
    (fault,) = check_entry(entry(progress=39.5), FACTS, TODAY)
    assert say(fault.sentence, "vi") == (
        "39,5% thấp hơn 40% của tháng 09/2026: hãy sửa lại, hoặc nêu lý do ở ô “Lý do”."
    )
    (fault,) = check_entry(entry(disbursed_vnd=20_500_000_000), FACTS, TODAY)
    assert say(fault.sentence, "vi") == (
        "20,5 tỷ đồng vượt kế hoạch vốn năm 20 tỷ đồng: hãy sửa lại, hoặc nêu lý do ở ô “Lý do”."
    )
