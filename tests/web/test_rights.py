"""Rights by address: alike for a session and a token, on a public map and a private one."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.app import create_app
from geoapp.models import AuditEntry
from geoapp.services.tokens import make_token
from tests.conftest import TODAY
from tests.people import SHELL
from tests.services.offices import IN_EAST, IN_WEST, found_offices, viewer
from tests.services.uploading import ADMIN, Desk, collection, feature, says
from tests.web.accounts.conftest import Browser

JSON = {"Accept": "application/json"}
MISSING = 99_999


@pytest.fixture(scope="module")
def world(database, settings, tmp_path_factory):
    """Offices with uploads and revisions of the west's agency, of drafts, and of the other."""
    found_offices(database.app_engine)
    data = tmp_path_factory.mktemp("rights")
    desk = Desk(database.app_engine, data, TODAY)
    hoa, lan = (viewer(desk.engine, name) for name in ("hoa", "lan"))
    own = replace(settings, data_dir=data)
    ready = desk.receive(says("SXD-W-OPEN", name="Đang xem"), viewer=hoa)
    return SimpleNamespace(
        desk=desk,
        apps={
            public: create_app(replace(own, public=public), database) for public in (True, False)
        },
        ready=ready,
        theirs=desk.receive(says("SYT-W-OPEN", name="Đang xem"), viewer=lan),
        open=desk.apply(says("SXD-W-OPEN", name_en="Open"), viewer=hoa),
        draft=desk.apply(says("SXD-W-DRAFT", name_en="Secret"), viewer=hoa),
        mixed=desk.apply(
            says("SXD-W-OPEN", name_en="Both"), says("SYT-W-DRAFT", name_en="Hidden"), viewer=ADMIN
        ),
    )


class Asker:
    """Somebody who asks as a program does, by a token or with a browser's session."""

    def __init__(self, app, name, way, engine):
        self.browser, self.headers = Browser(app), dict(JSON)
        self.name = name
        if way == "token" and name:
            with Session(engine) as session:
                token = make_token(session, SHELL, name, name="program", days=1)
            self.headers["Authorization"] = f"Bearer {token}"
        elif name:
            self.browser.sign_in(name)

    def get(self, path):
        return self.browser.ask("GET", path, headers=self.headers)

    def post(self, path, **given):
        if "Authorization" not in self.headers:
            self.browser.open("/account")
            given.setdefault("headers", {})["X-CSRFToken"] = self.browser.token()
        headers = self.headers | given.pop("headers", {})
        return self.browser.ask("POST", path, headers=headers, **given)


@pytest.fixture(params=["session", "token"])
def way(request):
    return request.param


@pytest.fixture(params=[True, False], ids=["public", "private"])
def ask(world, way, request):
    kept = {}

    def asker(name):
        if name not in kept:
            kept[name] = Asker(world.apps[request.param], name, way, world.desk.engine)
        return kept[name]

    return asker


def log(world, **wanted):
    with Session(world.desk.engine) as session:
        found = select(AuditEntry).filter_by(**wanted).order_by(AuditEntry.id)
        return [(entry.thing, entry.refused) for entry in session.scalars(found)]


def words(response, number):
    return response.status_code, response.text.replace(str(number), "N")


UPLOADS = ["/uploads/{}", "/uploads/{}/rows", "/uploads/{}/issues"]


def test_uploads_of_others_and_missing_ones_answer_alike(world, ask):
    for path in UPLOADS:
        assert ask("hoa").get(path.format(world.ready)).status_code == 200
        assert ask("minh").get(path.format(world.ready)).status_code == 200
        hidden = ask("lan").get(path.format(world.ready))
        missing = ask("lan").get(path.format(MISSING))
        assert words(hidden, world.ready) == words(missing, MISSING)
        assert hidden.status_code == 404


def test_uploads_of_others_are_not_listed(world, ask):
    listed = {
        name: {one["id"] for one in ask(name).get("/uploads").get_json(force=True)["uploads"]}
        for name in ("hoa", "lan", "nga")
    }
    assert world.ready in listed["hoa"]
    assert world.theirs not in listed["hoa"]
    assert world.theirs in listed["lan"] & listed["nga"]
    assert world.ready not in listed["lan"] | listed["nga"]


ACTS = ["choices", "conflicts", "submit", "approve", "return", "cancel", "apply"]


@pytest.mark.parametrize("act", ACTS)
def test_no_act_tells_an_upload_of_others_from_a_missing_one(world, ask, act):
    given = {"json": {"note": "x"}} if act == "return" else {"json": {}}
    answers = [
        words(ask("lan").post(f"/uploads/{number}/{act}", **given), number)
        for number in (world.ready, MISSING)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize(
    ("act", "name", "reason"),
    [
        ("choices", "thu", "others-upload"),
        ("conflicts", "thu", "others-upload"),
        ("submit", "thu", "others-upload"),
        ("cancel", "thu", "others-upload"),
        ("apply", "thu", "others-upload"),
        ("apply", "minh", "not-submitted"),
        ("approve", "hoa", "role"),
        ("return", "hoa", "role"),
        ("submit", "khach", "role"),
    ],
)
def test_each_refused_act_leaves_a_trace(world, ask, act, name, reason):
    entry = {"who": name, "refused": reason}
    before = len(log(world, **entry))
    given = {"note": "x"} if act == "return" else {}
    answer = ask(name).post(f"/uploads/{world.ready}/{act}", json=given)
    assert answer.status_code == 403
    assert len(log(world, **entry)) == before + 1


def test_looking_at_an_upload_of_others_leaves_a_trace(world, ask):
    entry = {"who": "lan", "what": "see-upload", "thing": str(world.ready)}
    before = len(log(world, **entry))
    ask("lan").get(f"/uploads/{world.ready}").close()
    assert log(world, **entry)[before:] == [(str(world.ready), "hidden-upload")]


def test_a_file_that_may_not_be_sent_leaves_a_trace(world, ask):
    file = collection(feature("N-9", IN_WEST, lead_agency="SXD"))
    for name, query, what in (
        ("khach", "", "handle-data"),
        ("minh", "", "upload"),
        ("hoa", "&agency=SYT", "upload"),
    ):
        before = len(log(world, who=name, what=what))
        answer = ask(name).post(f"/uploads?name=a.geojson{query}", data=file)
        assert answer.status_code == 403, answer.text
        assert len(log(world, who=name, what=what)) == before + 1


def test_a_change_that_moves_a_project_out_of_the_area_is_refused_by_row(ask):
    file = collection(feature("SXD-W-OPEN", IN_EAST))
    sent = ask("hoa").post("/uploads?name=a.geojson", data=file)
    assert sent.status_code == 201
    upload = sent.get_json(force=True)
    assert upload["rows"] | {"missing": 0} == {
        "added": 0, "changed": 0, "unchanged": 0, "refused": 1, "missing": 0, "left": 0,
    }  # fmt: skip
    issues = ask("hoa").get(f"/uploads/{upload['id']}/issues").get_json(force=True)["issues"]
    (issue,) = (one for one in issues if one["severity"] == "error")
    assert (issue["code"], issue["field"]) == ("not_your_area", "geometry")
    assert issue["message"] == (
        "Theo dòng này, dự án sẽ nằm ngoài địa bàn mà người gửi tệp phụ trách."
    )
    assert "apply" not in upload["may"]
    assert ask("hoa").post(f"/uploads/{upload['id']}/apply").status_code == 409


def test_a_revision_of_drafts_alone_is_for_those_who_may_see_them(world, ask):
    path = f"/revisions/{world.draft}"
    for name in ("hoa", "minh", "thu"):
        assert "Secret" in ask(name).get(path).text
    for name in ("lan", "nga", "khach", ""):
        for part in ("", "/map.geojson"):
            hidden = ask(name).get(path + part)
            missing = ask(name).get(f"/revisions/{MISSING}{part}")
            assert words(hidden, world.draft) == words(missing, MISSING)
            assert hidden.status_code == 404
    assert (str(world.draft), "hidden-revision") in log(world, who="khach", what="see-revision")


def test_of_a_revision_each_sees_the_projects_that_are_open_or_theirs(world, ask):
    seen = {
        name: sorted(
            step["code"]
            for step in ask(name).get(f"/revisions/{world.mixed}").get_json(force=True)["changes"]
        )
        for name in ("khach", "hoa", "nga")
    }
    assert seen == {
        "khach": ["SXD-W-OPEN"],
        "hoa": ["SXD-W-OPEN"],
        "nga": ["SXD-W-OPEN", "SYT-W-DRAFT"],
    }
    told = ask("khach").get(f"/revisions/{world.mixed}").get_json(force=True)
    assert told["projects"] == 1


def test_the_list_of_revisions_leaves_out_what_is_hidden(world, ask):
    def listed(name):
        found = ask(name).get("/revisions").get_json(force=True)
        return {one["revision"] for one in found["revisions"]}

    assert {world.open, world.draft, world.mixed} <= listed("hoa")
    assert world.draft not in listed("lan") | listed("khach")
    assert world.open in listed("khach")


def test_the_file_goes_with_the_upload(world, ask):
    path = f"/revisions/{world.open}/file"
    for name, status in (("hoa", 200), ("minh", 200), ("lan", 404), ("nga", 404), ("khach", 403)):
        assert ask(name).get(path).status_code == status, name
    assert (str(world.open), "hidden-upload") in log(world, who="lan", what="see-file")
    shown = ask("lan").get(f"/revisions/{world.open}").get_json(force=True)
    assert shown["file"]["href"] is None


def test_history_and_changes_show_no_drafts_of_others(ask):
    assert "Secret" in ask("hoa").get("/projects/SXD-W-DRAFT/history").text
    for name in ("lan", "khach"):
        hidden = ask(name).get("/projects/SXD-W-DRAFT/history")
        missing = ask(name).get("/projects/SXD-W-NOTHING/history")
        assert hidden.status_code == missing.status_code == 404
    for name in ("hoa", "lan", "khach"):
        changes = ask(name).get(f"/changes?since={TODAY}").text
        assert "DRAFT" not in changes


@pytest.mark.parametrize(
    ("name", "revision", "status", "reason"),
    [
        ("khach", "open", 403, "role"),
        ("thu", "open", 403, "others-revision"),
        ("nga", "open", 403, "agency"),
        ("nga", "draft", 404, "hidden-revision"),
        ("minh", "mixed", 403, "agency"),
    ],
)
def test_each_refused_undo_leaves_a_trace(world, ask, name, revision, status, reason):
    number = getattr(world, revision)
    before = len(log(world, who=name, refused=reason))
    assert ask(name).post(f"/revisions/{number}/undo").status_code == status
    assert len(log(world, who=name, refused=reason)) == before + 1


def test_a_stranger_who_writes_leaves_a_trace(world):
    stranger = Browser(world.apps[True])
    for path in ("/uploads?name=a", f"/uploads/{world.ready}/apply", "/revisions/1/undo"):
        assert stranger.ask("POST", path, headers=JSON).status_code == 401
    entries = log(world, who="", what="handle-data", address=stranger.address)
    assert entries == [
        ("/uploads", "not-signed-in"),
        (f"/uploads/{world.ready}/apply", "not-signed-in"),
        ("/revisions/1/undo", "not-signed-in"),
    ]


def test_a_program_before_a_private_map_leaves_a_trace(world):
    stranger = Browser(world.apps[False])
    stranger.ask("GET", "/collections/projects/items", headers=JSON).close()
    assert log(world, who="", what="see-map", address=stranger.address) == [
        ("/collections/projects/items", "not-signed-in")
    ]


def test_a_person_who_is_asked_to_sign_in_is_not_refused(world):
    visitor = Browser(world.apps[False])
    assert visitor.open("/").status_code == 303
    assert log(world, address=visitor.address) == []
