"""The application over an office of the tests' own, asked as one of its people."""

import pytest

from geoapp.app import create_app
from tests.web.conftest import BROWSER
from tests.web.recognised import recognising
from tests.web.reports.offices import Office, found_office


@pytest.fixture
def office(own_session) -> Office:
    return found_office(own_session)


@pytest.fixture
def desk(settings, database, office):
    """A client in which X-Name is one of the office's people."""
    return recognising(create_app(settings, database), **office.people)


@pytest.fixture
def open_page(desk):
    return lambda path, name="hoa": desk.get(path, headers={"Accept": BROWSER, "X-Name": name})


@pytest.fixture
def send_form(desk):
    def send(path, name="hoa", **fields):
        named = {key.replace("__", "."): value for key, value in fields.items()}
        return desk.post(path, data=named, headers={"Accept": BROWSER, "X-Name": name})

    return send
