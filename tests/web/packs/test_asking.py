"""Asking for a pack by form and by program."""

import pytest

from tests.services.packing import PHU_LOC, PHU_VANG
from tests.web.conftest import BROWSER, problem

TWO = f"/packs?unit={PHU_LOC}&unit={PHU_VANG}&format=csv"


def test_a_program_is_told_where_the_pack_will_be(site):
    client, _ = site
    answer = client.post(TWO)
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/packs/{answer.json['id']}"
    assert answer.json["state"] == "queued"
    assert answer.json["progress"] == {"done": 0, "total": 2}


def test_a_json_body_repeats_a_name_by_a_list(site):
    client, _ = site
    asked = {"unit": [PHU_LOC, PHU_VANG], "format": ["csv", "kml"], "sector": "tourism"}
    answer = client.post("/packs", json=asked)
    assert answer.status_code == 202
    assert answer.json["units"] == [PHU_LOC, PHU_VANG]
    assert [one["name"] for one in answer.json["formats"]] == ["kml", "csv"]


def test_a_person_is_led_to_the_page_of_the_pack(site):
    client, _ = site
    form = {"unit": [PHU_LOC], "format": ["csv"], "csrf_token": "x"}
    answer = client.post("/packs", data=form, headers={"Accept": BROWSER})
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/packs/")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("format=doc", "format"),
        ("paper=a5", "paper"),
        ("sectr=x", "sectr"),
        ("on=2030-01-01", "on"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(site, query, name):
    client, _ = site
    answer = client.post(f"/packs?{query}")
    assert (answer.status_code, problem(answer)["name"]) == (400, name)


@pytest.mark.parametrize("body", [b"[1]", b"{", b'"x"'])
def test_a_body_that_is_no_object_is_refused(site, body):
    client, _ = site
    answer = client.post("/packs", data=body, content_type="application/json")
    assert answer.status_code == 400


def test_a_pack_is_stopped_by_its_page(site):
    client, _ = site
    where = client.post(TWO).headers["Location"]
    assert client.post(f"{where}/stop", headers={"Accept": BROWSER}).status_code == 303
    assert client.get(where).json["state"] == "cancelled"


def test_a_program_that_stops_what_has_ended_is_told(site):
    client, _ = site
    where = client.post(TWO).headers["Location"]
    assert client.post(f"{where}/stop").status_code == 200
    assert client.post(f"{where}/stop").status_code == 409


def test_too_many_at_once_are_asked_to_wait(site):
    client, _ = site
    answers = [client.post(TWO).status_code for _ in range(6)]
    assert answers == [202] * 5 + [503]
