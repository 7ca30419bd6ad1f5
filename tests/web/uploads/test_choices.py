"""Choices by forms: coordinate system, columns, codes for rows without one, repairs."""

import json

from tests.ingest.upload_files import collection as plain_collection
from tests.services.uploading import feature, says
from tests.web.reading import Page

# Huế in VN-2000, central meridian 107°, as east and north.
EAST, NORTH = 561689.361, 1821650.445
BOW_TIE = [[107.5, 16.4], [107.6, 16.5], [107.6, 16.4], [107.5, 16.5], [107.5, 16.4]]


def in_metres(*codes):
    return plain_collection(*(
        {"type": "Feature", "properties": {"ma_da": code, "ghi_chu": f"tên của {code}"},
         "geometry": {"type": "Point", "coordinates": [EAST + 100 * n, NORTH]}}
        for n, code in enumerate(codes)
    )).encode()  # fmt: skip


def state(people, address):
    return people.get(address).json


def choose(press, people, address, **fields):
    return press(f"{address}/choices", version=state(people, address)["version"], **fields)


def test_metres_without_a_system_offer_pictures_of_zones(send, look, people):
    address = send(file=in_metres("TTH-001", "TTH-002"))
    assert state(people, address)["state"] == "needs-position"
    page = Page(look(address).text)
    cards = [one for one in page.all("input") if one.get("name") == "proposal"]
    assert len(cards) > 1
    assert len(page.all("path")) >= len(cards)
    assert "107°00′" in page.text


def test_a_chosen_picture_brings_the_positions_home(send, press, people):
    address = send(file=in_metres("TTH-001"))
    assert choose(press, people, address, proposal="0").status_code == 303
    row = people.get(f"{address}/rows").json["rows"][0]
    assert abs(row["new_geometry"]["coordinates"][0] - 107.5796) < 1e-3


def test_another_zone_can_be_named(send, press, people):
    address = send(file=in_metres("TTH-001"))
    choose(press, people, address, zone="9213")
    assert state(people, address)["choices"]["frame"]["crs"]["epsg"] == 9213


def test_a_column_is_given_another_field(send, press, people):
    address = send(says("TTH-001", ghi_chu="Tên theo ghi chú"))
    columns = [one["name"] for one in state(people, address)["reading"]["columns"]]
    fields = {f"field.{columns.index('code')}": "code", f"field.{columns.index('ghi_chu')}": "name"}
    choose(press, people, address, has_columns="1", **fields)
    row = people.get(f"{address}/rows?code=TTH-001").json["rows"][0]
    assert row["fields"][0]["after"] == "Tên theo ghi chú"


def test_two_columns_cannot_say_the_same_field(send, press, people):
    address = send(says("TTH-001", ghi_chu="x"))
    columns = [one["name"] for one in state(people, address)["reading"]["columns"]]
    same = {f"field.{place}": "name" for place in range(len(columns))}
    answer = choose(press, people, address, has_columns="1", **same)
    assert answer.status_code == 400
    assert 'id="refused"' in answer.text
    assert state(people, address)["state"] == "ready"


def test_a_row_without_a_code_is_matched_by_hand(send, press, people, look):
    name = people.get("/collections/projects/items/TTH-005").json["properties"]["name"]
    address = send(says(None, name=name, progress=99), says("TTH-001", name="Khác"))
    assert 'value="TTH-005"' in look(address).text
    choose(press, people, address, unmatched="1", **{"match.1": "TTH-005"})
    row = people.get(f"{address}/rows?code=TTH-005").json["rows"][0]
    assert row["outcome"] == "changed"


def test_matching_is_not_ticked_off_while_a_row_is_open(send, look):
    open_row, matched = (
        " ".join(Page(look(send(row)).text).text.split())
        for row in (says(None, name="Chưa ai biết", progress=9), says("TTH-001", name="Khác"))
    )
    assert "✓ Khớp" not in open_row
    assert "✓ Khớp" in matched


def test_a_row_without_a_code_becomes_a_new_project_or_stays_out(send, press, people):
    crowd = [feature(None, name=f"Chưa ai biết {n}") for n in range(2)]
    address = send(*crowd)
    fields = {"match.1": "new", "code.1": "moi-1", "match.2": "", "code.2": "MOI-2"}
    choose(press, people, address, unmatched=["1", "2"], **fields)
    counts = state(people, address)["rows"]
    assert (counts["added"], counts["refused"]) == (1, 1)
    assert people.get(f"{address}/rows?code=MOI-1").json["rows"][0]["outcome"] == "added"


def test_repairs_are_accepted_one_by_one_or_all(send, press, people, look):
    outlines = [
        feature(f"C-{n}") | {"geometry": {"type": "Polygon", "coordinates": [BOW_TIE]}}
        for n in range(3)
    ]
    address = send(*outlines)
    assert look(address).text.count('class="repair-fault"') >= 3
    choose(press, people, address, has_repairs="1", repair="2")
    assert state(people, address)["rows"]["added"] == 1
    choose(press, people, address, has_repairs="1", every_repair="1")
    assert state(people, address)["rows"]["added"] == 3


def test_hostile_columns_and_values_are_text(send, look):
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    file = json.dumps([1, 2]).encode()
    assert look(send(file=file)).status_code == 200
    page = Page(look(send(says("TTH-001", name="x", **{evil: evil}))).text)
    assert page.inert
    assert evil in page.text


def test_columns_named_as_coordinates_ask_for_their_system(send, press, people, look):
    lines = ["code;diem 1;diem 2", f"TTH-001;{EAST};{NORTH}", f"TTH-002;{EAST + 90};{NORTH}"]
    address = send(file="\n".join(lines).encode(), name="toa-do.csv")
    upload = state(people, address)
    assert upload["state"] == "ready"
    names = [one["name"] for one in upload["reading"]["columns"]]
    meant = {"code": "code", "diem 1": "x", "diem 2": "y"}
    fields = {f"field.{names.index(name)}": field for name, field in meant.items()}
    choose(press, people, address, has_columns="1", **fields)
    assert state(people, address)["state"] == "needs-position"
    assert "107°00′" in Page(look(address).text).text
    choose(press, people, address, has_columns="1", proposal="0", **fields)
    row = people.get(f"{address}/rows?code=TTH-001").json["rows"][0]
    assert abs(row["new_geometry"]["coordinates"][1] - 16.4698) < 1e-3


def test_all_rows_that_name_a_project_exactly_are_matched_at_once(send, press, people, look):
    codes = ("TTH-040", "TTH-041")
    names = [
        people.get(f"/collections/projects/items/{code}").json["properties"]["name"]
        for code in codes
    ]
    address = send(*(says(None, name=name, progress=99) for name in (*names, "Chưa ai biết")))
    assert 'name="every_same_name"' in look(address).text
    choose(press, people, address, unmatched=["1", "2", "3"], every_same_name="1")
    matches = state(people, address)["choices"]["matches"]
    assert matches == {"1": "TTH-040", "2": "TTH-041"}
    assert state(people, address)["rows"]["refused"] == 1
