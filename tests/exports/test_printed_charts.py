"""The charts of an export tell of the same projects as its table."""

from collections import Counter
from dataclasses import replace

import pytest

from geoapp.exports.options import ExportOptions
from geoapp.exports.printed_charts import charts_of, project_chart
from tests.exports.conftest import PHU_LOC

DRAWN = ExportOptions(sections=("charts", "projects"))


@pytest.fixture
def district(gathered):
    return gathered(DRAWN, area=PHU_LOC)


def test_works_money_statuses_and_sectors_are_drawn(district):
    assert [one.kind for one in charts_of(district)] == ["works", "money", "statuses", "sectors"]
    assert not any(one.empty for one in charts_of(district))


def test_statuses_and_sectors_count_every_project(district):
    *_, statuses, sectors = charts_of(district)
    found = Counter(one.properties["schedule"] or "outside" for one in district.projects)
    counted = [int(cell) for _, cell in statuses.chart.table.rows]
    assert sum(counted) == len(district.projects)
    assert counted[0] == found["late"] == sum(int(row[1]) for row in sectors.chart.table.rows)


def test_the_last_average_is_that_of_the_months_own_reports(district):
    works = charts_of(district)[0].chart.table
    month, reports = works.rows[0][0], int(works.rows[0][-1])
    told = [project_chart(district, one) for one in district.projects]
    assert sum(row[0] == month and row[1] != "chưa báo cáo" for one in told if one
               for row in one.table.rows) == reports  # fmt: skip


def test_a_project_that_never_reported_has_no_chart(district):
    silent = replace(district, told=replace(district.told, of_project={}))
    assert project_chart(silent, district.projects[0]) is None


def test_without_reports_works_and_money_are_empty_and_say_so(district):
    silent = replace(district, told=replace(district.told, works=(), paid=()))
    works, money, *rest = charts_of(silent)
    assert (works.empty, money.empty) == (True, True)
    assert works.chart.sentence == "Chưa có báo cáo tiến độ thi công."
    assert not any(one.empty for one in rest)


def test_charts_that_were_not_asked_for_are_not_gathered(gathered):
    assert charts_of(gathered(area=PHU_LOC)) == ()


def test_the_chart_of_sectors_says_how_many_no_bar_holds(gathered):
    content = gathered(ExportOptions(sections=("charts",)), area="district:480@2024-12-31")
    sectors = charts_of(content)[-1].chart
    outside = sum(one.properties["schedule"] is None for one in content.projects)
    counted = sum(int(row[-1]) for row in sectors.table.rows)
    assert counted + outside == len(content.projects) > counted
    assert f"Không tính {outside} dự án dừng, hủy hoặc hoàn thành." in sectors.sentence
