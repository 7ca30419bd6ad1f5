"""Packs by address: whoever asks is named by X-Name, nobody where it says nothing."""

from dataclasses import replace

import pytest
from flask import g, request
from sqlalchemy import text

from geoapp.app import create_app
from geoapp.domain.rights import NOBODY, Viewer
from tests.services.packing import PackDesk
from tests.services.uploading import know_people

ROLES = {"an": "planner", "xem": "viewer", "chi": "admin"}


@pytest.fixture
def site(settings, sample, tmp_path):
    """A client, and the desk at which its packs are made."""
    know_people(sample.app_engine)
    app = create_app(replace(settings, data_dir=tmp_path), sample)

    @app.before_request
    def recognise() -> None:
        name = request.headers.get("X-Name")
        g.viewer = Viewer(name, frozenset({ROLES[name]}), None, None) if name else NOBODY

    yield app.test_client(), PackDesk(settings, sample, tmp_path)
    with sample.app_engine.begin() as connection:
        connection.execute(text("DELETE FROM pack"))
