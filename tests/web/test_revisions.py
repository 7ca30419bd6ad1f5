"""Revisions and histories as pages: read, undone, refused."""

import re
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.models import Project
from geoapp.services.revisions import begin_revision
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page
from tests.web.recognised import recognising


@pytest.fixture
def client(settings, sample, tmp_path):
    return recognising(create_app(replace(settings, data_dir=tmp_path), sample))


@pytest.fixture
def edit(sample):
    """Changes a project in a revision of its own and returns the revision's number."""

    def act(code, actor="an", reason="Vì thế", **values):
        with Session(sample.app_engine) as session:
            revision = begin_revision(session, actor=actor, action="edit", reason=reason)
            project = session.query(Project).filter_by(code=code).one()
            for name, value in values.items():
                setattr(project, name, value)
            session.commit()
            return revision.id

    return act


@pytest.fixture
def read(client):
    def page(path, name=None, status=200):
        headers = {"Accept": BROWSER} | ({"X-Name": name} if name else {})
        response = client.get(path, headers=headers)
        assert response.status_code == status, response.text[:500]
        return Page(response.text)

    return page


def send(client, path, name, **fields):
    headers = {"Accept": BROWSER, "X-Name": name}
    return client.post(path, data=fields, headers=headers)


def test_a_project_shows_its_history_in_words(edit, read):
    edit("TTH-001", reason="Đặt lại tên", name="Tên mới hẳn", investment_vnd=12_000_000_000)
    for path in ("/projects/TTH-001", "/projects/TTH-001/history"):
        words = read(path).text
        for part in ("Đặt lại tên", "Tên mới hẳn", "12\xa0tỷ\xa0đồng", "Thêm dự án"):
            assert part in words


def test_a_history_is_read_by_programs_too(edit, client):
    edit("TTH-002", name="Khác")
    (latest, _) = client.get("/projects/TTH-002/history").json["changes"]
    assert latest["fields"][0]["after"] == "Khác"
    assert latest["may_undo"] is False


def test_a_history_of_a_day_ends_there(client):
    asked = "/projects/TTH-002/history?as_of=2020-01-01"
    assert client.get(asked).status_code == 404


def test_undo_is_offered_to_who_may(edit, read):
    number = edit("TTH-003", name="Khác")
    address = f"/revisions/{number}/undo"
    offered = {
        name: address
        in [form.get("action") for form in read("/projects/TTH-003", name).all("form")]
        for name in ("an", "binh", "chi", "em", None)
    }
    assert offered == {"an": True, "binh": True, "chi": True, "em": False, None: False}


def test_revisions_are_listed_for_people_with_an_account(edit, read, client):
    number = edit("TTH-004", reason="Chuyển trang", name="Khác")
    shown = read("/revisions", "em")
    assert "Chuyển trang" in shown.text
    assert f"/revisions/{number}" in shown.links()
    assert client.get("/revisions").status_code == 401
    assert client.get("/revisions", headers={"X-Name": "em"}).json["revisions"][0]["projects"] == 1


def test_the_list_is_narrowed_by_action(client):
    found = client.get("/revisions?action=load-sample", headers={"X-Name": "em"}).json
    assert {one["action"] for one in found["revisions"]} == {"load-sample"}
    assert client.get("/revisions?action=nothing", headers={"X-Name": "em"}).status_code == 400


def test_a_form_undoes_with_a_reason_and_leads_to_the_new_revision(edit, client, read):
    before = client.get("/collections/projects/items/TTH-005").json["properties"]["name"]
    number = edit("TTH-005", name="Khác")
    done = send(client, f"/revisions/{number}/undo", "an", reason="Nhầm dự án")
    assert done.status_code == 303
    shown = read(done.headers["Location"], "an").text
    assert "Nhầm dự án" in shown
    assert before in shown
    assert client.get("/collections/projects/items/TTH-005").json["properties"]["name"] == before
    assert "đã hoàn tác bởi" in read(f"/revisions/{number}", "an").text


def test_later_changes_are_named_with_who_and_when(edit, client):
    number = edit("TTH-006", name="Một")
    later = edit("TTH-006", actor="chi", name="Hai")
    refused = send(client, f"/revisions/{number}/undo", "an", reason="Nhầm rồi nhé")
    assert refused.status_code == 409
    page = Page(refused.text)
    assert "TTH-006" in page.text
    assert "chi" in page.text
    assert f"/revisions/{later}" in page.links()
    assert "Nhầm rồi nhé" in [one.get("value") for one in page.all("input")]
    asked = client.post(f"/revisions/{number}/undo", headers={"X-Name": "an"})
    assert problem(asked)["later"][0]["revision"] == later


def test_a_retired_project_keeps_its_history(edit, read):
    edit("TTH-007", reason="Gộp dự án", published=False, retired_on="2026-11-20")
    read("/projects/TTH-007", status=404)
    assert "Gộp dự án" in read("/projects/TTH-007/history").text


def test_the_geometries_a_revision_changed(edit, client):
    number = edit("TTH-008", name="Không dời", position="estimated")
    assert client.get(f"/revisions/{number}/map.geojson").json["features"] == []
    assert client.get("/revisions/999999/map.geojson").status_code == 404


def test_names_in_a_history_are_text(edit, read):
    edit("TTH-009", reason="<script>alert(1)</script>", name="<img src=x onerror=alert(1)>")
    for path in ("/projects/TTH-009", "/projects/TTH-009/history"):
        assert read(path).inert


def test_a_value_that_somebody_changed_names_the_revision_and_not_the_document(edit, client, read):
    number = edit("TTH-061", stage="suspended")
    stage = r"Giai đoạn</dt><dd>[^<]*<small>([^<]*)</small>"
    shown = client.get("/projects/TTH-061", headers={"Accept": BROWSER}).text
    assert f"lần sửa đổi số {number}" in re.search(stage, shown)[1]
    send(client, f"/revisions/{number}/undo", "an", reason="Nhầm")
    assert "Nhầm" in read("/projects/TTH-061").text
    again = re.search(stage, client.get("/projects/TTH-061", headers={"Accept": BROWSER}).text)
    assert again is None or "lần sửa đổi" not in again[1]
