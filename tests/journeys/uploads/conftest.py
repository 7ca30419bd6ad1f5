"""A service of its own for people who bring files in, with planners who do not meet by chance."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster
from geoapp.db.engine import Database, cluster_database
from geoapp.settings import Settings
from tests.conftest import dispose, free_port, serving
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.uploads.planner import Planner
from tests.journeys.witness import Witness
from tests.people import add_user

_number = count(1)


@pytest.fixture(scope="session")
def planning(cluster: Cluster, sampled: str) -> Iterator[Database]:
    """A database with the real projects, for files to change."""
    cluster.create_database("planning", template=sampled)
    database = cluster_database(cluster, "planning")
    yield database
    dispose(database)
    cluster.drop_database("planning")


@pytest.fixture(scope="session")
def planning_office(settings: Settings, planning: Database) -> Iterator[str]:
    """The address of the service over it, with a worker for large files."""
    chosen = replace(
        settings, database=planning.app_engine.url.database, port=free_port(), workers=1
    )
    with serving(chosen) as address:
        yield address


@pytest.fixture
def address(planning_office: str) -> str:
    """Where these journeys go."""
    return planning_office


@pytest.fixture
def person(planning: Database) -> Callable[..., str]:
    """Makes an account that no other journey uses, for all agencies and areas unless told."""

    def make(role: str, **values: object) -> str:
        name = f"{role}-{next(_number)}"
        given = {"every_agency": True, "every_area": True} | values
        with Session(planning.app_engine) as session:
            add_user(session, name, role, **given)
        return name

    return make


@pytest.fixture
def planner(page: Page, address: str, person: Callable[..., str]) -> Planner:
    """A planner who has signed in."""
    found = Planner(page, address)
    found.sign_in(person("planner"))
    return found


@pytest.fixture
def colleague(
    new_context: Callable[..., BrowserContext],
    address: str,
    witness: Witness,
    person: Callable[..., str],
) -> Callable[..., Planner]:
    """Signs somebody else in, in a browser of their own, watched as well."""

    def come(role: str, **values: object) -> Planner:
        context = new_context()
        context.set_default_timeout(PATIENCE_MS)
        witness.watch(context)
        found = Planner(context.new_page(), address)
        found.sign_in(person(role, **values))
        return found

    return come


@pytest.fixture
def without_scripts(
    browser: Browser, address: str, person: Callable[..., str]
) -> Iterator[Planner]:
    """A planner whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    context.set_default_timeout(PATIENCE_MS)
    found = Planner(context.new_page(), address)
    found.sign_in(person("planner"))
    yield found
    context.close()
