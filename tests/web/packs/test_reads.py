"""The pages of packs, and the file, for those who may see it."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from geoapp.domain.rights import Viewer
from tests.services.packing import PHU_LOC, TWO
from tests.web.conftest import BROWSER

AS_READER, AS_PLANNER, AS_ADMIN = ({"X-Name": name} for name in ("xem", "an", "chi"))


def address(desk, number):
    return f"/packs/{desk.pack(number).key}"


def look(client, path, **headers):
    return client.get(path, headers={"Accept": BROWSER} | headers, buffered=True)


def made(desk, **given):
    number = desk.ask(**given)
    desk.make(number)
    return number


def test_a_pack_under_way_shows_how_far_it_is_and_how_to_stop_it(site):
    client, desk = site
    page = look(client, address(desk, desk.ask())).text
    assert 'max="4" value="0"' in page
    assert "0 / 4 tệp" in page
    assert "Dừng tạo" in page


def test_without_a_worker_the_page_says_so(site):
    client, desk = site
    assert "không có tiến trình xử lý" in look(client, address(desk, desk.ask())).text


def test_a_pack_that_is_ready_is_fetched_under_a_readable_name(site):
    client, desk = site
    where = address(desk, made(desk))
    assert f'href="{where}/file"' in look(client, where).text
    answer = client.get(f"{where}/file", buffered=True)
    assert answer.status_code == 200
    assert answer.content_type == "application/zip"
    said = answer.headers["Content-Disposition"]
    assert said == "attachment; filename=bo-tai-lieu-2-huyen-quan-thi-xa-2026-11-20.zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 5


def test_one_that_is_not_ready_cannot_be_fetched(site):
    client, desk = site
    assert client.get(f"{address(desk, desk.ask())}/file").status_code == 404


def test_after_its_time_it_is_gone_and_the_page_says_so(site):
    client, desk = site
    number = made(desk)
    desk.change(number, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    where = address(desk, number)
    assert client.get(f"{where}/file").status_code == 410
    assert client.get(where).json["file"] is None
    assert "nay đã hết hạn" in look(client, where).text


def test_a_file_that_was_lost_is_gone_too(site):
    client, desk = site
    number = made(desk)
    desk.room.archive_path(number).unlink()
    assert client.get(f"{address(desk, number)}/file").status_code == 410


def test_one_that_failed_says_why(site):
    client, desk = site
    number = desk.ask()
    desk.change(number, state="failed", problem='{"text": "There is not enough room on the '
                'service\'s disk.", "values": {}}')  # fmt: skip
    assert "không còn đủ chỗ" in look(client, address(desk, number)).text


@pytest.mark.parametrize("path", ["", "/file"])
def test_a_planners_pack_answers_others_like_one_that_is_not_there(site, path):
    client, desk = site
    where = address(desk, made(desk, viewer=Viewer("an", frozenset({"planner"}), None, None)))
    assert client.get(where + path, headers=AS_PLANNER, buffered=True).status_code == 200
    assert client.get(where + path, headers=AS_ADMIN, buffered=True).status_code == 200
    for headers in ({}, AS_READER):
        hidden, missing = (
            client.get(one + path, headers=headers) for one in (where, "/packs/" + "x" * 20)
        )
        assert (hidden.status_code, hidden.data) == (missing.status_code, missing.data)
        assert hidden.status_code == 404


def test_the_page_offers_the_districts_of_their_last_day(site):
    client, _ = site
    page = look(client, "/packs").text
    assert "21 đơn vị" in page
    assert "địa giới đến 30/06/2025" in page
    assert 'name="unit" value="district:482@2025-06-30"' in page


def test_the_page_keeps_filters_and_looks_for_every_file(site):
    client, _ = site
    page = look(client, f"/packs?level=commune&area={PHU_LOC}&schedule=late&paper=a3").text
    assert "Xã Chân Mây - Lăng Cô" in page
    assert 'name="schedule" value="late"' in page
    assert 'name="paper" value="a3"' in page
    assert "theo bộ lọc của bản đồ: Chậm" in page


def test_a_day_without_such_units_is_told_on_a_page(site):
    client, _ = site
    assert look(client, "/packs?level=district&on=2026-01-01").status_code == 400


def test_ones_own_packs_are_listed_and_no_other(site):
    client, desk = site
    mine = desk.ask(viewer=Viewer("xem", frozenset({"viewer"})))
    desk.ask()
    listed = client.get("/packs", headers=AS_READER).json["packs"]
    assert [one["id"] for one in listed] == [desk.pack(mine).key]
    assert client.get("/packs").json["packs"] == []
    assert address(desk, mine) in look(client, "/packs", **AS_READER).text


def test_scheduled_packs_are_listed_for_everybody(site):
    client, desk = site
    number = desk.ask(*TWO, scheduled_for=date(2026, 11, 21))
    assert [one["id"] for one in client.get("/packs").json["packs"]] == [desk.pack(number).key]


def test_an_address_that_no_pack_has_is_not_found(site):
    client, _ = site
    assert client.get("/packs/none").status_code == 404
    assert client.get("/packs/%00").status_code == 404
