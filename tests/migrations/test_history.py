"""Every write happens in a revision, and the database itself keeps what stood before."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from geoapp.models import Base, Project, ProjectHistory, Revision
from geoapp.services.revisions import begin_revision, stamp
from tests.builders import add_baseline, add_milestone, add_project, add_report, geometry

WITH_HISTORY = [
    "project",
    "project_identifier",
    "baseline",
    "milestone",
    "progress_report",
    "plan_decision",
    "capital_plan",
    "obstacle",
    "report_photo",
    "target_list",
    "target_item",
    "report_text",
]
A_ROW = {
    "project": "INSERT INTO project (code, name, sector, kind) VALUES ('X', 'X', 'urban', 'park')",
    "project_identifier": "INSERT INTO project_identifier (project_id, scheme, value)"
    " SELECT id, 's', 'v' FROM project WHERE code = 'A'",
    "baseline": "INSERT INTO baseline (project_id, start, finish)"
    " SELECT id, '2024-01-01', '2026-01-01' FROM project WHERE code = 'A'",
    "milestone": "INSERT INTO milestone (project_id, kind, name, planned)"
    " SELECT id, 'other', 'm', '2025-01-01' FROM project WHERE code = 'A'",
    "progress_report": "INSERT INTO progress_report (project_id, month, progress, reported_on)"
    " SELECT id, '2025-01-01', 10, '2025-01-15' FROM project WHERE code = 'A'",
    "plan_decision": "INSERT INTO plan_decision (project_id, number, decided_on, reason, finish)"
    " SELECT id, '12/QĐ-UBND', '2025-01-01', 'r', '2027-01-01' FROM project WHERE code = 'A'",
    "capital_plan": "INSERT INTO capital_plan (project_id, year, source, amount_vnd)"
    " SELECT id, 2026, 'central', 1 FROM project WHERE code = 'A'",
    "obstacle": "INSERT INTO obstacle (project_id, kind, description, raised_on)"
    " SELECT id, 'weather', 'Mưa', '2025-01-01' FROM project WHERE code = 'A'",
    "report_photo": "INSERT INTO report_photo (project_id, report_id, file_sha256, width, height)"
    " SELECT project_id, id, repeat('a', 64), 1, 1 FROM progress_report",
    "target_list": "INSERT INTO target_list (code, name) VALUES ('a', 'A')",
    "target_item": "INSERT INTO target_item (list_id, project_id)"
    " SELECT l.id, p.id FROM target_list l, project p WHERE p.code = 'A'",
    "report_text": "INSERT INTO report_text (period, lang, block, body)"
    " VALUES ('2026-11', 'vi', 'opening', 'Trong tháng')",
}


@pytest.fixture
def filled(session):
    """A session on one project with a row of every kind, and no revision open."""
    fill(session)
    return session


@pytest.fixture
def owner_session(database):
    """The same as the owner of the tables, whom no missing right stops."""
    with Session(database.owner_engine) as session:
        fill(session)
        yield session
        session.rollback()


def fill(session):
    add_project(session, "A", wkt="POINT(107.9 16.3)")
    add_project(session, "B")
    for table in WITH_HISTORY[1:]:
        session.execute(text(A_ROW[table]))
    session.execute(text("SELECT set_config('geoapp.revision', '', true)"))


def before(session, table="project"):
    rows = session.execute(text(f"SELECT * FROM {table}_history ORDER BY superseded_at"))
    return list(rows.mappings())


def test_every_table_that_is_stamped_with_a_revision_has_a_history():
    stamped = {
        name
        for name, table in Base.metadata.tables.items()
        if "revision_id" in table.columns and not name.endswith("_history")
    }
    assert stamped == set(WITH_HISTORY) == set(A_ROW)


WRITES = {
    "INSERT": A_ROW,
    "UPDATE": {table: f"UPDATE {table} SET id = DEFAULT" for table in WITH_HISTORY}
    | {"project": "UPDATE project SET stage = stage"},
    "DELETE": {table: f"DELETE FROM {table}" for table in WITH_HISTORY}
    | {"project": "DELETE FROM project WHERE code = 'B'"},
}


@pytest.mark.parametrize("table", WITH_HISTORY)
@pytest.mark.parametrize("write", WRITES)
def test_nothing_is_written_without_a_revision_not_even_by_the_owner(owner_session, write, table):
    with pytest.raises(DBAPIError, match="a write needs a revision"):
        owner_session.execute(text(WRITES[write][table]))


def test_a_row_is_stamped_with_the_revision_whatever_the_writer_says(session):
    revision = begin_revision(session, actor="an", action="edit", reason="A new bridge")
    session.add(Project(code="A", name="Cầu", sector="transport", kind="bridge", revision_id=1))
    session.flush()
    session.expire_all()
    project = session.scalars(select(Project)).one()
    assert project.revision_id == revision.id
    assert project.recorded_at == session.scalar(text("SELECT now()"))


@pytest.mark.parametrize("said", [
    "stage = stage",
    "revision_id = current_revision() - 1, recorded_at = now()",
    "revision_id = current_revision(), recorded_at = now() - interval '1 day'",
])  # fmt: skip
def test_a_project_is_never_changed_without_its_own_revision_and_time(session, said):
    add_project(session, "A")
    begin_revision(session, actor="an", action="edit", reason="A new bridge")
    with pytest.raises(DBAPIError, match="sets revision_id"):
        session.execute(text(f"UPDATE project SET {said}"))


def test_a_new_row_has_no_earlier_state(session):
    add_project(session)
    assert before(session) == []


def test_the_state_before_a_change_is_kept_with_both_revisions(session):
    project = add_project(session, "A", name="Cầu Thuận An")
    first = project.revision_id
    second = begin_revision(session, actor="an", action="edit", reason="Renamed by decision")
    project.name = "Cầu vượt cửa biển Thuận An"
    session.flush()
    (kept,) = before(session)
    assert (kept["name"], kept["revision_id"]) == ("Cầu Thuận An", first)
    assert (kept["superseded_by"], kept["operation"]) == (second.id, "UPDATE")


@pytest.mark.parametrize("wkt", [
    "POINT(107.123456789012 16.3)",
    "LINESTRING(107.9 16.3, 107.95000000001 16.31, 108 16.3)",
    "MULTIPOLYGON(((107 16, 107.1 16, 107.1 16.1, 107 16)))",
    "GEOMETRYCOLLECTION(POINT(107 16), LINESTRING(107 16, 108 16.5))",
])  # fmt: skip
def test_the_geometry_before_is_kept_to_the_last_bit(session, wkt):
    project = add_project(session, wkt=wkt)
    exact = session.scalar(text("SELECT ST_AsEWKB(geometry) FROM project"))
    project.geometry = geometry("POINT(107 16)")
    session.flush()
    assert session.scalar(text("SELECT ST_AsEWKB(geometry) FROM project_history")) == exact


def test_every_column_of_the_state_before_is_kept(session):
    add_project(
        session, "A", wkt="POINT(107 16)", name_en="Bridge", investment_vnd=760_000_000_000,
        sources=[{"document": "001"}], partner_agency_ids=[], baseline_start=date(2024, 1, 1),
    )  # fmt: skip
    row = dict(session.execute(text("SELECT * FROM project")).mappings().one())
    session.execute(text(f"UPDATE project SET stage = 'suspended', {stamp('project')}"))
    (kept,) = before(session)
    assert {name: kept[name] for name in row} == row


def test_a_deleted_row_is_kept_too(session):
    project = add_project(session, "A")
    session.delete(project)
    session.flush()
    (kept,) = before(session)
    assert (kept["code"], kept["operation"]) == ("A", "DELETE")


def test_a_change_of_many_rows_keeps_each(session):
    for code in "ABC":
        add_project(session, code)
    session.execute(
        text(f"UPDATE project SET funding = 'oda', {stamp('project')} WHERE code < 'C'")
    )
    assert sorted(row["code"] for row in before(session)) == ["A", "B"]


@pytest.mark.parametrize("table", ["milestone", "progress_report", "project_identifier"])
def test_the_other_tables_keep_their_rows_as_well(filled, table):
    begin_revision(filled, actor="an", action="edit", reason="Why not")
    filled.execute(text(f"UPDATE {table} SET project_id = project_id"))
    assert [row["operation"] for row in before(filled, table)] == ["UPDATE"]


def test_the_model_of_the_history_reads_what_was_kept(session):
    project = add_project(session, "A")
    project.name = "B"
    session.flush()
    kept = session.scalars(select(ProjectHistory)).one()
    assert (kept.code, kept.name, kept.operation) == ("A", "Dự án A", "UPDATE")


def test_a_revision_ends_with_its_transaction(database):
    with database.app_engine.connect() as connection:
        connection.execute(text("SELECT set_config('geoapp.revision', '1', true)"))
        connection.rollback()
        with pytest.raises(DBAPIError, match="a write needs a revision"):
            connection.execute(text(A_ROW["project"]))


def test_a_revision_that_does_not_exist_is_refused(session):
    session.execute(text("SELECT set_config('geoapp.revision', '999999', true)"))
    with pytest.raises(DBAPIError, match="not made by this transaction"):
        session.execute(text(A_ROW["project"]))


@pytest.fixture
def earlier(database):
    """The number of a revision that another transaction made."""
    with Session(database.app_engine) as session:
        number = begin_revision(session, actor="lan", action="edit", reason="Of her own").id
        session.commit()
    yield number
    with database.owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM revision"))


NAMED = "SELECT set_config('geoapp.revision', CAST(:number AS text), true)"


@pytest.mark.parametrize("table", ["project", "milestone", "progress_report"])
def test_nobody_writes_in_the_name_of_an_earlier_revision(filled, earlier, table):
    filled.execute(text(NAMED), {"number": earlier})
    with pytest.raises(DBAPIError, match="not made by this transaction"):
        filled.execute(text(A_ROW[table]))


def test_nobody_takes_on_another_name_within_a_statement(filled, earlier):
    begin_revision(filled, actor="an", action="edit", reason="Of their own")
    change = f"UPDATE project SET name = 'B' || ({NAMED}), {stamp('project')}"
    with pytest.raises(DBAPIError, match="not made by this transaction"):
        filled.execute(text(change), {"number": earlier})


def test_a_revision_names_the_transaction_that_made_it_whatever_it_claims(filled):
    filled.execute(
        text("""
            INSERT INTO revision (actor, action, reason, transaction)
            VALUES ('an', 'edit', 'Claims another', 1)""")
    )
    claimed = select(Revision.transaction).where(Revision.reason == "Claims another")
    own = text("SELECT pg_current_xact_id()::text::bigint")
    assert filled.scalar(claimed) == filled.scalar(own)


FORBIDDEN = [
    *(
        f"{write} {table}"
        for table in ("revision", *(f"{name}_history" for name in WITH_HISTORY))
        for write in ("DELETE FROM", "TRUNCATE")
    ),
    "UPDATE revision SET reason = 'another'",
    *(f"UPDATE {name}_history SET operation = 'x'" for name in WITH_HISTORY),
    *(f"INSERT INTO {name}_history SELECT * FROM {name}_history" for name in WITH_HISTORY),
    "UPDATE baseline SET finish = '2030-01-01'",
    "DELETE FROM baseline",
    "TRUNCATE baseline",
    "TRUNCATE project CASCADE",
    "DELETE FROM progress_report",
    "ALTER TABLE project DISABLE TRIGGER ALL",
    "DROP TRIGGER keep_update ON project",
    "DROP TABLE revision CASCADE",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (id int)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION current_revision() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "COPY revision TO PROGRAM 'true'",
    "SET ROLE geoapp_owner",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_services_role_cannot(filled, statement):
    begin_revision(filled, actor="an", action="edit", reason="A revision does not help")
    with pytest.raises(ProgrammingError, match=r"denied|must be (owner|member|superuser)"):
        filled.execute(text(statement))


def test_the_services_role_owns_nothing(session):
    owned = session.scalar(
        text("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
    )
    assert owned == 0


@pytest.mark.parametrize("column", ["actor", "reason"])
def test_a_revision_says_who_and_why(session, column):
    given = {"actor": "an", "action": "edit", "reason": "Because"} | {column: "  "}
    with pytest.raises(DBAPIError, match=f"revision_{column}_check"):
        begin_revision(session, **given)


def test_a_baseline_is_given_once(session):
    project = add_project(session)
    add_baseline(session, project, date(2024, 1, 1), date(2026, 1, 1))
    with pytest.raises(DBAPIError, match="baseline_project_id_key"):
        add_baseline(session, project, date(2025, 1, 1), date(2027, 1, 1))


def test_a_corrected_report_leaves_the_first_one_standing(session):
    project = add_project(session)
    add_report(session, project, "2026-10", 40)
    add_report(session, project, "2026-10", 45)
    session.refresh(project)
    assert project.progress == 45
    assert session.scalar(text("SELECT count(*) FROM progress_report")) == 2


def test_milestones_are_kept_when_they_move(session):
    project = add_project(session)
    milestone = add_milestone(session, project, date(2025, 1, 1))
    milestone.planned = date(2025, 6, 1)
    session.flush()
    assert [row["planned"] for row in before(session, "milestone")] == [date(2025, 1, 1)]


def test_the_last_revision_tells_who_when_and_why(session):
    add_project(session)
    revision = session.scalars(select(Revision)).one()
    assert (revision.actor, revision.reason) == ("test", "Because a test says so")
    assert revision.at is not None
