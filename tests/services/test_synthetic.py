"""A synthetic province is the same for the same seed, whole, and never replaces real data."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.services.revisions import begin_revision
from geoapp.services.synthetic import make_sample, settle

TODAY = date(2026, 11, 20)
COUNT = 2_000
# All that a seed decides; the times of recording are the day's own.
ROWS = """
SELECT md5(string_agg(md5((to_jsonb(p) - 'recorded_at')::text), '' ORDER BY id)) FROM project p"""
FORMS = """
SELECT GeometryType(geometry), ST_NPoints(geometry), count(*) FROM project GROUP BY 1, 2"""
STATUS = """
SELECT DISTINCT schedule_status(stage, progress, planned_progress, planned_finish, report_month,
                                '2026-11-20', '2026-10-01', 5) FROM project"""
OTHER_THAN_THE_RULE = """
SELECT count(*) FROM progress_report
WHERE planned_progress IS DISTINCT FROM planned_progress_on(project_id, reported_on)
   OR days_behind IS DISTINCT FROM reported_on - plan_day_of(project_id, progress)"""


@pytest.fixture(scope="module")
def province(database):
    with Session(database.owner_engine) as session:
        make_sample(session, projects=COUNT, seed=7, today=TODAY)
    settle(database.owner_engine)
    return database


@pytest.fixture
def owner(province):
    with Session(province.owner_engine) as session:
        yield session


def counted(session, condition="true", table="project"):
    return session.scalar(text(f"SELECT count(*) FROM {table} WHERE {condition}"))


def test_there_are_as_many_projects_as_asked_for(owner):
    assert counted(owner) == COUNT


def test_most_are_points_then_lines_then_areas(owner):
    forms = owner.execute(text(FORMS)).all()
    shares = {(form, points): round(count / COUNT, 1) for form, points, count in forms if form}
    assert shares == {("POINT", 1): 0.7, ("LINESTRING", 50): 0.2, ("POLYGON", 61): 0.1}


def test_every_project_is_tied_those_without_a_place_by_the_unit_they_name(owner):
    assert counted(owner, "tie_set_id IS NULL") == 0
    assert 0 < counted(owner, "geometry IS NULL") < 0.05 * COUNT


def test_every_located_project_has_a_province_a_former_district_and_a_commune(owner):
    levels = text("""
        SELECT DISTINCT cardinality(levels) FROM (
          SELECT p.id, array_agg(DISTINCT a.level) AS levels FROM project p
          JOIN tie USING (tie_set_id) JOIN area a ON a.id = area_id
          WHERE p.geometry IS NOT NULL AND a.geometry IS NOT NULL GROUP BY p.id) tied""")
    assert owner.scalars(levels).all() == [3]


@pytest.mark.parametrize("level", ["district", "commune"])
def test_units_of_a_level_cover_the_province_once(owner, level):
    covered = text("""
        SELECT sum(ST_Area(geometry)) FILTER (WHERE level = :level)
             / sum(ST_Area(geometry)) FILTER (WHERE level = 'province') FROM area""")
    union = text("""
        SELECT ST_Area(ST_Union(geometry) FILTER (WHERE level = :level))
             / sum(ST_Area(geometry)) FILTER (WHERE level = 'province') FROM area""")
    assert owner.scalar(covered, {"level": level}) == pytest.approx(1, abs=1e-9)
    assert owner.scalar(union, {"level": level}) == pytest.approx(1, abs=1e-9)


def test_every_schedule_status_occurs(owner):
    assert set(owner.scalars(text(STATUS))) == {None, "late", "not_reported", "on_time", "ahead"}


@pytest.mark.parametrize(
    ("column", "least"), [("sector", 16), ("kind", 40), ("stage", 6), ("funding", 5)]
)
def test_every_class_occurs(owner, column, least):
    assert owner.scalar(text(f"SELECT count(DISTINCT {column}) FROM project")) >= least


def test_some_projects_are_still_led_by_an_agency_that_was_merged(owner):
    assert counted(owner, "lead_agency_id IN (SELECT agency_id FROM agency_successor)") > 0


def test_reports_carry_the_plan_as_the_database_would_write_it(owner):
    assert counted(owner, table="progress_report") > COUNT
    assert owner.scalar(text(OTHER_THAN_THE_RULE)) == 0


def test_what_stood_before_the_ties_is_in_the_history(owner):
    before = text("""
        SELECT count(DISTINCT id) FROM project_history
        WHERE operation = 'UPDATE' AND tie_set_id IS NULL""")
    assert owner.scalar(before) == COUNT


def test_all_indexes_are_back(owner):
    assert (
        counted(owner, "tablename = 'project' AND indexname = 'project_figures'", "pg_indexes") == 1
    )


def test_the_same_seed_makes_the_same_rows_and_another_seed_others(owner):
    first = owner.scalar(text(ROWS))
    make_sample(owner, projects=COUNT, seed=8, today=TODAY)
    other = owner.scalar(text(ROWS))
    make_sample(owner, projects=COUNT, seed=7, today=TODAY)
    assert owner.scalar(text(ROWS)) == first != other


def test_data_that_is_not_synthetic_is_left_alone(owner):
    begin_revision(owner, actor="planner", action="edit", reason="A real change")
    with pytest.raises(Conflict, match="more than a synthetic province"):
        make_sample(owner, projects=10, seed=1, today=TODAY)


def test_units_that_nobody_recorded_are_left_alone_too(owner):
    owner.execute(text("TRUNCATE revision CASCADE"))
    with pytest.raises(Conflict):
        make_sample(owner, projects=10, seed=1, today=TODAY)
