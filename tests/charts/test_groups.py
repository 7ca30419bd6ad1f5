"""Projects by area, sector or agency: parts that add up, "late / all" behind them."""

from geoapp.charts.groups import GroupCount, groups_chart
from geoapp.domain.messages import message

GROUPS = [GroupCount("Hương Trà", 8, 14, 33), GroupCount("Hương Trà", 0, 1, 0)]
CHART = groups_chart(GROUPS, message("Area"), "vi")


def rows(name):
    return CHART.spec["datasets"][name]


def test_parts_follow_each_other_and_empty_ones_are_left_out():
    parts = [(row["part"], row["start"], row["end"]) for row in rows("bars")]
    assert parts == [("late", 0, 8), ("not_reported", 8, 22), ("well", 22, 55),
                     ("not_reported", 0, 1)]  # fmt: skip


def test_groups_of_one_name_stay_apart():
    assert len({row["key"] for row in rows("names")}) == 2


def test_figures_are_late_and_all():
    assert [(row["strong"], row["rest"]) for row in rows("figures")] == [
        ("8", "/ 55"),
        ("0", "/ 1"),
    ]


def test_only_a_late_figure_is_red():
    assert [row["tone"] for row in rows("figures")] == ["late", "outside"]


def test_fill_and_edge_are_told_by_one_legend():
    bars = CHART.spec["layer"][0]["encoding"]
    assert bars["fill"]["legend"] == bars["stroke"]["legend"]


def test_the_table_names_its_groups_and_counts_all():
    assert CHART.table.heads[0] == "Địa bàn"
    assert CHART.table.rows[0] == ("Hương Trà", "8", "14", "33", "55")


def test_no_group_at_all_is_said():
    assert groups_chart([], message("Area"), "en").sentence == "No projects to count."
