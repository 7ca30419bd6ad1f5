"""The page for the meeting, and what programs read of it."""

import pytest

from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page


@pytest.fixture
def read_page(browse):
    def read(path):
        response = browse(path)
        assert response.status_code == 200, response.text[:500]
        return Page(response.text)

    return read


def test_programs_read_counts_and_differences(fetch):
    found = fetch("/changes?since=2026-11-20&limit=2").json
    assert found["numberReturned"] == 2
    assert found["numberMatched"] == sum(found["counts"].values()) == sum(found["groups"].values())
    assert found["noLongerLate"] == found["groups"]["no-longer-late"]


def test_people_read_the_days_that_are_compared(read_page):
    shown = read_page("/changes?since=2026-11-18")
    assert "từ 18/11/2026 đến 20/11/2026" in shown.text
    assert "cuối ngày 17/11/2026" in shown.text


def test_without_a_day_the_last_month_is_shown(read_page):
    assert "từ 21/10/2026" in read_page("/changes").text


def test_programs_must_say_since_when(fetch):
    assert problem(fetch("/changes"))["name"] == "since"


@pytest.mark.parametrize("since", ["2026-11-21", "hôm qua", "0001-01-01", "2026-13-01"])
def test_a_day_that_cannot_be_is_refused(fetch, browse, since):
    assert problem(fetch(f"/changes?since={since}"))["status"] == 400
    assert browse(f"/changes?since={since}").status_code == 400


def test_since_a_day_after_as_of_is_refused(fetch):
    assert fetch("/changes?since=2026-11-19&as_of=2026-11-18").status_code == 400


def test_the_page_keeps_the_filters_of_the_map(read_page):
    shown = read_page("/changes?since=2026-11-18&sector=health&color=sector")
    assert "Y tế" in shown.text
    (form,) = [one for one in shown.all("form") if one.get("class") == "since-form"]
    assert form["action"] == "/changes"
    assert {"type": "hidden", "name": "sector", "value": "health"} in shown.all("input")
    assert any(link.startswith("/?sector=health") for link in shown.links())
    assert "/changes?color=sector&since=2026-11-18" in shown.links()


def test_before_the_first_data_there_is_nothing_to_compare_and_no_list_of_all(read_page):
    shown = read_page("/changes?since=2026-11-01")
    assert "Số liệu đầu tiên được ghi ngày" in shown.text
    assert "127 dự án đang có trên bản đồ." in " ".join(shown.text.split())
    assert not [one for one in shown.all("li") if one.get("class") == "change"]
    assert not shown.all("section")


def test_the_map_of_changes_tells_kinds_and_roles(fetch):
    found = fetch("/changes.geojson?since=2026-11-01&q=chan+may").json
    assert found["type"] == "FeatureCollection"
    for one in found["features"]:
        assert one["properties"]["role"] in ("old", "new", "anchor")


def test_the_menu_leads_there_with_the_filters(read_page):
    assert "/changes?sector=health" in read_page("/?sector=health").links()


def test_a_bare_area_gets_its_dates(browse):
    answer = browse("/changes?since=2026-11-18&area=482")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("since=2026-11-18")
    assert "area=district:482@" in answer.headers["Location"]


def test_a_browser_and_a_program_at_one_address(client):
    asked = "/changes?since=2026-11-18"
    assert client.get(asked, headers={"Accept": BROWSER}).mimetype == "text/html"
    assert client.get(asked).mimetype == "application/json"


def test_the_page_leads_to_the_reports_of_the_same_time(browse):
    page = browse("/changes?since=2026-10-05&as_of=2026-11-20&sector=tourism").text
    assert "/months?sector=tourism&amp;as_of=2026-11-20&amp;from=2026-09&amp;to=2026-11" in page
