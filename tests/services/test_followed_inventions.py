"""Invented milestones, decisions, capital and obstacles: marked, and of one mind with reports."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select, text

from geoapp.models import Baseline, CapitalPlan, Milestone, Obstacle, PlanDecision, Project
from geoapp.services.sample import load_sample

DAY = date(2026, 11, 20)
FOLLOWED = (Milestone, PlanDecision, CapitalPlan, Obstacle)


@pytest.mark.parametrize("model", FOLLOWED)
def test_every_invented_row_is_marked(sample_session, model):
    assert set(sample_session.scalars(select(model.illustrative))) == {True}


@pytest.mark.parametrize("model", FOLLOWED)
def test_without_inventions_nothing_is_there(session, model):
    load_sample(session, today=DAY, illustrative=False)
    assert session.scalar(select(func.count()).select_from(model)) == 0


def test_land_clearance_is_the_first_of_the_open_obstacles(sample_session):
    kinds = Counter(
        sample_session.scalars(
            select(Obstacle.kind).where(Obstacle.resolved_on.is_(None), Obstacle.kind != "task")
        )
    )
    assert kinds.most_common(1)[0][0] == "land_clearance"


def test_most_late_projects_have_an_open_obstacle(sample_session):
    blocked = sample_session.scalars(
        text("""
            SELECT EXISTS (SELECT FROM obstacle o
                           WHERE o.project_id = p.id AND o.resolved_on IS NULL)
            FROM project p WHERE schedule_status(stage, progress, planned_progress,
              planned_finish, report_month, :day, '2026-10-01', 5) = 'late'"""),
        {"day": DAY},
    ).all()
    assert len(blocked) == 20
    assert sum(blocked) > 14


def test_a_year_of_capital_adds_up_to_the_plan_of_the_year(sample_session):
    sums = dict(
        sample_session.execute(
            select(CapitalPlan.project_id, func.sum(CapitalPlan.amount_vnd))
            .where(CapitalPlan.year == DAY.year)
            .group_by(CapitalPlan.project_id)
        ).all()
    )
    planned = select(Project.id, Project.plan_year_vnd).where(Project.plan_year_vnd.is_not(None))
    assert sums == dict(sample_session.execute(planned).all())


def test_a_decision_moves_the_plan_and_leaves_the_baseline(sample_session):
    rows = sample_session.execute(
        select(PlanDecision.finish, Project.planned_finish, Baseline.finish)
        .join(Project, Project.id == PlanDecision.project_id)
        .join(Baseline, Baseline.project_id == Project.id)
    ).all()
    assert rows
    assert all(decided == planned > baseline for decided, planned, baseline in rows)


def test_nothing_has_happened_after_the_day_of_loading(sample_session):
    assert sample_session.scalar(select(func.max(Milestone.actual))) <= DAY
    assert sample_session.scalar(select(func.max(Obstacle.resolved_on))) <= DAY


def test_land_that_is_not_cleared_was_not_handed_over(sample_session):
    held_up = select(Obstacle.project_id).where(
        Obstacle.kind == "land_clearance", Obstacle.resolved_on.is_(None)
    )
    handed_over = select(Milestone.actual).where(
        Milestone.kind == "land_handover", Milestone.project_id.in_(held_up)
    )
    assert set(sample_session.scalars(handed_over)) == {None}
