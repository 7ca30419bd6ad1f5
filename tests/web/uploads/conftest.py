"""Uploads as pages: people ask with a browser, and files come from a form."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import g, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.services.uploading import collection, know_people
from tests.web.conftest import BROWSER

ROLES = {
    "an": frozenset({"planner"}),
    "binh": frozenset({"approver"}),
    "chi": frozenset({"admin"}),
    "xem": frozenset({"viewer"}),
}


@pytest.fixture(scope="module")
def people(settings, sample, tmp_path_factory) -> FlaskClient:
    """A client whose X-Name says who asks; a planner where it says nothing."""
    know_people(sample.app_engine)
    app = create_app(replace(settings, data_dir=tmp_path_factory.mktemp("uploads")), sample)

    @app.before_request
    def recognise() -> None:
        name = request.headers.get("X-Name", "an")
        g.viewer = Viewer(name, ROLES[name], None, None)

    return app.test_client()


@pytest.fixture
def look(people) -> Callable[..., TestResponse]:
    """Opens an address as somebody's browser does."""
    return lambda path, name="an": people.get(path, headers={"Accept": BROWSER, "X-Name": name})


@pytest.fixture
def press(people) -> Callable[..., TestResponse]:
    """Sends a form as somebody's browser does."""
    return lambda path, name="an", **fields: people.post(
        path, data=fields, headers={"Accept": BROWSER, "X-Name": name}
    )


@pytest.fixture
def send(press) -> Callable[..., str]:
    """Sends features, or a file's bytes, by the form; returns where its page is."""

    def send(
        *features: dict,
        file: bytes | None = None,
        name: str = "tep.geojson",
        by: str = "an",
        **fields: Any,
    ) -> str:
        content = collection(*features) if file is None else file
        sent = press("/uploads", name=by, file=(io.BytesIO(content), name), **fields)
        assert sent.status_code == 303, sent.text
        return sent.headers["Location"]

    return send
