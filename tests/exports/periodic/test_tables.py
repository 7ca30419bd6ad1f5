"""The tables of a report, on facts made by hand."""

from datetime import date

from geoapp.domain.messages import message
from geoapp.exports.periodic.facts import Group, LateProject, SlowMoney
from geoapp.exports.periodic.tables import MOST_SLOW, Wording, groups_table, late_table, money_table

BILLION = 1_000_000_000
W = Wording("vi")


def group(name, capital=None, paid=None):
    return Group(
        name, frozenset(), late=1, not_reported=0, well=2, outside=1,
        investment_vnd=100 * BILLION, progress=50.0, capital_vnd=capital, paid_vnd=paid,
    )  # fmt: skip


def test_the_last_row_sums_the_groups_and_unknown_money_stays_unknown():
    groups = (group("Y tế", 20 * BILLION, 5 * BILLION), group(""))
    table = groups_table(groups, "Bảng", message("Sector"), W)
    assert table.rows[1][1] == "chưa nêu cơ quan chủ trì"
    assert table.rows[1][-2:] == ("–", "–")
    assert table.rows[2][1:] == ("Tổng cộng", "8", "2", "0", "4", "2", "200", "", "20", "25%")
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_late_project_without_a_reason_says_so():
    late = LateProject("A", "Đường A", "", 51, 40.5, 60.0, date(2026, 9, 30), date(2027, 1, 5), ())
    (row,) = late_table((late,), W).rows
    assert row == (
        "1", "Đường A (A)", "–", "51", "40,5% / 60%", "30/09/2026; 05/01/2027",
        "chưa báo cáo nguyên nhân",
    )  # fmt: skip


def test_a_long_table_of_slow_money_says_how_many_it_leaves_out():
    slow = SlowMoney("A", "Đường A", "Sở", 10 * BILLION, BILLION, 10.0)
    table = money_table((slow,) * (MOST_SLOW + 5), W)
    assert len(table.rows) == MOST_SLOW
    assert "20 trong 25 dự án" in table.title
