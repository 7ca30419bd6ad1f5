"""Projects by status: every status has its bar, zeros too."""

from geoapp.charts.statuses import statuses_chart

CHART = statuses_chart({"late": 2, "on_time": 5, "outside": 1}, "vi")


def test_the_worst_comes_first_and_zeros_stay():
    assert [row[1] for row in CHART.table.rows] == ["2", "0", "5", "0", "1"]


def test_each_bar_has_the_fill_of_its_status():
    parts = [row["part"] for row in CHART.spec["datasets"]["bars"]]
    assert parts == ["late", "not_reported", "on_time", "ahead", "outside"]


def test_the_sentence_counts_all():
    assert CHART.sentence == "Dự án chậm: 2 trên 8."
