"""A project's page shows what is followed of it, and how each figure came about."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.app import create_app
from geoapp.models import CapitalPlan, Obstacle, PlanDecision
from tests.builders import (
    add_agency,
    add_baseline,
    add_milestone,
    add_project,
    add_report,
)
from tests.web.conftest import BROWSER
from tests.web.reading import Page

BILLION = 1_000_000_000


@pytest.fixture
def followed(own_session):
    """A late project with milestones, a decision, capital and obstacles, on 20 November 2026."""
    agency = add_agency(own_session, "SXD", name="Sở Xây dựng", name_en="Construction")
    project = add_project(
        own_session, "F-1", name="Cầu số 1", stage="implementation", investment_vnd=800 * BILLION,
        planned_finish=date(2027, 9, 30), baseline_start=date(2026, 1, 1),
        baseline_finish=date(2027, 1, 1),
    )  # fmt: skip
    add_baseline(own_session, project, date(2026, 1, 1), date(2027, 1, 1))
    add_milestone(own_session, project, date(2026, 1, 1), kind="groundbreaking", name="Khởi công",
                  actual=date(2026, 1, 19))  # fmt: skip
    add_milestone(own_session, project, date(2026, 6, 30), kind="land_handover", name="Mặt bằng")
    for month, percent in (("2026-09", 30), ("2026-10", 40)):
        add_report(own_session, project, month, percent, disbursed_vnd=62 * BILLION)
    given = {"project_id": project.id, "agency_id": agency.id, "raised_on": date(2026, 3, 1)}
    own_session.add_all([
        PlanDecision(project_id=project.id, number="147/QĐ-UBND", decided_on=date(2026, 8, 1),
                     reason="Mặt bằng chậm", finish=date(2027, 9, 30),
                     investment_vnd=800 * BILLION),
        CapitalPlan(project_id=project.id, year=2026, source="central", amount_vnd=150 * BILLION),
        CapitalPlan(project_id=project.id, year=2026, source="oda", amount_vnd=50 * BILLION),
        Obstacle(kind="land_clearance", description="Còn <b>12</b> hộ", due=date(2026, 6, 30),
                 escalated_on=date(2026, 9, 1), escalated_to_id=agency.id, **given),
        Obstacle(kind="task", description="Trình phương án", due=date(2026, 12, 1), **given),
        Obstacle(kind="weather", description="Mưa", resolved_on=date(2026, 5, 2),
                 resolution="Đã làm lại", **given),
    ])  # fmt: skip
    own_session.commit()


def read(client, path):
    response = client.get(path, headers={"Accept": BROWSER})
    assert response.status_code == 200, response.text[:500]
    return " ".join(Page(response.text).text.split())


@pytest.mark.usefixtures("followed")
def test_in_january_the_money_of_last_year_is_not_the_new_years(settings, database):
    january = create_app(replace(settings, today=date(2027, 1, 5)), database).test_client()
    said = read(january, "/projects/F-1")
    assert "Kế hoạch vốn năm 2027chưa có" in said
    assert "Đã giải ngân năm 2027chưa có" in said


VIETNAMESE = [
    "31%", "62 tỷ đồng / 200 tỷ đồng", "kém 57 điểm so với giải ngân đều",
    "đã điều chỉnh 1 lần", "gần nhất theo 147/QĐ-UBND", "theo nhịp 3 tháng gần nhất",
    "Khởi công", "(+18 ngày)", "Bàn giao mặt bằng", "Quá hạn 143 ngày",
    "2 đang mở", "1 quá hạn", "Còn <b>12</b> hộ", "hạn 30/06/2026", "Sở Xây dựng",
    "Đã báo cáo lên cấp trên ngày 01/09/2026", "Nhiệm vụ được giao", "1 đã giải quyết",
    "Ngân sách trung ương", "Mặt bằng chậm", "như phê duyệt lần đầu",
    "Đường thẳng giữa hai mốc của kế hoạch gốc", "Theo nhịp ba tháng gần nhất",
]  # fmt: skip
ENGLISH = [
    "57 points behind an even year", "Land handed over", "143 days overdue", "(+18 days)",
    "To resolve:", "Construction", "Task given", "Central budget", "straight line",
    "At the pace of the last three months",
]  # fmt: skip


@pytest.mark.usefixtures("followed")
@pytest.mark.parametrize(
    ("address", "words"), [("/projects/F-1", VIETNAMESE), ("/projects/F-1?lang=en", ENGLISH)]
)
def test_everything_is_said(own_client, address, words):
    text = read(own_client, address)
    assert [word for word in words if word not in text] == []


@pytest.mark.usefixtures("followed")
def test_the_overdue_obstacle_stands_before_the_task_that_is_not(own_client):
    text = read(own_client, "/projects/F-1")
    assert text.index("Giải phóng mặt bằng –") < text.index("Nhiệm vụ được giao –")


def test_the_baselines_two_ends_are_milestones_where_none_were_entered(own_session, own_client):
    project = add_project(own_session, "F-2", baseline_start=date(2026, 1, 1),
                          baseline_finish=date(2027, 1, 1))  # fmt: skip
    add_baseline(own_session, project, date(2026, 1, 1), date(2027, 1, 1))
    own_session.commit()
    text = read(own_client, "/projects/F-2")
    assert "Khởi công 01/01/2026" in text
    assert "Hoàn thành 01/01/2027" in text


def test_a_project_of_which_nothing_is_followed_says_no_more(own_session, own_client):
    add_project(own_session, "F-3")
    own_session.commit()
    text = read(own_client, "/projects/F-3")
    assert "Vướng mắc" not in text
    assert "Chưa có kế hoạch vốn năm 2026" in text
