"""People ask with a browser's Accept header, programs with their own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from geoapp.app import create_app
from geoapp.db.engine import Database
from geoapp.models import Base
from geoapp.settings import Settings

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
Ask = Callable[..., TestResponse]


@pytest.fixture
def browse(client: FlaskClient) -> Ask:
    """Opens an address of the real projects as a browser does."""
    return lambda path: client.get(path, headers={"Accept": BROWSER}, buffered=True)


@pytest.fixture
def fetch(client: FlaskClient) -> Ask:
    """Asks an address of the real projects as a program does."""
    return lambda path, **headers: client.get(path, headers=headers, buffered=True)


@pytest.fixture(scope="module")
def own_client(settings: Settings, database: Database) -> FlaskClient:
    """Asks the application over a database that the module's tests fill themselves."""
    return create_app(settings, database).test_client()


@pytest.fixture
def own_session(database: Database) -> Iterator[Session]:
    """A session whose work the application sees, and which is taken away after the test."""
    with Session(database.app_engine) as session:
        yield session
    wipe(database)


def wipe(database: Database) -> None:
    """Empty every table, as only their owner may."""
    with database.owner_engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} CASCADE"))


def problem(response: TestResponse) -> dict[str, Any]:
    """Return the problem document of an answer that is one."""
    assert response.content_type == "application/problem+json"
    found: dict[str, Any] = response.get_json(force=True)
    return found
