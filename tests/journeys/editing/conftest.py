"""A service of its own for journeys that change projects: loaded on 1 November, two planners."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster
from geoapp.db.engine import cluster_database
from geoapp.settings import Settings
from tests.conftest import dispose, free_port, serving
from tests.days import move_to_day
from tests.journeys.accounts.desk import Desk
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.editing.form import EditForm
from tests.journeys.witness import Witness
from tests.people import add_user

ALL = {"every_agency": True, "every_area": True}


@pytest.fixture(scope="session")
def edited_office(settings: Settings, cluster: Cluster, sampled: str) -> Iterator[str]:
    """The address of a service with the real projects, recorded on 1 November."""
    cluster.create_database("edited", template=sampled)
    database = cluster_database(cluster, "edited")
    move_to_day(database, 1, "2026-11-01")
    with Session(database.app_engine) as session:
        add_user(session, "an", "planner", full_name="Phòng Kế hoạch", **ALL)
        add_user(session, "binh", "planner", full_name="Phòng Hạ tầng", **ALL)
        add_user(session, "ngoai", "planner", agencies=("HTI-UBND",), every_area=True)
    dispose(database)
    with serving(replace(settings, database="edited", port=free_port())) as address:
        yield address
    cluster.drop_database("edited")


@pytest.fixture
def address(edited_office: str) -> str:
    """Where these journeys go."""
    return edited_office


@pytest.fixture
def desk(page: Page, address: str) -> Desk:
    """A browser in front of the service, nobody signed in."""
    return Desk(page, address)


@pytest.fixture
def another_desk(
    new_context: Callable[..., BrowserContext], address: str, witness: Witness
) -> Desk:
    """A second person's browser, watched as well."""
    context = new_context()
    context.set_default_timeout(PATIENCE_MS)
    witness.watch(context)
    return Desk(context.new_page(), address)


@pytest.fixture
def form(desk: Desk) -> EditForm:
    """The form in the first browser, not opened yet."""
    return EditForm(desk)
