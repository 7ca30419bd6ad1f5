"""Uploads by address: received, previewed, submitted, approved, applied, undone."""

from dataclasses import replace

import pytest
from flask import g, request

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.services.uploading import collection, feature, know_people

ROLES = {
    "an": frozenset({"planner"}),
    "binh": frozenset({"approver"}),
}


@pytest.fixture
def browser(settings, sample, tmp_path):
    know_people(sample.app_engine)
    app = create_app(replace(settings, data_dir=tmp_path), sample)

    @app.before_request
    def recognise():
        name = request.headers.get("X-Name")
        if name:
            g.viewer = Viewer(name, ROLES[name], None, None)

    client = app.test_client()
    client.environ_base["HTTP_X_NAME"] = "an"
    return client


def test_an_upload_from_file_to_map_and_back(browser):
    sent = browser.post(
        "/uploads?name=cau.geojson",
        data=collection(feature("W-1", lead_agency=None), feature("TTH-002", name="Tên mới")),
    )
    assert sent.status_code == 201
    upload = sent.json
    assert upload["state"] == "ready", upload
    assert upload["rows"]["added"] == 1
    address = sent.headers["Location"]
    assert browser.post(address + "/submit").json["state"] == "submitted"
    assert browser.post(address + "/approve", headers={"X-Name": "an"}).status_code == 403
    assert (
        browser.post(address + "/approve", headers={"X-Name": "binh"}).json["state"] == "approved"
    )
    done = browser.post(address + "/apply")
    assert done.status_code == 200, done.json
    assert browser.get("/collections/projects/items/W-1").status_code == 200
    revision = done.json["revision"]
    with browser.get(f"/revisions/{revision}/file") as file:
        assert file.status_code == 200
    undone = browser.post(f"/revisions/{revision}/undo")
    assert undone.status_code == 201, undone.json
    assert browser.get("/collections/projects/items/W-1").status_code == 404
    again = browser.post(f"/revisions/{revision}/undo")
    assert again.status_code == 409


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", None])
def test_a_raw_file_is_read_whatever_type_it_is_sent_as(browser, kind):
    file = collection(feature("W-2"))
    sent = browser.post("/uploads?name=a.geojson", data=file, content_type=kind)
    assert (sent.status_code, sent.json["rows"]["added"]) == (201, 1), sent.json


WRITES = [
    "/uploads",
    *(
        f"/uploads/1/{act}"
        for act in (
            "choices", "conflicts", "submit", "approve", "return", "cancel", "apply",
        )
    ),
    "/revisions/1/undo",
]  # fmt: skip
READS = ["/uploads", "/uploads/1", "/uploads/1/rows", "/uploads/1/issues", "/revisions/1/file"]


@pytest.mark.parametrize("address", WRITES)
def test_strangers_write_nothing(client, address):
    answer = client.post(address, data=b"{}")
    assert answer.status_code == 401
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", READS)
def test_strangers_see_no_upload(client, address):
    assert client.get(address).status_code == 401


OURS = ("uploads", "revisions", "changes")


def test_every_write_is_in_the_list_above(app):
    rules = app.url_map.iter_rules()
    posted = [rule for rule in rules if "POST" in rule.methods and rule.endpoint.startswith(OURS)]
    assert len(posted) == len(WRITES)
