"""Our own features, read back as an upload, change nothing, whatever a project is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.services.made_up import rows
from tests.services.uploading import Desk


@pytest.fixture
def desk(sample, tmp_path):
    return Desk(sample.app_engine, tmp_path, TODAY)


def read_back(desk, client):
    answer = client.get("/collections/projects/items?limit=10000")
    summary = desk.upload(desk.receive_file(answer.data)).summary
    assert (summary["added"], summary["changed"], summary["refused"]) == (0, 0, 0)
    assert summary["unchanged"] == answer.json["numberReturned"] >= 127


def test_the_real_projects_read_back_change_nothing(desk, client):
    read_back(desk, client)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(), min_size=10, max_size=20, unique_by=lambda row: row["properties"]["code"]))
def test_made_up_projects_read_back_change_nothing(desk, client, features):
    number = desk.receive(*features)
    if desk.upload(number).summary["added"] + desk.upload(number).summary["changed"]:
        desk.act("apply", number)
        assert desk.upload(number).state == "applied"
    read_back(desk, client)
