"""The schema is brought up to date once, whoever asks."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import inspect, text

from geoapp.db.engine import cluster_database
from geoapp.db.migrate import known_revisions, upgrade


def test_a_migrated_database_has_the_newest_version(database):
    with database.owner_engine.connect() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert version in known_revisions()


def test_migrating_again_changes_nothing(database):
    before = inspect(database.owner_engine).get_table_names()
    upgrade(database.owner_engine, database.app_role)
    assert inspect(database.owner_engine).get_table_names() == before


def test_starts_at_once_migrate_in_turn(cluster):
    cluster.create_database("two_starts")
    starts = [cluster_database(cluster, "two_starts") for _ in range(3)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda start: upgrade(start.owner_engine, start.app_role), starts))
    with starts[0].owner_engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    for start in starts:
        start.app_engine.dispose()
        start.owner_engine.dispose()
    cluster.drop_database("two_starts")
