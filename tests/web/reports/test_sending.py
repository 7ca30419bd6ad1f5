"""Programs hand in reports: one or many, stored together or not at all."""

from dataclasses import replace

import pytest

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.web.conftest import problem
from tests.web.recognised import recognising

LIMITED = Viewer("dung", frozenset({"planner"}), frozenset({1}), None)
ONE = {"project": "TTH-010", "month": "2026-11", "progress": 99, "reason": "Đo lại"}


@pytest.fixture
def client(settings, sample, tmp_path):
    return recognising(create_app(replace(settings, data_dir=tmp_path), sample), dung=LIMITED)


def send(client, body, name="an"):
    return client.post("/reports", json=body, headers={"X-Name": name})


def told(client, **query):
    return client.get("/collections/reports/items", query_string=query).json


def test_one_report_is_created_and_can_be_read(client):
    answer = send(client, ONE)
    assert answer.status_code == 201
    (stored,) = answer.json["reports"]
    found = told(client, project="TTH-010", month="2026-11")
    newest = next(one for one in found["features"] if one["id"] == stored["id"])
    assert newest["properties"]["progress"] == 99
    assert (newest["properties"]["state"], newest["geometry"]) == ("accepted", None)


def test_many_are_one_revision(client):
    answer = send(client, [ONE, ONE | {"project": "TTH-032"}])
    assert len(answer.json["reports"]) == 2
    revision = client.get(f"/revisions/{answer.json['revision']}", headers={"X-Name": "an"})
    assert revision.json["action"] == "report"


def test_everything_wrong_is_told_at_once_in_plain_vietnamese(client):
    answer = send(client, [ONE | {"progress": 101, "month": "2027-01"}, {"project": 7, "hue": 1}])
    assert answer.status_code == 422
    issues = [(one["row"], one["field"], one["code"]) for one in problem(answer)["issues"]]
    assert issues == [
        (0, "month", "month_in_future"),
        (0, "progress", "percent_out_of_range"),
        (1, "project", "unknown_project"),
        (1, "hue", "unknown_field"),
        (1, "project", "unreadable"),
        (1, "month", "needed"),
        (1, "progress", "needed"),
    ]
    assert problem(answer)["issues"][0]["detail"] == "Tháng 01/2027 chưa bắt đầu."


def test_a_report_that_came_meanwhile_is_shown(client):
    first = send(client, ONE | {"project": "TTH-011"}).json["reports"][0]["id"]
    answer = send(client, ONE | {"project": "TTH-011", "seen": 0, "progress": 98})
    assert answer.status_code == 412
    (issue,) = problem(answer)["issues"]
    assert (issue["now"]["id"], issue["now"]["progress"]) == (first, 99)


@pytest.mark.parametrize("body", [[], 7, "x", [1], None])
def test_a_body_that_is_no_report_is_a_bad_request(client, body):
    answer = send(client, body)
    assert (answer.status_code, problem(answer)["name"]) == (400, "body")


def test_a_long_text_is_refused(client):
    answer = send(client, ONE | {"done": "a" * 50_000})
    assert problem(answer)["issues"][0]["code"] == "text_too_long"


def test_who_may_not_is_told_so_and_leaves_a_trace(client):
    assert send(client, ONE, name="em").status_code == 403
    assert send(client, ONE | {"project": "HTI-001"}, name="dung").status_code == 403
    log = client.get("/admin/audit", headers={"X-Name": "chi"}).text
    assert "gửi báo cáo" in log


def test_nobody_must_sign_in_first(client):
    assert client.post("/reports", json=ONE).status_code == 401
