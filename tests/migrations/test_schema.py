"""Migrations go up and down again, and make the tables that the models describe."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from geoapp.db.cluster import Cluster
from geoapp.db.engine import cluster_database
from geoapp.db.migrate import _config, known_revisions

OURS = """
    SELECT format('%s %s', relkind, relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S', 'i')
    UNION SELECT 'function ' || oid::regprocedure FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION SELECT 'type ' || typname FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
    EXCEPT SELECT format('%s %s', relkind, relname) FROM pg_class WHERE relname ~ '^alembic_version'
"""


def everything(connection):
    return set(connection.scalars(text(OURS)))


@pytest.fixture
def owner(cluster: Cluster):
    """The owner's connection to a new database without any of our tables."""
    cluster.create_database("up_and_down")
    database = cluster_database(cluster, "up_and_down")
    with database.owner_engine.connect() as connection:
        yield connection
    database.owner_engine.dispose()
    database.app_engine.dispose()
    cluster.drop_database("up_and_down")


def go(connection, where, to):
    config = _config()
    config.attributes.update(connection=connection, app_role="geoapp_app")
    where(config, to)
    connection.commit()


def test_every_step_down_takes_away_all_that_the_step_up_made(owner):
    for version in sorted(known_revisions()):
        before = everything(owner)
        go(owner, command.upgrade, version)
        there = everything(owner)
        go(owner, command.downgrade, "-1")
        assert everything(owner) == before, version
        go(owner, command.upgrade, version)
        assert everything(owner) == there, version


def test_there_is_one_line_of_migrations():
    script = ScriptDirectory.from_config(_config())
    assert len(script.get_heads()) == 1


def test_the_models_describe_the_tables_that_the_migrations_make(owner):
    go(owner, command.upgrade, "head")
    config = _config()
    config.attributes.update(connection=owner)
    command.check(config)


def test_a_service_that_owns_its_tables_needs_no_grants(owner):
    config = _config()
    config.attributes.update(connection=owner, app_role=None)
    command.upgrade(config, "head")
    granted = (
        "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'geoapp_app'"
    )
    assert owner.scalar(text(granted)) == 0


def test_a_history_has_the_columns_of_its_table(database):
    columns = (
        "SELECT attname, atttypid::regtype::text FROM pg_attribute WHERE attnum > 0 AND attrelid"
    )
    with database.owner_engine.connect() as connection:
        for history in connection.scalars(text(
            "SELECT relname FROM pg_class WHERE relname LIKE '%\\_history' AND relkind = 'r'"
        )).all():  # fmt: skip
            table = history.removesuffix("_history")
            both = [set(connection.execute(text(f"{columns} = '{name}'::regclass")))
                    for name in (table, history)]  # fmt: skip
            assert {name for name, _ in both[1] - both[0]} == {
                "superseded_by", "superseded_at", "operation"}  # fmt: skip
            assert both[0] <= both[1]
