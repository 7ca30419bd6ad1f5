"""Late projects over months: the last bar strong, an unknown month no bar."""

from geoapp.charts.trend import LateCount, trend_chart
from tests.charts.months import day

CHART = trend_chart(
    [LateCount(day("2025-09"), 17), LateCount(day("2025-10"), None), LateCount(day("2025-11"), 19)],
    "vi",
)


def test_an_unknown_month_has_no_bar_and_a_question():
    assert [row["month"] for row in CHART.spec["datasets"]["counted"]] == ["2025-09", "2025-11"]
    assert [row["words"] for row in CHART.spec["datasets"]["months"]] == ["17", "?", "19"]


def test_only_the_last_month_is_strong():
    assert [row["last"] for row in CHART.spec["datasets"]["months"]] == [False, False, True]


def test_the_sentence_compares_the_ends():
    assert CHART.sentence == "Dự án chậm: 19 vào tháng 11/2025, 17 vào tháng 09/2025."


def test_the_table_says_unknown_in_words():
    assert CHART.table.rows[1] == ("10/2025", "chưa rõ")
