"""Uploads by address: received, previewed, submitted, approved, applied, undone."""

import pytest

from geoapp.app import create_app
from tests.services.uploading import collection, feature


@pytest.fixture
def browser(settings, sample, tmp_path):
    from dataclasses import replace
    app = create_app(replace(settings, data_dir=tmp_path), sample)
    app.testing = True
    return app.test_client()


def test_an_upload_from_file_to_map_and_back(browser):
    sent = browser.post("/uploads?name=cau.geojson", data=collection(feature("W-1", lead_agency=None), feature("TTH-002", name="Tên mới")))
    assert sent.status_code == 201
    upload = sent.json
    assert upload["state"] == "ready", upload
    assert upload["rows"]["added"] == 1
    address = sent.headers["Location"]
    rows = browser.get(address + "/rows?outcome=changed").json["rows"]
    print(rows)
    assert browser.post(address + "/submit").json["state"] == "submitted"
    assert browser.post(address + "/approve", headers={"X-Stand-In": "an"}).status_code == 403
    assert browser.post(address + "/approve", headers={"X-Stand-In": "binh"}).json["state"] == "approved"
    done = browser.post(address + "/apply")
    assert done.status_code == 200, done.json
    assert browser.get("/collections/projects/items/W-1").status_code == 200
    revision = done.json["revision"]
    print(browser.get(f"/revisions/{revision}").json)
    with browser.get(f"/revisions/{revision}/file") as file:
        assert file.status_code == 200
    print(browser.get("/projects/TTH-002/history").json)
    print(browser.get("/changes?since=2026-11-20").json["counts"])
    undone = browser.post(f"/revisions/{revision}/undo")
    assert undone.status_code == 201, undone.json
    assert browser.get("/collections/projects/items/W-1").status_code == 404
    again = browser.post(f"/revisions/{revision}/undo")
    assert again.status_code == 409
