"""Planners' forms and programs' addresses for what is followed of a project."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from geoapp.app import create_app
from geoapp.domain.rights import Viewer
from geoapp.models import Agency
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page
from tests.web.recognised import recognising

FOREIGN = Viewer("dung", frozenset({"planner"}), frozenset({1}), None)
CODE = "/projects/TTH-095"
# It does not lead that project.
ASKED = "HUE-STC"


@pytest.fixture
def client(settings, sample, tmp_path):
    app = create_app(replace(settings, data_dir=tmp_path), sample)
    with sample.app_engine.connect() as connection:
        finance = connection.scalar(select(Agency.id).where(Agency.code == ASKED))
    asked = Viewer("sau", frozenset({"planner"}), frozenset({finance}), None)
    return recognising(app, dung=FOREIGN, sau=asked)


class Form:
    """One form of one person's browser; `kept` are the fields that a browser would send."""

    def __init__(self, client, path, name="an", form="following-form"):
        self.client, self.path, self.name, self.form = client, path, name, form
        self.read(client.get(path, headers=self.headers))

    @property
    def headers(self):
        return {"Accept": BROWSER, "X-Name": self.name}

    def read(self, response):
        self.status, self.location = response.status_code, response.headers.get("Location")
        self.text = " ".join(Page(response.text).text.split())
        found = re.search(rf'<form method="post" id="{self.form}".*?</form>', response.text, re.S)
        block = found[0] if found else ""
        self.kept = {
            one["name"]: one.get("value") or ""
            for one in Page(block).all("input")
            if one.get("type") != "checkbox"
        }
        for name, options in re.findall(r'<select id="[^"]*" name="([\w-]+)"(.*?)</select>', block,
                                        re.S):  # fmt: skip
            chosen = re.findall(r'value="([^"]*)" selected', options)
            self.kept[name] = chosen[0] if chosen else ""
        for name, words in re.findall(r'<textarea id="[^"]*" name="([\w-]+)"[^>]*>([^<]*)<', block):
            self.kept[name] = words

    def send(self, **fields):
        given = self.kept | {name.replace("__", "-"): value for name, value in fields.items()}
        path = self.path.partition("?")[0]
        self.read(self.client.post(path, data=given, headers=self.headers))
        return self


def send(client, path, name="an", **body):
    headers = {"X-Name": name} | body.pop("headers", {})
    return client.post(path, json=body, headers=headers)


def page(client, path=CODE):
    response = client.get(path, headers={"Accept": BROWSER, "X-Name": "an"})
    return " ".join(Page(response.text).text.split())


SUBJECTS = ("milestones", "decisions", "baseline", "capital", "obstacles")


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize(
    ("name", "status"), [("an", 200), ("chi", 200), ("em", 403), ("binh", 403), ("dung", 403)]
)
def test_forms_are_for_those_who_may_change_the_project(client, subject, name, status):
    headers = {"Accept": BROWSER, "X-Name": name}
    assert client.get(f"{CODE}/{subject}", headers=headers).status_code == status


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nobody_signed_in_is_asked_to_sign_in(client, subject):
    assert client.get(f"{CODE}/{subject}").status_code == 401
    assert client.post(f"{CODE}/{subject}", json={}).status_code == 401


@pytest.mark.parametrize("subject", SUBJECTS)
def test_programs_read_what_is_there_and_its_number(client, subject):
    answer = client.get(f"{CODE}/{subject}", headers={"X-Name": "an"}).get_json()
    assert answer["code"] == "TTH-095"
    assert answer["revision"] > 0


def test_the_projects_page_leads_to_the_forms_and_a_viewers_does_not(client):
    links = Page(client.get(CODE, headers={"Accept": BROWSER, "X-Name": "an"}).text).links()
    assert {f"{CODE}/milestones", f"{CODE}/decisions", f"{CODE}/capital", f"{CODE}/obstacles"} <= {
        *links}  # fmt: skip
    seen = Page(client.get(CODE, headers={"Accept": BROWSER, "X-Name": "em"}).text).links()
    assert not any(link.startswith(f"{CODE}/milestones") for link in seen)


def test_a_milestone_is_added_in_the_form_and_told_in_the_history(client):
    form = Form(client, f"{CODE}/milestones")
    last = max(int(name.rpartition("-")[2]) for name in form.kept if name.startswith("kind-"))
    form.send(**{f"kind-{last}": "other", f"name-{last}": "Thông xe kỹ thuật",
                 f"planned-{last}": "30/9/2026", f"planned_progress-{last}": "80",
                 "reason": "Theo tiến độ hợp đồng"})  # fmt: skip
    assert (form.status, form.location) == (303, f"{CODE}#milestones")
    shown = page(client)
    assert "Thông xe kỹ thuật 30/09/2026 80%" in shown
    history = page(client, f"{CODE}/history")
    assert "Mốc “Thông xe kỹ thuật”: kế hoạch" in history
    assert "“Theo tiến độ hợp đồng”" in history


def test_a_wrong_cell_is_marked_and_what_was_typed_stays(client):
    form = Form(client, f"{CODE}/milestones").send(planned__0="31/02/2026", reason="x")
    assert form.status == 422
    assert form.kept["planned-0"] == "31/02/2026"
    assert "“31/02/2026” không phải là ngày" in form.text or "31/02/2026" in form.text


def test_a_doubt_asks_to_look_once_more(client):
    form = Form(client, f"{CODE}/milestones").send(planned__0="1/1/2020", reason="x")
    assert form.status == 422
    assert "sớm hơn ngày bắt đầu của kế hoạch gốc" in form.text
    assert form.send(planned__0="1/1/2020", reason="x", confirmed="1").status == 303


def test_the_second_of_two_sees_what_the_first_wrote_before_saving(client):
    first, second = (Form(client, f"{CODE}/capital", name) for name in ("an", "chi"))
    assert first.send(central="111", reason="Bổ sung").status == 303
    second.send(central="115", reason="Tôi cũng")
    assert second.status == 412
    assert "Bổ sung" in second.text
    assert "111" in second.text
    assert second.kept["central"] == "115"
    assert second.send().status == 303
    assert "115 tỷ đồng" in page(client)


def test_a_decision_moves_the_finish_and_leaves_the_baseline(client):
    form = Form(client, f"{CODE}/decisions").send(
        number="9/QĐ-UBND", decided_on="1/10/2026", finish="30/6/2028", reason="Mặt bằng chậm"
    )
    assert (form.status, form.location) == (303, f"{CODE}#decisions")
    shown = page(client)
    assert "9/QĐ-UBND 01/10/2026 30/06/2028" in shown
    assert "chưa được duyệt" in shown


def test_the_approved_baseline_replaces_the_illustrative_one_once(client):
    form = Form(client, f"{CODE}/baseline")
    assert "thay chỗ số liệu minh họa" in form.text
    assert form.kept["start"] == ""
    form.send(start="1/3/2026", finish="31/12/2027", decision="5/QĐ-UBND", reason="Có quyết định")
    assert form.location == f"{CODE}#decisions"
    assert "Kế hoạch gốc 5/QĐ-UBND 01/03/2026 – 31/12/2027" in page(client)
    assert "như phê duyệt lần đầu" in page(client)
    text = page(client, f"{CODE}/baseline")
    assert "Kế hoạch gốc đã được duyệt, không sửa được" in text
    given = {"start": "2026-01-01", "finish": "2027-01-01", "reason": "x"}
    assert send(client, f"{CODE}/baseline", **given).status_code == 409


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_form_says_beforehand_what_needs_a_second_person(client, monkeypatch, subject):
    monkeypatch.setattr("geoapp.web.following.asking.needs_consent", lambda *_: True)
    told = "cần người thứ hai" in page(client, f"{CODE}/{subject}")
    assert told == (subject in ("decisions", "baseline", "capital"))


def test_an_obstacle_is_raised_escalated_and_resolved(client):
    form = Form(client, f"{CODE}/obstacles").send(
        kind="capital", description="Thiếu vốn đối ứng", agency="HUE-STC", due="31/12/2026"
    )
    number = re.search(r"obstacles/(\d+)[^>]*>[^<]*<span[^>]*>: Thiếu vốn", client.get(
        CODE, headers={"Accept": BROWSER, "X-Name": "an"}).text)[1]  # fmt: skip
    assert form.status == 303
    path = f"{CODE}/obstacles/{number}"
    passed = Form(client, path, form="form-escalate").send(escalated_to="HUE-SXD")
    assert (passed.status, passed.location) == (303, f"{CODE}#obstacle-{number}")
    assert Form(client, path, form="form-resolve").send(resolution="Đã bố trí").status == 303
    assert "Đã bố trí" in page(client)
    assert Form(client, path, form="form-reopen").send(reason="Chưa đủ").status == 303


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("milestones", {}, 400),
        ("milestones", {"milestones": [1]}, 400),
        ("milestones", {"milestones": [{"colour": "red"}]}, 400),
        ("milestones", {"milestones": [{"kind": "completion"}], "reason": "x"}, 422),
        ("decisions", {"number": "1", "paid": 5}, 400),
        ("decisions", {"number": "1", "decided_on": "2026-11-01", "reason": "x"}, 422),
        ("capital", {"year": 1890, "sources": {}}, 400),
        ("capital", {"year": "x", "sources": {}}, 400),
        ("capital", {"year": 2026, "sources": 5}, 400),
        ("capital", {"year": 2026, "sources": {"gold": 5}, "reason": "x"}, 422),
        ("obstacles", {"kind": "capital", "description": "x" * 50_000}, 422),
        ("obstacles", {"kind": "capital", "description": "x", "agency": "NO"}, 422),
        ("obstacles/999999", {"act": "resolve", "resolution": "x"}, 404),
    ],
)
def test_a_program_is_told_what_it_sent_wrong(client, path, body, status):
    response = send(client, f"{CODE}/{path}", **body)
    assert response.status_code == status
    assert problem(response)["status"] == status


def test_a_body_that_is_no_object_is_told(client):
    response = client.post(f"{CODE}/capital", data="[1]", headers={"X-Name": "an"},
                           content_type="application/json")  # fmt: skip
    assert problem(response)["name"] == "body"


def test_problems_name_their_fields(client):
    body = {"kind": "ghost", "description": ""}
    found = problem(send(client, f"{CODE}/obstacles", **body))
    assert {one["field"] for one in found["problems"]} == {"kind", "description"}


def test_a_program_writes_with_if_match_and_is_refused_when_somebody_came_between(client):
    path = f"{CODE}/capital"
    seen = client.get(path, headers={"X-Name": "an"}).get_json()["revision"]
    body = {"year": 2026, "sources": {"oda": 5_000_000_000}, "reason": "Nhập từ phần mềm"}
    done = send(client, path, headers={"If-Match": f'"{seen}"'}, **body)
    assert done.status_code == 200
    assert done.get_json()["revision"] > seen
    body["sources"] = {"oda": 6_000_000_000}
    assert send(client, path, headers={"If-Match": f'"{seen}"'}, **body).status_code == 412
    assert send(client, path, **body).status_code == 200


def test_a_program_raises_and_changes_an_obstacle(client):
    body = {"kind": "procedure", "description": "Chờ thẩm định", "due": "2026-12-31"}
    made = send(client, f"{CODE}/obstacles", **body)
    assert made.status_code == 201
    path = f"{CODE}/obstacles/{made.get_json()['obstacle']}"
    assert send(client, path, act="change", due="2027-01-31", reason="Gia hạn").status_code == 200
    found = client.get(path, headers={"X-Name": "an"}).get_json()
    assert (found["due"], found["description"]) == ("2027-01-31", "Chờ thẩm định")


def test_hostile_words_are_shown_as_words(client):
    words = "{{ 7*7 }}<script>alert(1)</script>"
    send(client, f"{CODE}/obstacles", kind="other", description=words)
    response = client.get(CODE, headers={"Accept": BROWSER, "X-Name": "an"})
    assert "{{ 7*7 }}&lt;script&gt;" in response.text
    assert Page(response.text).inert


def test_the_agency_asked_is_led_to_resolve_and_may_change_nothing_else(client, asked):
    path, headers = asked
    shown = client.get(CODE, headers=headers)
    assert path in Page(shown.text).links()
    assert f"{CODE}/obstacles" not in Page(shown.text).links()
    form = client.get(path, headers=headers).text
    assert 'id="form-resolve"' in form
    assert 'id="form-change"' not in form
    told = {"act": "resolve", "resolution": "Đã chi trả"}
    assert client.post(path, json=told, headers={"X-Name": "sau"}).status_code == 200
    assert client.post(path, json={"act": "change"}, headers={"X-Name": "sau"}).status_code == 403


def test_what_an_agency_is_asked_stands_on_its_page(client, asked):
    path, headers = asked
    page = Page(client.get(f"/agencies/{ASKED}/reports", headers=headers).text)
    assert path in page.links()
    assert "Việc cơ quan này phải giải quyết" in page.text


@pytest.fixture
def asked(client):
    """The address of a task given to an agency, and the headers of a planner of its own."""
    body = {"kind": "task", "description": "Trình phương án", "agency": ASKED}
    number = send(client, f"{CODE}/obstacles", **body).get_json()["obstacle"]
    return f"{CODE}/obstacles/{number}", {"Accept": BROWSER, "X-Name": "sau"}
