"""Photos of a report: sent with its form, kept through mistakes, asked about when far."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from geoapp.app import create_app
from geoapp.models import Agency, Project, ReportPhoto
from tests.builders import geometry, revise
from tests.ingest.photos.pictures import picture
from tests.web.reading import Page
from tests.web.recognised import recognising

FORM = "/projects/P-1/report?month=2026-11"
SITE, FAR_AWAY = (107.6, 16.46), (105.85, 21.03)


@pytest.fixture
def desk(settings, database, office, own_session, tmp_path):
    project = own_session.scalars(select(Project).where(Project.code == "P-1")).one()
    revise(own_session)
    project.geometry, project.position = geometry(f"POINT({SITE[0]} {SITE[1]})"), "surveyed"
    own_session.commit()
    app = create_app(replace(settings, data_dir=tmp_path), database)
    return recognising(app, **office.people)


@pytest.fixture
def send(desk):
    def send(*pictures, name="hoa", **fields):
        data = {"seen": "0", "progress": "45"} | fields
        data["photos"] = [(BytesIO(one), f"anh-{n}.jpg") for n, one in enumerate(pictures)]
        return desk.post(FORM, data=data, headers={"Accept": "text/html", "X-Name": name})

    return send


@pytest.fixture
def look(desk):
    return lambda address, name="": desk.get(
        address, headers={"X-Name": name} if name else {}, buffered=True
    )


def rows(own_session):
    own_session.expire_all()
    return own_session.scalars(select(ReportPhoto).order_by(ReportPhoto.id)).all()


def tokens(answer):
    return [one["value"] for one in Page(answer.text).all("input") if one.get("name") == "kept"]


def test_photos_are_kept_with_time_place_and_distance(own_session, send):
    assert send(picture(place=SITE), picture(place=None)).status_code == 303
    first, second = rows(own_session)
    assert (first.distance_m, f"{first.taken_at:%H:%M}") == (0, "14:05")
    assert (second.distance_m, second.place, second.width) == (None, None, 1600)


def test_a_photo_taken_far_away_is_asked_about_and_need_not_be_sent_again(own_session, send):
    answer = send(picture(place=FAR_AWAY))
    assert (answer.status_code, rows(own_session)) == (422, [])
    assert "Ảnh 1 được chụp cách dự án 5" in answer.text
    assert send(kept=tokens(answer), far="1").status_code == 303
    assert rows(own_session)[0].distance_m > 500_000


def test_photos_survive_a_mistake_elsewhere_on_the_form(own_session, send):
    answer = send(picture(place=SITE), progress="145")
    assert len(tokens(answer)) == 1
    send(kept=tokens(answer))
    assert len(rows(own_session)) == 1


def test_a_forged_word_for_a_photo_is_no_photo(own_session, send):
    send(kept=["eyJzaGEyNTYiOiJhYSJ9.forged"])
    assert rows(own_session) == []


def test_what_is_no_photo_keeps_the_report_out_and_is_named(own_session, send):
    answer = send(b"<svg onload='alert(1)'/>")
    assert (answer.status_code, rows(own_session)) == (422, [])
    assert "anh-0.jpg: Đây không phải ảnh" in answer.text


def test_too_many_are_refused(send):
    small = picture((40, 30), place=SITE)
    assert "nhiều nhất 8 ảnh" in send(*[small] * 9).text


def test_they_are_served_as_pictures_and_nothing_else(look, own_session, send):
    send(picture(place=SITE))
    number = rows(own_session)[0].id
    for address in (f"/photos/{number}", f"/photos/{number}/small"):
        answer = look(address)
        assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert b"Secret Camera" not in answer.data


def test_the_projects_page_shows_them_with_distance_and_time(desk, send):
    send(picture(place=SITE))
    page = desk.get("/projects/P-1", headers={"Accept": "text/html"})
    assert "14:05 · 12/11/2026" in page.text
    assert "cách dự án 0\xa0m" in page.text


def test_photos_of_a_report_that_waits_are_not_for_everybody(desk, look, own_session, send):
    agency = own_session.scalars(select(Agency).where(Agency.code == "SXD")).one()
    agency.needs_approval = True
    own_session.commit()
    send(picture(place=SITE))
    number = rows(own_session)[0].id
    assert look(f"/photos/{number}").status_code == 404
    assert look(f"/photos/{number}", "minh").status_code == 200
    assert (
        f"/photos/{number}/small"
        in desk.get("/reports/waiting", headers={"X-Name": "minh", "Accept": "text/html"}).text
    )


def test_undo_takes_photos_away_and_brings_them_back(desk, look, own_session, send):
    send(picture(place=SITE))
    number, revision = rows(own_session)[0].id, rows(own_session)[0].revision_id
    undone = desk.post(f"/revisions/{revision}/undo", json={}, headers={"X-Name": "hoa"})
    assert (undone.status_code, look(f"/photos/{number}").status_code) == (201, 404)
    desk.post(f"/revisions/{undone.json['revision']}/undo", json={}, headers={"X-Name": "hoa"})
    assert look(f"/photos/{number}").status_code == 200


def test_what_photos_show_is_said_once_for_all_or_of_each(own_session, send):
    send(picture(place=SITE), picture((50, 40), place=SITE), caption=" Trụ T3 ")
    assert [one.caption for one in rows(own_session)] == ["Trụ T3", "Trụ T3"]
    send(picture(place=SITE), picture((50, 40), place=SITE), caption=["Trụ T4", ""],
         seen=str(rows(own_session)[0].report_id))  # fmt: skip
    assert [one.caption for one in rows(own_session)[2:]] == ["Trụ T4", None]


def test_what_was_said_of_a_photo_survives_a_mistake_and_can_be_said_anew(own_session, send):
    answer = send(picture(place=SITE), progress="145", caption="Trụ T3")
    (field,) = [
        one for one in Page(answer.text).all("input") if one.get("name", "").startswith("caption:")
    ]
    assert field["value"] == "Trụ T3"
    send(kept=tokens(answer), **{field["name"]: "Trụ T5"})
    assert [one.caption for one in rows(own_session)] == ["Trụ T5"]


@pytest.mark.parametrize("words", ["x" * 501, "a\x00b", "x" * 50_000])
def test_words_that_cannot_be_kept_with_a_photo_are_refused(own_session, send, words):
    answer = send(picture(place=SITE), caption=words)
    assert (answer.status_code, rows(own_session)) == (422, [])


@pytest.fixture
def post(desk):
    """Send a report with photos as a program does."""

    def send_parts(*pictures, name="hoa", report=None, **fields):
        told = {"project": "P-1", "month": "2026-11", "progress": 45} | (report or {})
        data = {"report": json.dumps(told)} | fields
        data["photos"] = [(BytesIO(one), f"anh-{n}.jpg") for n, one in enumerate(pictures)]
        return desk.post("/reports", data=data, headers={"X-Name": name})

    return send_parts


def test_a_program_sends_photos_with_its_report_and_finds_them_again(desk, post):
    answer = post(picture(place=SITE), caption="Trụ T3")
    assert answer.status_code == 201
    found = desk.get("/collections/reports/items?project=P-1&month=2026-11").json
    (photo,) = found["features"][0]["properties"]["photos"]
    assert (photo["caption"], photo["distance_m"], photo["taken_at"]) == (
        "Trụ T3", 0, "2026-11-12T14:05:09")  # fmt: skip
    assert photo["place"] == pytest.approx(SITE, abs=1e-4)
    assert desk.get(photo["href"], buffered=True).content_type == "image/jpeg"


def test_a_programs_photo_from_far_away_is_refused_until_it_says_so(own_session, post):
    answer = post(picture(place=FAR_AWAY))
    assert (answer.status_code, rows(own_session)) == (422, [])
    assert [one["code"] for one in answer.json["issues"]] == ["photo_far"]
    assert post(picture(place=FAR_AWAY), far="1").status_code == 201


@pytest.mark.parametrize(
    ("told", "status"),
    [({"progress": 145}, 422), ({"project": "NO"}, 422), ({"project": "a\0b"}, 422),
     ({"month": "2027-01"}, 422), ({"project": "Q-1"}, 403)],
)  # fmt: skip
def test_a_programs_report_that_cannot_be_keeps_its_photos_out(own_session, post, told, status):
    assert post(picture(place=SITE), report=told).status_code == status
    assert rows(own_session) == []


@pytest.mark.parametrize("report", ["", "[]", "{"])
def test_a_form_without_a_report_is_told_which_field_lacks(desk, report):
    answer = desk.post("/reports", headers={"X-Name": "hoa"}, data={"report": report},
                       content_type="multipart/form-data")  # fmt: skip
    assert (answer.status_code, answer.json["name"]) == (400, "report")
