"""People with accounts, and browsers that sign in with them."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from geoapp.app import create_app
from geoapp.db.engine import Database
from geoapp.models import AuditEntry
from geoapp.settings import Settings
from tests.people import PASSWORD, add_user
from tests.web.conftest import BROWSER

_address = count(1)


class Browser:
    """Keeps cookies, reads forms off pages, and sends them as a browser would."""

    def __init__(self, app: Flask) -> None:
        number = next(_address)
        self.address = f"10.0.{number // 250}.{number % 250 + 1}"
        self.client = app.test_client()
        self.page = ""

    def ask(self, method: str, path: str, **given: Any) -> TestResponse:
        """Send a request with a visitor's header and keep the page that comes."""
        headers = {"Accept": BROWSER} | given.pop("headers", {})
        response = self.client.open(
            path,
            method=method,
            headers=headers,
            environ_overrides={"REMOTE_ADDR": self.address},
            buffered=True,
            **given,
        )
        self.page = response.text
        return response

    def open(self, path: str, **given: Any) -> TestResponse:
        return self.ask("GET", path, **given)

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Send a form of the page that is open, with its token."""
        return self.ask("POST", path, data={"csrf_token": self.token()} | fields)

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.page)
        return html.unescape(found[1]) if found else ""

    def sign_in(self, name: str, password: str = PASSWORD, path: str = "/sign-in") -> TestResponse:
        self.open(path)
        return self.send(path, username=name, password=password)


@pytest.fixture(scope="module")
def people(database: Database) -> SimpleNamespace:
    """One account for each role, named after it."""
    with Session(database.app_engine) as session:
        for role in ("viewer", "planner", "approver", "admin"):
            add_user(session, role, role)
    return SimpleNamespace(database=database)


@pytest.fixture(scope="module")
def app(settings: Settings, people: SimpleNamespace) -> Flask:
    """The application over a database with people and nothing else."""
    return create_app(settings, people.database)


@pytest.fixture(scope="module")
def closed_app(settings: Settings, people: SimpleNamespace) -> Flask:
    """The same with a map behind sign-in."""
    return create_app(replace(settings, public=False), people.database)


@pytest.fixture
def visitor(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def closed(closed_app: Flask) -> Browser:
    return Browser(closed_app)


@pytest.fixture
def log(database: Database) -> Callable[..., list[AuditEntry]]:
    """Reads entries of the audit log that are as described, oldest first."""

    def read(**wanted: Any) -> list[AuditEntry]:
        with Session(database.app_engine) as session:
            statement = select(AuditEntry).filter_by(**wanted).order_by(AuditEntry.id)
            return list(session.scalars(statement))

    return read
