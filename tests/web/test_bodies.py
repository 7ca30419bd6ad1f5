"""A body is read as far as its address takes it; more is refused by the name of the limit."""

import io
from dataclasses import replace

import pytest

from geoapp.app import create_app
from geoapp.ingest.limits import Limits
from geoapp.web import bodies
from tests.services.uploading import know_people
from tests.web.recognised import recognising


@pytest.fixture
def client(settings, sample, tmp_path, monkeypatch):
    monkeypatch.setattr(bodies, "WRAPPING_BYTES", 500)
    monkeypatch.setattr(bodies, "FORM_BYTES", 2_000)
    know_people(sample.app_engine)
    small = replace(settings, data_dir=tmp_path, upload_limits=Limits(file_bytes=5_000))
    return recognising(create_app(small, sample))


def refusal(response):
    return response.status_code, response.get_json(force=True)["detail"]


@pytest.mark.parametrize("size", [5_200, 50_000])
def test_a_file_over_its_limit_is_refused_by_name(client, size):
    for given in (
        {"data": b" " * size},
        {"data": {"file": (io.BytesIO(b" " * size), "a.geojson")}},
    ):
        answer = client.post("/uploads?name=a.geojson&lang=en", headers={"X-Name": "an"}, **given)
        status, detail = refusal(answer)
        assert status in (413, 422)
        assert "at most 5\u00a0000 (setting GEOAPP_UPLOAD_FILE_BYTES)" in detail


def test_other_addresses_take_less(client):
    answer = client.post("/uploads/1/choices?lang=en", data=b" " * 3_000, headers={"X-Name": "an"})
    assert refusal(answer) == (413, "This is more than 0 MB.")
    form = {"username": "x" * 3_000, "password": "y"}
    assert client.post("/sign-in", data=form).status_code == 413


def test_what_was_refused_is_not_kept(client, tmp_path):
    client.post("/uploads?name=a", data=b" " * 50_000, headers={"X-Name": "an"}).close()
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
