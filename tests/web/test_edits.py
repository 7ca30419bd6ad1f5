"""The form of a project, and its address for programs."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from geoapp.services.revisions import begin_revision, stamp
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page
from tests.web.recognised import recognising

LIMITED = Viewer("dung", frozenset({"planner"}), frozenset({1}), None)


@pytest.fixture
def client(settings, sample, tmp_path):
    app = create_app(replace(settings, data_dir=tmp_path), sample)
    return recognising(app, dung=LIMITED)


class Form:
    """The form of a project in one person's browser."""

    def __init__(self, client, path, name="an"):
        self.client, self.name = client, name
        self.read(client.get(path, headers=self.headers))

    @property
    def headers(self):
        return {"Accept": BROWSER, "X-Name": self.name}

    def read(self, response):
        self.status, self.text = response.status_code, response.text
        self.page = Page(response.text)
        form = re.search(r'<form method="post" id="edit-form".*?</form>', self.text, re.DOTALL)
        inputs = Page(form[0] if form else "").all("input")
        self.fields = {
            one["name"]: one.get("value") or ""
            for one in inputs
            if "name" in one
            if one.get("type") not in ("checkbox", "radio") or "checked" in one
        }
        self.fields |= self._selected() | self._typed()

    def _selected(self):
        found = re.findall(r'<select id="[^"]*" name="(\w+)".*?</select>', self.text, re.DOTALL)
        chosen = {}
        for name in found:
            block = re.search(rf'name="{name}".*?</select>', self.text, re.DOTALL)[0]
            values = re.findall(r'value="([^"]*)" selected', block)
            chosen[name] = values[0] if values else re.findall(r'value="([^"]*)"', block)[0]
        return chosen

    def _typed(self):
        found = re.search(r'name="places"[^>]*>([^<]*)</textarea>', self.text)
        return {"places": found[1]} if found else {}

    def send(self, path, **fields):
        self.read(self.client.post(path, data=self.fields | fields, headers=self.headers))
        return self.status


def told(client, code):
    return client.get(f"/collections/projects/items/{code}").json


def test_a_form_that_nobody_touched_changes_nothing(client):
    for code in ("TTH-001", "TTH-032", "HTI-001", "TTH-094"):
        form = Form(client, f"/projects/{code}/edit")
        assert form.send(f"/projects/{code}", reason="Thử", confirmed="1") == 422
        assert "Không có gì thay đổi." in form.page.text


def test_a_change_leads_back_to_the_project_with_its_history(client):
    form = Form(client, "/projects/TTH-010/edit")
    answer = client.post(
        "/projects/TTH-010",
        data=form.fields | {"name": "Tên đã sửa", "area_ha": "1.234,5", "reason": "BC 7"},
        headers=form.headers,
    )  # fmt: skip
    assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/TTH-010#history")
    found = told(client, "TTH-010")["properties"]
    assert (found["name"], found["area_ha"]) == ("Tên đã sửa", 1234.5)
    assert "BC 7" in client.get("/projects/TTH-010", headers=form.headers).text


def test_mistakes_are_told_at_their_fields_and_nothing_typed_is_lost(client):
    form = Form(client, "/projects/TTH-011/edit")
    status = form.send(
        "/projects/TTH-011", area_ha="rộng", actual_finish="32/13/2027", reason="Vì thế"
    )
    assert status == 422
    assert "không phải là số" in form.page.text or "không phải số" in form.page.text
    assert (form.fields["area_ha"], form.fields["actual_finish"]) == ("rộng", "32/13/2027")
    assert form.fields["reason"] == "Vì thế"
    wrong = [one["id"] for one in form.page.all("input") if one.get("aria-invalid")]
    assert wrong == ["f-area_ha", "f-actual_finish"]


def test_a_point_is_moved_by_its_coordinates(client):
    form = Form(client, "/projects/TTH-021/edit")
    form.send("/projects/TTH-021", form="point", places="107.6, 16.45", crs="4326",
              position="surveyed", accuracy_m="10", reason="Đo lại", confirmed="1")  # fmt: skip
    found = told(client, "TTH-021")
    assert found["geometry"]["coordinates"] == [107.6, 16.45]
    assert (found["properties"]["position"], found["properties"]["accuracy_m"]) == ("surveyed", 10)


def test_coordinates_in_vn2000_are_read_and_turned(client):
    asked = "/projects/place?form=point&places=561689.361+1821650.445&crs=9214&to=4326"
    found = client.get(asked, headers={"X-Name": "an"}).json
    assert found["geometry"]["coordinates"] == pytest.approx([107.5796, 16.4698], abs=1e-7)
    assert found["text"].startswith("107.5796")
    bad = client.get("/projects/place?form=point&places=ở+đó&crs=4326", headers={"X-Name": "an"})
    assert problem(bad)["status"] == 422


def test_two_editors_lose_nothing(client):
    mine = Form(client, "/projects/TTH-012/edit")
    hers = Form(client, "/projects/TTH-012/edit", "chi")
    hers.send("/projects/TTH-012", name="Tên của chị", reason="Của chị")
    status = mine.send("/projects/TTH-012", name="Tên của tôi", area_ha="12,5", reason="Của tôi")
    assert status == 412
    words = mine.page.text
    for part in ("chi", "Của chị", "Tên của chị", "Tên của tôi"):
        assert part in words
    assert (mine.fields["name"], mine.fields["area_ha"]) == ("Tên của tôi", "12,5")
    assert mine.fields["reason"] == "Của tôi"
    mine.send("/projects/TTH-012")
    found = told(client, "TTH-012")["properties"]
    assert (found["name"], found["area_ha"]) == ("Tên của tôi", 12.5)


def test_what_one_did_not_touch_stays_as_the_other_left_it(client):
    mine = Form(client, "/projects/TTH-013/edit")
    Form(client, "/projects/TTH-013/edit", "chi").send(
        "/projects/TTH-013", name="Tên của chị", reason="Của chị"
    )
    assert mine.send("/projects/TTH-013", area_ha="12,5", reason="Của tôi") == 412
    mine.send("/projects/TTH-013")
    found = told(client, "TTH-013")["properties"]
    assert (found["name"], found["area_ha"]) == ("Tên của chị", 12.5)


def test_doubts_are_shown_once_before_saving(client):
    form = Form(client, "/projects/TTH-014/edit")
    status = form.send("/projects/TTH-014", form="point", places="109.9, 12.5", reason="Dời")
    assert status == 422
    assert "nằm ngoài" in form.page.text
    form.send("/projects/TTH-014", confirmed="1")
    assert told(client, "TTH-014")["geometry"]["coordinates"] == [109.9, 12.5]


def test_another_agencys_planner_is_refused_and_sees_no_button(client):
    headers = {"Accept": BROWSER, "X-Name": "dung"}
    assert client.get("/projects/HTI-001/edit", headers=headers).status_code == 403
    assert client.post("/projects/HTI-001", data={"name": "X"}, headers=headers).status_code == 403
    assert 'id="edit-project"' not in client.get("/projects/HTI-001", headers=headers).text
    headers["X-Name"] = "an"
    assert 'id="edit-project"' in client.get("/projects/HTI-001", headers=headers).text


@pytest.mark.parametrize("path", ["/projects/TTH-001/edit", "/projects/new", "/projects/place"])
def test_strangers_are_asked_to_sign_in(client, path):
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Accept": BROWSER}).status_code == 303


def test_a_project_that_is_not_there(client):
    assert client.get("/projects/NONE-1/edit", headers={"X-Name": "an"}).status_code == 404


def test_a_project_is_taken_off_the_map_with_a_reason_and_brought_back(client):
    headers = {"Accept": BROWSER, "X-Name": "an"}
    answer = client.post("/projects/TTH-015/retire", data={"reason": "Gộp"}, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/projects/TTH-015/history")
    assert client.get("/collections/projects/items/TTH-015").status_code == 404
    history = client.get("/projects/TTH-015/history", headers=headers).text
    number = re.search(r"/revisions/(\d+)/undo", history)[1]
    client.post(f"/revisions/{number}/undo", data={"reason": "Nhầm"}, headers=headers)
    assert client.get("/collections/projects/items/TTH-015").status_code == 200


def test_retiring_needs_a_reason(client):
    answer = client.post("/projects/TTH-016/retire", json={}, headers={"X-Name": "an"})
    assert problem(answer)["name"] == "reason"


def test_a_new_project_by_form(client):
    form = Form(client, "/projects/new")
    status = form.send("/projects", code="hue-900", name="Cầu mới", kind="bridge", reason="Mới",
                       places="107.61, 16.47", confirmed="1")  # fmt: skip
    assert status == 303
    found = told(client, "HUE-900")
    assert found["properties"]["sector"] == "transport"
    assert found["geometry"]["coordinates"] == [107.61, 16.47]


def approve_baseline(sample, code):
    """Make a project's baseline a real one, which the sample's are not."""
    real = f"UPDATE project SET illustrative_fields = '{{}}', {stamp('project')} WHERE code = :code"
    with Session(sample.app_engine) as session:
        begin_revision(session, actor="an", action="edit", reason="The real first approval")
        session.execute(text(real), {"code": code})
        session.commit()


@pytest.mark.parametrize("field", ["planned_finish", "investment_vnd"])
def test_an_approved_plan_changes_by_a_decision_alone(client, sample, field):
    approve_baseline(sample, "TTH-012")
    form = Form(client, "/projects/TTH-012/edit")
    assert "chỉ thay đổi theo quyết định" in form.page.text
    new = {"planned_finish": "31/12/2031", "investment_vnd": "1.234,5"}[field]
    assert form.send("/projects/TTH-012", reason="Thử", **{field: new}) == 422
    assert "chỉ thay đổi bằng quyết định điều chỉnh" in form.page.text


def test_a_years_plan_that_is_a_sum_is_written_by_source(client):
    form = Form(client, "/projects/TTH-095/edit")
    assert "tổng của kế hoạch vốn theo nguồn" in form.page.text
    assert form.send("/projects/TTH-095", reason="Thử", plan_year_vnd="1.234,5") == 422
    assert "là tổng của kế hoạch vốn theo nguồn" in form.page.text


def test_a_new_project_that_lacks_what_is_needed(client):
    form = Form(client, "/projects/new")
    assert form.send("/projects", code="không được", name="", reason="Mới") == 422
    assert form.fields["code"] == "không được"


def test_programs_send_data_with_a_reason(client):
    sent = {"name": "Từ chương trình", "reason": "Đồng bộ", "area_ha": 12.5,
            "geometry": {"type": "Point", "coordinates": [107.62, 16.44]}}  # fmt: skip
    answer = client.post("/projects/TTH-017", json=sent, headers={"X-Name": "an"})
    assert answer.status_code == 200, answer.text
    assert answer.json["revision"] == told(client, "TTH-017")["properties"]["revision"]
    assert told(client, "TTH-017")["geometry"]["coordinates"] == [107.62, 16.44]


def test_if_match_guards_a_programs_write(client):
    tag = client.get("/collections/projects/items/TTH-018").headers["ETag"]
    first = client.post("/projects/TTH-018", json={"name": "Một", "reason": "Vì thế"},
                        headers={"X-Name": "an", "If-Match": tag})  # fmt: skip
    assert first.status_code == 200
    again = client.post("/projects/TTH-018", json={"name": "Hai", "reason": "Vì thế"},
                        headers={"X-Name": "an", "If-Match": tag})  # fmt: skip
    assert problem(again)["status"] == 412


@pytest.mark.parametrize(
    "sent",
    [
        {"nothing": 1, "reason": "x"},
        {"published": "có", "reason": "x"},
        {"geometry": {"type": "Nothing"}, "reason": "x"},
        {"geometry": {"type": "Point", "coordinates": ["a", 1]}, "reason": "x"},
        {"geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [7, 8]]]}},
        [],
    ],
)
def test_what_cannot_be_read_is_refused(client, sent):
    answer = client.post("/projects/TTH-019", json=sent, headers={"X-Name": "an"})
    assert problem(answer)["status"] == 400


def test_a_program_hears_of_every_wrong_field(client):
    answer = client.post("/projects/TTH-019", json={"area_ha": -1, "stage": "nope"},
                         headers={"X-Name": "an"})  # fmt: skip
    assert {one["field"] for one in problem(answer)["problems"]} == {"area_ha", "stage", "reason"}


def test_names_in_the_form_are_text(client):
    hostile = '"><script>alert(1)</script>'
    client.post("/projects/TTH-020", json={"name": hostile, "reason": hostile},
                headers={"X-Name": "an"})  # fmt: skip
    form = Form(client, "/projects/TTH-020/edit")
    assert form.page.inert
    assert form.fields["name"] == hostile
