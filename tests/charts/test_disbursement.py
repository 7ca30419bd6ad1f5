"""Money paid to date beside the plan of its year."""

from geoapp.charts.disbursement import disbursement_chart
from geoapp.charts.month_paid import MonthPaid
from tests.charts.months import day


def paid(*told):
    return [MonthPaid(day(month), vnd) for month, vnd in told]


TOLD = paid(("2026-02", 20e9), ("2026-03", None), ("2026-04", 62e9))


def rows(chart, name):
    return chart.spec["datasets"][name]


def test_the_whole_year_has_its_place():
    assert len(rows(disbursement_chart(TOLD, 200e9, "vi"), "year")) == 12


def test_only_the_last_bar_is_strong_and_says_its_share():
    bars = rows(disbursement_chart(TOLD, 200e9, "vi"), "paid")
    assert [bar["last"] for bar in bars] == [False, True]
    assert bars[1]["words"] == ["62\u00a0tỷ\u00a0đồng", "31%"]


def test_months_due_without_a_report_are_gaps_not_zeros():
    chart = disbursement_chart(TOLD, 200e9, "vi", until=day("2026-06"))
    assert [row["month"] for row in rows(chart, "gaps")] == ["2026-03", "2026-05", "2026-06"]


def test_months_before_the_first_report_are_no_gaps():
    assert disbursement_chart(TOLD, 200e9, "vi").table.rows[-1][0] == "02/2026"


def test_last_year_is_left_out_and_its_silence_is_told():
    told = [*paid(("2025-12", 90e9)), *TOLD]
    chart = disbursement_chart(told, 200e9, "vi")
    assert [row["month"] for row in rows(chart, "gaps")] == ["2026-01", "2026-03"]


def test_without_a_plan_nothing_is_compared():
    chart = disbursement_chart(TOLD, None, "vi")
    assert rows(chart, "plan") == []
    assert "chưa có kế hoạch năm" in chart.sentence


def test_without_any_report_it_says_so():
    assert disbursement_chart([], 200e9, "en").sentence == "No disbursement reported yet."
