"""A service of its own: a department whose reports need a second person, and both of them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import update
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster
from geoapp.db.engine import cluster_database
from geoapp.models import Agency
from geoapp.settings import Settings
from tests.conftest import dispose
from tests.journeys.accounts.desk import Desk
from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.own_service import own_service
from tests.journeys.reporting.grid import MonthGrid
from tests.people import add_user

DEPARTMENT = "HUE-SXD"


@pytest.fixture(scope="session")
def reporting_office(settings: Settings, cluster: Cluster, sampled: str) -> Iterator[str]:
    """The address of a service with the real projects; the department wants a second person."""
    cluster.create_database("reporting", template=sampled)
    database = cluster_database(cluster, "reporting")
    with Session(database.app_engine) as session:
        session.execute(update(Agency).where(Agency.code.like("%SXD")).values(needs_approval=True))
        add_user(session, "an", "planner", full_name="Phòng Kế hoạch", agencies=(DEPARTMENT,),
                 every_area=True)  # fmt: skip
        add_user(session, "binh", "approver", full_name="Lãnh đạo phòng", agencies=(DEPARTMENT,),
                 every_area=True)  # fmt: skip
    dispose(database)
    with own_service(settings, cluster, "reporting") as address:
        yield address


@pytest.fixture
def address(reporting_office: str) -> str:
    """Where these journeys go."""
    return reporting_office


@pytest.fixture
def grid(page: Page, address: str) -> MonthGrid:
    """The department's month in the planner's browser."""
    Desk(page, address).sign_in("an")
    return MonthGrid(page, address)


@pytest.fixture
def plain_grid(browser: Browser, address: str) -> Iterator[MonthGrid]:
    """The same on a phone that runs no scripts, so that no witness can ask it anything."""
    context = browser.new_context(
        java_script_enabled=False, locale="vi-VN", viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    Desk(page, address).sign_in("an")
    yield MonthGrid(page, address)
    context.close()


@pytest.fixture
def approver(another_desk: Desk) -> Page:
    """The approver's browser, signed in."""
    another_desk.sign_in("binh")
    return another_desk.page
