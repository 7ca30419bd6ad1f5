"""Works against plan: both lines, the months nobody told of, and the same as words."""

from geoapp.charts.progress import progress_chart
from tests.charts.months import day, months_of

TOLD = months_of(("2025-05", 30, 40), ("2025-06", 31, 50), ("2025-08", 33.3, 58))


def rows(chart, name):
    return chart.spec["datasets"][name]


def test_a_month_without_a_report_breaks_the_line():
    done = rows(progress_chart(TOLD, "vi"), "done")
    assert [row["month"] for row in done] == ["2025-05", "2025-06", "2025-08"]
    assert done[0]["run"] == done[1]["run"] != done[2]["run"]


def test_months_up_to_the_one_due_are_gaps_too():
    chart = progress_chart(TOLD, "vi", until=day("2025-09"))
    assert [row["month"] for row in rows(chart, "gaps")] == ["2025-07", "2025-09"]


def test_of_two_reports_of_a_month_the_later_counts():
    twice = [*TOLD, *months_of(("2025-08", 36, 58))]
    assert rows(progress_chart(twice, "vi"), "done")[-1]["actual"] == 36


def test_lines_take_the_colour_of_the_standing():
    chart = progress_chart(TOLD, "vi", "late")
    assert {row["tone"] for row in rows(chart, "done")} == {"late"}


def test_the_sentence_says_the_last_report_and_what_is_missing():
    assert progress_chart(TOLD, "vi").sentence == (
        "Tháng 08/2025: đã thi công 33,3%, kế hoạch 58%, kém 24,7 điểm. Số tháng chưa báo cáo: 1."
    )


def test_the_table_holds_every_month_latest_first():
    table = progress_chart(TOLD, "vi").table
    assert table.rows[0] == ("08/2025", "33,3%", "58%", "kém 24,7 điểm")
    assert table.rows[1] == ("07/2025", "chưa báo cáo", "–", "–")


def test_zero_is_told_as_zero():
    chart = progress_chart(months_of(("2025-05", 0, 0)), "vi")
    assert chart.table.rows == (("05/2025", "0%", "0%", "đúng kế hoạch"),)


def test_without_any_report_it_says_so():
    assert progress_chart([], "en").sentence == "No works reported yet."
