"""What a periodic report tells, on hand-made projects: on 20 November 2026."""

from datetime import date

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.periods import parse_period
from geoapp.models import CapitalPlan, Obstacle
from geoapp.services.periodic import as_of_period, gather_facts
from tests.builders import (
    TODAY,
    add_agency,
    add_milestone,
    add_project,
    add_report,
    ask,
    revise,
)

NOVEMBER = parse_period("2026-11")
BILLION = 1_000_000_000


def facts(session, period="2026-11", **filters):
    return gather_facts(session, ask(session, **filters), parse_period(period), "vi")


def late_project(session, code="A", **values):
    given = {"stage": "implementation", "planned_finish": date(2026, 9, 30)} | values
    project = add_project(session, code, **given)
    add_report(session, project, "2026-10", 40)
    add_report(session, project, "2026-11", 50, reason="Thiếu vật liệu")
    return project


def add_obstacle(session, project, **values):
    revise(session)
    given = {"kind": "land_clearance", "description": "Còn 3 hộ", "raised_on": date(2026, 9, 1)}
    session.add(Obstacle(project_id=project.id, **given | values))
    session.flush()


def test_a_late_project_has_its_obstacles_and_its_last_reports_reason(session):
    project = late_project(session)
    add_obstacle(session, project, due=date(2026, 11, 10))
    add_obstacle(session, project, kind="task", description="Họp dân", due=date(2026, 12, 1))
    add_obstacle(
        session, project, kind="weather", resolved_on=date(2026, 10, 1), resolution="Đã tạnh"
    )
    (late,) = facts(session).late
    assert (late.code, late.days_late) == ("A", 51)
    assert late.reasons == ("Giải phóng mặt bằng: Còn 3 hộ", "Thiếu vật liệu")


def test_obstacles_past_their_day_are_counted_in_days(session):
    project = late_project(session)
    resolver = add_agency(session, "SYT")
    add_obstacle(session, project, due=date(2026, 11, 10), agency_id=resolver.id)
    add_obstacle(session, project, due=TODAY)
    (overdue,) = facts(session).obstacles
    assert (overdue.days, overdue.agency) == (10, "Sở SYT")


def test_agencies_that_owe_reports_are_named_with_what_they_owe(session):
    silent, told = add_agency(session, "SXD"), add_agency(session, "SYT")
    add_project(session, "A", stage="implementation", lead_agency_id=silent.id, name="Đường A")
    add_project(session, "B", stage="completion", lead_agency_id=silent.id)
    project = add_project(session, "C", stage="implementation", lead_agency_id=told.id)
    add_report(session, project, "2026-11", 10)
    (owing,) = facts(session, today=date(2026, 11, 21)).silent
    assert (owing.name, owing.due, owing.missing) == ("Sở SXD", 1, 1)
    assert (owing.projects, owing.last_report) == (("Đường A (A)",), None)


def test_works_begun_and_completed_are_those_of_the_period(session):
    for code, day in (("A", date(2026, 11, 3)), ("B", date(2026, 10, 31))):
        project = add_project(session, code, stage="implementation")
        add_milestone(session, project, day, kind="groundbreaking", actual=day)
    add_project(session, "C", stage="completion", actual_finish=date(2026, 11, 20))
    month, quarter = facts(session), facts(session, "2026-Q4")
    assert [one.code for one in month.started] == ["A"]
    assert [one.code for one in quarter.started] == ["B", "A"]
    assert [one.code for one in month.finished] == ["C"]


def test_money_is_the_years_against_an_even_year(session):
    project = add_project(session, "A", stage="implementation")
    add_report(session, project, "2026-11", 50, disbursed_vnd=30 * BILLION)
    revise(session)
    session.add(
        CapitalPlan(project_id=project.id, year=2026, source="central", amount_vnd=60 * BILLION)
    )
    session.flush()
    money = facts(session).money
    assert (money.planned, money.told, money.percent) == (1, 1, 50.0)
    # 323 of 365 days lie behind 20 November.
    assert money.planned_percent == pytest.approx(88.49, abs=0.01)
    assert [one.code for one in money.behind] == ["A"]


def test_groups_count_every_project_once_and_follow_successors(session):
    former = add_agency(session, "CU")
    add_agency(session, "MOI", after=[former])
    for code, sector in (("A", "transport"), ("B", "health")):
        add_project(session, code, sector=sector, lead_agency_id=former.id)
    add_project(session, "C")
    found = facts(session)
    assert {one.name: one.projects for one in found.agencies} == {"Sở MOI": 2, "": 1}
    assert sum(one.projects for one in found.sectors) == found.projects == 3


def test_a_period_that_lasts_is_seen_as_now_and_a_past_one_by_its_last_month():
    empty = ProjectFilter()
    assert as_of_period(empty, parse_period("2026-Q4"), TODAY).month is None
    assert as_of_period(empty, parse_period("2026-Q3"), TODAY).month == date(2026, 9, 1)
    with pytest.raises(BadParameter):
        as_of_period(empty, parse_period("2027-01"), TODAY)


def test_nothing_that_matches_is_told_as_nothing(session):
    add_project(session, "A")
    found = facts(session, q="không có dự án này")
    assert (found.projects, found.sectors, found.late, found.money.percent) == (0, (), (), None)
