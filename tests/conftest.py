"""What tests share: a private cluster of their own, databases, the web client, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster, attach
from geoapp.db.engine import Database, cluster_database
from geoapp.db.migrate import upgrade
from geoapp.settings import Settings

# The day tests live in, unless they choose another.
TODAY = date(2026, 11, 20)


def pytest_configure() -> None:
    """Take away what the developer's shell would change in the service."""
    for name in list(os.environ):
        if name.startswith("GEOAPP_") or name in {"DATABASE_URL", "HOST", "PORT"}:
            del os.environ[name]


@pytest.fixture(scope="session")
def settings() -> Iterator[Settings]:
    """Settings whose data folder the server's user may enter, as it may not enter /root."""
    folder = Path(tempfile.mkdtemp(prefix="geoapp-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    found = Settings.from_env({"GEOAPP_DATA_DIR": str(folder), "GEOAPP_DURABLE": "0"})
    yield replace(found, today=TODAY)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(found.run_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(settings: Settings) -> Iterator[Cluster]:
    """The private cluster of this test run."""
    with attach(settings) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated(cluster: Cluster) -> str:
    """The name of a migrated, empty database to copy."""
    cluster.create_database("migrated")
    database = cluster_database(cluster, "migrated")
    upgrade(database.owner_engine, database.app_role)
    dispose(database)
    return "migrated"


@pytest.fixture(scope="session")
def sampled(cluster: Cluster, migrated: str) -> str:
    """The name of a database with the real projects to copy."""
    from geoapp.services.sample import load_sample

    cluster.create_database("sampled", template=migrated)
    database = cluster_database(cluster, "sampled")
    with Session(database.app_engine) as session:
        load_sample(session, today=TODAY)
        session.commit()
    dispose(database)
    return "sampled"


@pytest.fixture(scope="module")
def database(cluster: Cluster, migrated: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty, migrated database of this test module's own."""
    yield from copied(cluster, migrated, request)


@pytest.fixture(scope="module")
def sample(cluster: Cluster, sampled: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with the real projects, of this test module's own."""
    yield from copied(cluster, sampled, request)


def copied(cluster: Cluster, template: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    name = f"{template}_{abs(hash(request.node.nodeid)):x}"
    cluster.create_database(name, template=template)
    database = cluster_database(cluster, name)
    yield database
    dispose(database)
    cluster.drop_database(name)


def dispose(database: Database) -> None:
    database.app_engine.dispose()
    database.owner_engine.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session of the service's role on the module's empty database; nothing it does stays."""
    yield from passing_session(database)


@pytest.fixture
def sample_session(sample: Database) -> Iterator[Session]:
    """A session on the module's database with the real projects; nothing it does stays."""
    yield from passing_session(sample)


def passing_session(database: Database) -> Iterator[Session]:
    with database.app_engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()
