"""A service of its own for people with accounts: the demo's, and new ones for each journey."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster
from geoapp.db.engine import Database, cluster_database
from geoapp.services.demo_users import ensure_demo_users
from geoapp.settings import Settings
from tests.conftest import dispose, free_port, serving
from tests.people import PASSWORD, SHELL, TODAY, add_user

_number = count(1)


@pytest.fixture(scope="session")
def office(cluster: Cluster, sampled: str) -> Iterator[Database]:
    """A database with the real projects and the demo's accounts."""
    cluster.create_database("office", template=sampled)
    database = cluster_database(cluster, "office")
    with Session(database.app_engine) as session:
        ensure_demo_users(session, SHELL, PASSWORD, today=TODAY)
    yield database
    dispose(database)
    cluster.drop_database("office")


@pytest.fixture(scope="session")
def open_office(settings: Settings, office: Database) -> Iterator[str]:
    """The address of a service whose map is public."""
    chosen = replace(settings, database=office.app_engine.url.database, port=free_port())
    with serving(chosen) as address:
        yield address


@pytest.fixture(scope="session")
def closed_office(settings: Settings, office: Database) -> Iterator[str]:
    """The address of a service whose map is behind sign-in."""
    chosen = replace(
        settings, database=office.app_engine.url.database, port=free_port(), public=False
    )
    with serving(chosen) as address:
        yield address


@pytest.fixture
def address(open_office: str) -> str:
    """Where these journeys go."""
    return open_office


@pytest.fixture
def newcomer(office: Database) -> Callable[..., str]:
    """Makes an account that no other journey uses, and returns its name."""

    def make(*roles: str, **values: object) -> str:
        name = f"nguoi-{next(_number)}"
        with Session(office.app_engine) as session:
            add_user(session, name, *roles, **values)
        return name

    return make
