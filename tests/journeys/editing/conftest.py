"""A service of its own for journeys that change projects: loaded on 1 November, two planners."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster
from geoapp.db.engine import cluster_database
from geoapp.settings import Settings
from tests.conftest import dispose
from tests.days import move_to_day
from tests.journeys.accounts.desk import Desk
from tests.journeys.editing.form import EditForm
from tests.journeys.own_service import own_service
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
    with own_service(settings, cluster, "edited") as address:
        yield address


@pytest.fixture
def address(edited_office: str) -> str:
    """Where these journeys go."""
    return edited_office


@pytest.fixture
def form(desk: Desk) -> EditForm:
    """The form in the first browser, not opened yet."""
    return EditForm(desk)
