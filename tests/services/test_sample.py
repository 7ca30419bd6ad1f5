"""Loading the sample: complete at once, again without harm, never over somebody's edits."""

import json
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.db.engine import cluster_database
from geoapp.ingest.sample import FOLDER
from geoapp.models import (
    Agency,
    Area,
    Baseline,
    ProgressReport,
    Project,
    ProjectIdentifier,
    Revision,
)
from geoapp.services.revisions import begin_revision
from geoapp.services.sample import load_sample

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path):
    for path in FOLDER.glob("*.*json"):
        shutil.copy(path, tmp_path)
    return tmp_path


def rename(folder, code, name):
    path = folder / "projects.geojson"
    projects = json.loads(path.read_text("utf-8"))
    for feature in projects["features"]:
        if feature["properties"]["code"] == code:
            feature["properties"]["name"] = name
    path.write_text(json.dumps(projects), "utf-8")


def project(session: Session, code: str) -> Project:
    return session.scalars(select(Project).where(Project.code == code)).one()


def count(session: Session, model) -> int:
    return session.scalar(select(func.count()).select_from(model))


def edit(session: Session, code: str, **values) -> None:
    begin_revision(session, actor="planner", action="edit", reason="A person knows better")
    for name, value in values.items():
        setattr(project(session, code), name, value)
    session.flush()


def statuses(session: Session, day: date, month_due: date) -> Counter:
    rows = session.execute(
        text("""
            SELECT coalesce(schedule_status(stage, progress, planned_progress, planned_finish,
                   report_month, :day, :due, 5), 'outside') FROM project"""),
        {"day": day, "due": month_due},
    )
    return Counter(row[0] for row in rows)


def test_everything_is_there(sample_session):
    assert count(sample_session, Project) == 127
    assert count(sample_session, Area) == 155 + 428
    assert count(sample_session, Agency) == 41
    assert count(sample_session, ProjectIdentifier) == 3
    placed = select(func.count()).where(Project.geometry.is_not(None))
    assert sample_session.scalar(placed) == 120


def test_one_revision_says_who_and_why(sample_session):
    revision = sample_session.scalars(select(Revision)).one()
    assert revision.action == "load-sample"
    assert revision.actor.startswith("shell:")


def test_stated_figures_are_kept_and_not_illustrative(sample_session):
    cluster = project(sample_session, "TTH-019")
    assert cluster.area_ha == 32
    assert "area_ha" not in cluster.illustrative_fields
    schools = project(sample_session, "TTH-098")
    assert (schools.investment_vnd, schools.illustrative_fields) == (100_000_000_000, [])


def test_invented_figures_are_named_field_by_field(sample_session):
    for one in sample_session.scalars(select(Project)):
        if one.progress is not None or one.baseline_start is not None:
            assert {"progress", "baseline_start", "investment_vnd"} <= set(one.illustrative_fields)
        else:
            assert one.illustrative_fields == []
    assert set(sample_session.scalars(select(Baseline.illustrative))) == {True}
    assert set(sample_session.scalars(select(ProgressReport.illustrative))) == {True}


def test_a_fresh_load_shows_every_status(sample_session):
    found = statuses(sample_session, DAY, date(2026, 10, 1))
    assert found == {"on_time": 62, "not_reported": 28, "late": 20, "ahead": 5, "outside": 12}


def test_no_report_is_later_than_the_day_of_loading(sample_session):
    assert sample_session.scalar(select(func.max(ProgressReport.reported_on))) <= DAY


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 1, 5), date(2025, 12, 1)), (date(2028, 2, 29), date(2028, 2, 1))],
)
def test_the_mix_does_not_depend_on_the_month_of_loading(session, day, due):
    load_sample(session, today=day)
    found = statuses(session, day, due)
    assert found == {"on_time": 62, "not_reported": 28, "late": 20, "ahead": 5, "outside": 12}


def test_money_paid_adds_up_within_a_year_and_begins_anew(session):
    load_sample(session, today=DAY)
    one = project(session, "TTH-001")
    reports = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.project_id == one.id)
        .order_by(ProgressReport.month)
    ).all()
    by_year = {year: [r.disbursed_vnd for r in reports if r.month.year == year]
               for year in (2025, 2026)}  # fmt: skip
    assert by_year[2026] == sorted(by_year[2026])
    assert by_year[2026][0] < by_year[2026][-1]


def test_loading_again_changes_nothing_and_leaves_no_revision(session):
    load_sample(session, today=DAY)
    said = str(load_sample(session, today=date(2027, 3, 1)))
    assert "0 new, 0 brought up to date, 127 unchanged, 0 left" in said
    assert count(session, Revision) == 1


def test_two_loads_at_once_load_once(cluster, migrated):
    cluster.create_database("two_loads", template=migrated)
    database = cluster_database(cluster, "two_loads")

    def load(_: int) -> str:
        with Session(database.app_engine) as session:
            return str(load_sample(session, today=DAY))

    with ThreadPoolExecutor() as pool:
        said = sorted(pool.map(load, range(2)))
    assert ["0 new" in said[0], "127 new" in said[1]] == [True, True]
    database.app_engine.dispose()
    database.owner_engine.dispose()
    cluster.drop_database("two_loads")


def test_a_newer_sample_refreshes_what_nobody_edited(session, folder):
    load_sample(session, today=DAY)
    rename(folder, "TTH-001", "Tên mới")
    said = str(load_sample(session, folder, today=DAY))
    assert "1 brought up to date" in said
    session.expire_all()
    assert project(session, "TTH-001").name == "Tên mới"
    assert project(session, "TTH-001").investment_vnd is not None


def test_a_persons_edit_is_never_overwritten(session, folder):
    load_sample(session, today=DAY)
    edit(session, "TTH-001", name="Người sửa", stage="cancelled")
    rename(folder, "TTH-001", "Tên mới")
    said = str(load_sample(session, folder, today=DAY))
    assert "1 left as somebody edited them" in said
    session.expire_all()
    assert (project(session, "TTH-001").name, project(session, "TTH-001").stage) == (
        "Người sửa",
        "cancelled",
    )


def test_a_deleted_project_is_not_made_again(session):
    load_sample(session, today=DAY)
    begin_revision(session, actor="planner", action="delete", reason="Entered twice")
    session.delete(project(session, "TTH-003"))
    session.flush()
    load_sample(session, today=DAY)
    gone = select(func.count()).where(Project.code == "TTH-003")
    assert session.scalar(gone) == 0


def test_without_invented_figures_nothing_is_illustrative(session):
    load_sample(session, today=DAY, illustrative=False)
    assert count(session, ProgressReport) == 0
    assert count(session, Baseline) == 0
    assert not session.scalar(
        select(func.count()).where(func.cardinality(Project.illustrative_fields) > 0)
    )


def test_agencies_lead_to_those_that_followed(sample_session):
    rows = sample_session.execute(
        text("""
            WITH RECURSIVE following AS (
              SELECT id, code FROM agency WHERE code = 'TTH-SGTVT'
              UNION ALL SELECT a.id, a.code FROM following f
              JOIN agency_successor s ON s.agency_id = f.id JOIN agency a ON a.id = s.successor_id)
            SELECT code FROM following""")
    )
    assert [row.code for row in rows] == ["TTH-SGTVT", "HUE-SGTVT", "HUE-SXD"]
