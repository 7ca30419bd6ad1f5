"""What tests share: a private cluster of their own, databases, the web client, a browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster, attach
from geoapp.db.engine import Database, cluster_database
from geoapp.db.locks import FileLock
from geoapp.db.migrate import upgrade
from geoapp.settings import Settings

# The day tests live in, unless they choose another.
TODAY = date(2026, 11, 20)

# On a machine with much else to do.
STOPS_WITHIN_S = 90

# Where tests are broken off, what they started stops as at Ctrl-C.
ENDING_WITH_US = ["setpriv", "--pdeathsig", "INT", "--"] if shutil.which("setpriv") else []

# Below those that the system gives away by itself; processes of one run begin apart.
_ports = count(20_000 + os.getpid() * 50 % 10_000)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure() -> None:
    """Take away what the developer's shell would change in the service, and chance and haste."""
    hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("same")
    for name in list(os.environ):
        if name.startswith("GEOAPP_") or name in {"DATABASE_URL", "HOST", "PORT"}:
            del os.environ[name]


@pytest.fixture(scope="session")
def settings() -> Iterator[Settings]:
    """Settings whose data folder the server's user may enter, as it may not enter /root."""
    folder = Path(tempfile.mkdtemp(prefix="geoapp-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    found = Settings.from_env({"GEOAPP_DATA_DIR": str(folder), "GEOAPP_DURABLE": "0"})
    # Tests run jobs themselves; those of workers ask for one.
    yield replace(found, today=TODAY, workers=0)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(found.run_dir, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(settings: Settings) -> Iterator[Cluster]:
    """The private cluster of this test run."""
    with attach(settings) as cluster:
        yield cluster
    # The keeper lets its lock go once everything has stopped; the folder may be deleted then.
    assert FileLock(cluster.folder.keeper_lock).wait(STOPS_WITHIN_S)


@pytest.fixture(scope="session")
def blank(cluster: Cluster) -> str:
    """The name of a database with its extensions and nothing else, to copy."""
    cluster.create_database("blank")
    return "blank"


@pytest.fixture(scope="session")
def migrated(cluster: Cluster, blank: str) -> str:
    """The name of a migrated, empty database to copy."""
    cluster.create_database("migrated", template=blank)
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
        # A test may look at pages for longer than the service lets a transaction wait.
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture(scope="module")
def app(settings: Settings, sample: Database) -> Flask:
    """The web application over the real projects."""
    from geoapp.app import create_app

    return create_app(settings, sample)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Asks the application over the real projects without a server between."""
    return app.test_client()


@pytest.fixture
def empty_client(settings: Settings, database: Database) -> FlaskClient:
    """Asks the application over an empty database."""
    from geoapp.app import create_app

    return create_app(settings, database).test_client()


@pytest.fixture(scope="session")
def live_server(settings: Settings, cluster: Cluster, sampled: str) -> Iterator[str]:
    """The address of `geoapp serve` over the real projects, in processes of its own."""
    cluster.create_database("live", template=sampled)
    live = replace(settings, database="live", port=free_port())
    with serving(live) as address:
        yield address
    cluster.drop_database("live")


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Run `geoapp serve` and wait for its line; stop it as Ctrl-C would."""
    env = os.environ | {
        "GEOAPP_DATA_DIR": str(settings.data_dir),
        "GEOAPP_RUN_DIR": str(settings.run_dir),
        "GEOAPP_DURABLE": "0",
        "GEOAPP_DATABASE": settings.database,
        "GEOAPP_TODAY": str(settings.today),
        "GEOAPP_PUBLIC": str(int(settings.public)),
        "GEOAPP_WORKERS": str(settings.workers),
        "PORT": str(settings.port),
    }
    command = [*ENDING_WITH_US, sys.executable, "-m", "geoapp.cli", "serve"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline()
            assert line.startswith("geoapp is ready at "), "`geoapp serve` did not start: see above"
            yield line.split()[-1]
            server.send_signal(signal.SIGINT)
            assert server.wait(STOPS_WITHIN_S) == 0
        finally:
            # A test that failed must not wait for a service that nobody told to stop.
            server.kill()


def free_port() -> int:
    """Return a port where nobody listens, and that no browser's connection takes meanwhile."""
    for port in _ports:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("there are always more ports")


@pytest.fixture(scope="session")
def base_url(live_server: str) -> str:
    """Where `page.goto("/")` leads."""
    return live_server


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium, told to speak to nobody but the page's server."""
    # The first draws the same pages with half the work: it has no windows to draw around them.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = [path for name in names if (path := shutil.which(name))]
    return {"executable_path": found[0], "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    """A desk's screen, and a leader's language and time."""
    return {
        "viewport": {"width": 1440, "height": 900},
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        # The map is where it goes at once; what shows movement asks for it by a mark of its own.
        "reduced_motion": "reduce",
    }
