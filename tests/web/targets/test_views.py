"""The pages of target lists: read by everybody, written by keepers, each by a version seen."""

import re
from dataclasses import replace

import pytest

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page
from tests.web.recognised import recognising

LIMITED = Viewer("dung", frozenset({"planner"}), frozenset({1}), None)
YEAR = "/targets/khoi-cong-hoan-thanh-2026"
ROW = {
    "entry-project": "TTH-001",
    "entry-milestone": "completion",
    "entry-target": "31/12/2026",
    "entry-note": "",
}
NEW = {"name": "Danh mục thử", "kind": "list", "reason": "Thử", **ROW}


@pytest.fixture
def client(settings, sample, tmp_path):
    return recognising(create_app(replace(settings, data_dir=tmp_path), sample), dung=LIMITED)


@pytest.fixture
def read(client):
    return lambda path, name="an": client.get(path, headers={"Accept": BROWSER, "X-Name": name})


@pytest.fixture
def send(client):
    def post(path, who="an", **fields):
        return client.post(path, data=fields, headers={"Accept": BROWSER, "X-Name": who})

    return post


def seen_revision(response):
    return re.search(r'name="seen_revision" value="(\d+)"', response.text)[1]


def test_everybody_sees_the_lists_and_what_has_come_of_them(client):
    page = Page(client.get("/targets", headers={"Accept": BROWSER}).text)
    assert "Danh mục công trình khởi công, hoàn thành năm 2026" in page.text
    assert "Số liệu minh họa" in page.text
    assert "Chương trình MTQG nông thôn mới" in page.text
    assert "/targets/new" not in page.links()


def test_programs_get_the_same_figures(client):
    told = client.get(YEAR).json
    assert sum(told["results"].values()) == told["numberMatched"] == len(told["projects"])
    assert told["illustrative"] is True
    row = told["projects"][0]
    assert (row["result"], row["milestone"]) == ("overdue", "completion")
    assert row["days_late"] > 0


def test_the_maps_filters_narrow_a_list(client):
    whole = client.get(YEAR).json
    some = client.get(YEAR + "?agency=TTH-UBND-HUONG-TRA").json
    assert 0 < some["numberMatched"] < whole["numberMatched"] == some["numberInList"]


def test_a_parameter_that_is_none_is_refused_to_programs(client):
    assert problem(client.get("/targets?secter=transport"))["status"] == 400
    assert problem(client.get("/targets/khong-co"))["status"] == 404


def test_a_list_is_made_found_and_changed(send, read, client):
    made = send("/targets", **NEW)
    assert (made.status_code, made.headers["Location"]) == (303, "/targets/danh-muc-thu")
    form = read("/targets/danh-muc-thu/edit")
    changed = NEW | {"entry-target": "quý I/2027", "seen_revision": seen_revision(form)}
    assert send("/targets/danh-muc-thu", **changed).status_code == 303
    (row,) = client.get("/targets/danh-muc-thu").json["projects"]
    assert (row["code"], row["target"]) == ("TTH-001", "2027-03-31")
    assert "“Thử”" in Page(read("/targets/danh-muc-thu").text).text


def test_the_second_of_two_editors_sees_the_firsts_work_before_saving(send, read):
    send("/targets", **NEW | {"name": "Hai người"})
    version = seen_revision(read("/targets/hai-nguoi/edit"))
    first = NEW | {"name": "Hai người", "entry-target": "30/06/2027", "seen_revision": version}
    assert send("/targets/hai-nguoi", **first).status_code == 303
    second = NEW | {"name": "Hai người", "note": "Của tôi", "seen_revision": version}
    answer = send("/targets/hai-nguoi", "binh", **second)
    assert answer.status_code == 412
    page = Page(answer.text)
    assert "TTH-001 · Hoàn thành" in page.text
    assert "30/06/2027" in [one.get("value") for one in page.all("input")]
    assert "Của tôi" in [one.get("value") for one in page.all("input")]
    kept = second | {"entry-target": "30/06/2027", "seen_revision": seen_revision(answer)}
    assert send("/targets/hai-nguoi", "binh", **kept).status_code == 303


def test_mistakes_are_told_and_nothing_typed_is_lost(send):
    answer = send("/targets", **NEW | {"name": "", "entry-target": "ngày kia"})
    assert answer.status_code == 422
    assert "TTH-001: “ngày kia”" in Page(answer.text).text
    assert "ngày kia" in [one.get("value") for one in Page(answer.text).all("input")]


@pytest.mark.parametrize("name", ["em", "dung"])
def test_who_may_not_write_is_refused(send, read, name):
    assert read(YEAR + "/edit", name).status_code == 403
    assert send(YEAR, name, **NEW).status_code == 403


def test_a_planner_of_one_agency_may_make_its_list_alone(send):
    assert send("/targets", "dung", **NEW | {"name": "Không cơ quan"}).status_code == 403
    ours = NEW | {"name": "Của cơ quan", "agency": "TTH-SDL"}
    assert send("/targets", "dung", **ours).status_code == 303


def test_projects_are_found_with_diacritics_or_without(client):
    for words in ("cang chan may", "Cảng Chân Mây"):
        answer = client.get(
            "/targets/projects", query_string={"q": words}, headers={"X-Name": "an"}
        )
        assert "TTH-032" in [one["code"] for one in answer.json["projects"]]


def test_a_hostile_name_stays_text(send, read):
    hostile = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    send("/targets", **NEW | {"name": hostile, "code": "xau"})
    for path in ("/targets", "/targets/xau", "/targets/xau/edit"):
        page = Page(read(path).text)
        assert page.inert
        assert hostile in page.text
