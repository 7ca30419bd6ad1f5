"""The preview of rows: counts that filter, differences field by field, and the map's features."""

import pytest

from tests.services.uploading import feature, says
from tests.web.reading import Page

HERE = (107.6, 16.46)


def part(people, address, query):
    answer = people.get(f"{address}/rows?{query}", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return Page(answer.text).text


def test_a_change_shows_the_old_and_the_new_value(send, look):
    text = Page(look(send(says("TTH-001", name="Tên mới của dự án"))).text).text
    assert "Tên mới của dự án" in text
    assert "→" in text


def test_counts_lead_to_their_rows(send, people):
    address = send(feature("R-1"), says("TTH-002", name="Khác hẳn"))
    assert "R-1" in part(people, address, "outcome=added")
    assert "R-1" not in part(people, address, "outcome=changed")
    assert "R-1" in part(people, address, "code=R-1")


def test_missing_projects_are_said_to_stay(send, people):
    address = send(says("TTH-001", name="Khác"))
    assert "tệp không bao giờ xóa dự án" in part(people, address, "outcome=missing")


def test_many_rows_come_page_by_page(send, people):
    address = send(*(feature(f"MANY-{n:03}", (107.5 + n / 1000, 16.46)) for n in range(60)))
    assert "26–50" in part(people, address, "outcome=added&page=2")
    assert "MANY-059" in part(people, address, "outcome=added&page=3")


def test_the_map_gets_old_and_new_places(send, people):
    address = send(feature("TTH-001", HERE), feature("R-2", HERE))
    found = people.get(f"{address}/map.geojson").json
    roles = [(one["properties"]["code"], one["properties"]["role"]) for one in found["features"]]
    assert sorted(roles) == [("R-2", "new"), ("TTH-001", "new"), ("TTH-001", "old")]
    assert found["numberMatched"] == 2
    new = next(one for one in found["features"] if one["properties"]["code"] == "R-2")
    assert new["geometry"]["coordinates"] == list(HERE)


def test_the_map_says_what_it_leaves_out(send, people):
    address = send(feature("R-3", HERE), feature("R-4", HERE))
    found = people.get(f"{address}/map.geojson?limit=1").json
    assert (found["numberMatched"], found["numberReturned"], len(found["features"])) == (2, 1, 1)


def test_the_map_shows_where_a_fault_lies(send, people):
    bow_tie = [[107.5, 16.4], [107.6, 16.5], [107.6, 16.4], [107.5, 16.5], [107.5, 16.4]]
    broken = feature("R-5") | {"geometry": {"type": "Polygon", "coordinates": [bow_tie]}}
    found = people.get(f"{send(broken)}/map.geojson").json
    (fault,) = found["features"]
    assert fault["properties"]["role"] == "fault"
    assert fault["geometry"]["coordinates"] == pytest.approx([107.55, 16.45])


def test_names_with_markup_are_text_in_rows(send, people):
    address = send(says("TTH-001", name="<b onclick=x>{{ 7*7 }}</b>"))
    answer = people.get(f"{address}/rows", headers={"HX-Request": "true"})
    page = Page(answer.text)
    assert page.inert
    assert "<b onclick=x>{{ 7*7 }}</b>" in page.text


def test_a_file_that_moves_nothing_has_no_map(send, look):
    assert 'id="change-map"' not in look(send(says("TTH-001", name="Chỉ đổi tên"))).text
    assert 'id="change-map"' in look(send(feature("R-6", HERE))).text
