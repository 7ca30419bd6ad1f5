"""Values of a row are judged against each other and against what is known."""

from datetime import date

import pytest

from geoapp.domain.messages import say
from geoapp.ingest.checks.rows import (
    check_against_known,
    check_amounts,
    check_baselines,
    check_dates,
    check_kinds,
    check_needed,
)

TODAY = date(2026, 11, 20)


def told(found):
    return [(one.place, one.code, one.severity, one.field) for one in found]


def test_a_new_project_needs_name_sector_and_kind():
    values = {"name": ["A", None, None], "sector": ["x", "x", None], "kind": ["y", "y", "y"]}
    assert told(check_needed(values, [True, True, False])) == [(1, "needed", "error", "name")]


def test_a_kind_belongs_to_its_sector():
    values = {"sector": ["transport", "tourism", None], "kind": ["road", "road", "road"]}
    (found,) = check_kinds(values)
    assert (found.place, found.code) == (1, "kind_of_other_sector")
    assert "Khu du lịch" in str(found.expected)


@pytest.mark.parametrize(
    ("earlier", "later", "severity"),
    [
        ("baseline_start", "baseline_finish", "error"),
        ("baseline_start", "planned_finish", "warning"),
    ],
)
def test_days_have_an_order(earlier, later, severity):
    values = {
        earlier: ["2026-01-01", "2026-01-01", None],
        later: ["2025-01-01", "2027-01-01", "1990"],
    }
    found = told(check_dates(values, {later}, TODAY))
    assert found == [(0, "dates_out_of_order", severity, later)]


def test_nothing_is_said_of_days_that_the_file_does_not_tell():
    values = {"baseline_start": ["2026-01-01"], "planned_finish": ["2025-01-01"]}
    assert told(check_dates(values, {"name"}, TODAY)) == []


@pytest.mark.parametrize(
    ("field", "severity"), [("last_report", "error"), ("actual_finish", "warning")]
)
def test_what_has_happened_is_not_in_the_future(field, severity):
    values = {field: ["2026-11-20", "2026-11-21", None]}
    assert told(check_dates(values, {field}, TODAY)) == [(1, "future_date", severity, field)]


def test_a_part_is_not_more_than_the_whole():
    values = {"disbursed_vnd": [5, 5, None], "investment_vnd": [4, 5, 4]}
    found = told(check_amounts(values, {"disbursed_vnd"}))
    assert found == [(0, "more_than_whole", "warning", "disbursed_vnd")]


def test_money_is_told_in_billions_as_each_language_writes_it():
    values = {"disbursed_vnd": [848_772_000_000], "investment_vnd": [341_000_000_000]}
    (found,) = check_amounts(values, {"disbursed_vnd"})
    assert "(848,772 tỷ đồng)" in say(found.message, "vi")
    assert "(341 billion VND)" in say(found.message, "en")


def test_a_completed_project_is_done():
    values = {"stage": ["completion", "completion", "implementation"], "progress": [99.5, 100, 5]}
    found = told(check_amounts(values, {"stage"}))
    assert found == [(0, "completed_but_not_done", "warning", "progress")]


def test_progress_and_reports_do_not_go_back():
    values = {"progress": [50, 60, None], "last_report": ["2026-10-01", "2026-11-01", None]}
    known = {"progress": [60, 50, 9], "last_report": ["2026-11-01", "2026-10-01", "2026-01-01"]}
    assert [(one.place, one.code) for one in check_against_known(values, known)] == [
        (0, "progress_went_back"), (0, "older_report"),
    ]  # fmt: skip


def test_a_baseline_once_approved_stays():
    values = {"baseline_finish": ["2027-01-01", "2027-01-01", None]}
    known = {"baseline_finish": ["2026-01-01", None, "2026-01-01"]}
    found = told(check_baselines(values, known, lambda _: False))
    assert found == [(0, "baseline_kept", "warning", "baseline_finish")]


def test_an_illustrative_baseline_is_no_approved_one():
    values, known = {"baseline_finish": ["2027-01-01"]}, {"baseline_finish": ["2026-01-01"]}
    found = told(check_baselines(values, known, lambda _: True))
    assert found == [(0, "baseline_invented", "warning", "baseline_finish")]
