"""One private cluster for all that is killed here, in a folder of its own."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from geoapp.db.engine import open_database
from geoapp.db.locks import FileLock
from geoapp.db.migrate import upgrade
from geoapp.services.tokens import make_token
from tests.conftest import STOPS_WITHIN_S
from tests.db.conftest import place
from tests.faults.site import Site
from tests.people import SHELL, add_user

__all__ = ["place"]


@pytest.fixture(scope="module")
def whole_site(place) -> Iterator[Site]:
    settings = replace(place, database="faults")
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        yield Site(settings, database)
    # The folder may go once the keeper has stopped the server and let its lock go.
    assert FileLock(database.cluster.folder.keeper_lock).wait(STOPS_WITHIN_S)


@pytest.fixture
def site(whole_site: Site) -> Iterator[Site]:
    """The service with nothing running before and after."""
    yield whole_site
    whole_site.kill()


@pytest.fixture(scope="module")
def token(whole_site: Site) -> str:
    """What a planner's program says to be let in."""
    with Session(whole_site.database.app_engine) as session:
        add_user(session, "an", "planner", "admin")
        return make_token(session, SHELL, "an", name="QGIS", days=1)
