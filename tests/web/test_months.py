"""Two months compared, for people and for programs, over the real projects."""

import pytest

from tests.web.conftest import problem
from tests.web.reading import Page

PAIR = "from=2026-07&to=2026-10"


@pytest.fixture
def read_page(browse):
    def read(path):
        response = browse(path)
        assert response.status_code == 200, response.text[:500]
        return Page(response.text)

    return read


def test_programs_read_counts_and_both_reports(fetch):
    found = fetch(f"/months?{PAIR}&limit=3").json
    assert (found["from"], found["to"], found["numberReturned"]) == ("2026-07", "2026-10", 3)
    assert found["numberMatched"] == sum(found["counts"].values()) > 50
    assert {"progress", "planned_progress", "days_late", "schedule"} == set(
        found["projects"][0]["to"]
    )


def test_without_months_the_last_one_due_and_that_before(fetch):
    found = fetch("/months").json
    assert (found["from"], found["to"]) == ("2026-09", "2026-10")


def test_one_group_is_read_alone(fetch):
    found = fetch(f"/months?{PAIR}&move=moved").json
    assert {one["move"] for one in found["projects"]} == {"moved"}
    assert found["numberReturned"] == found["counts"]["moved"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=2026-10&to=2026-07", "from"),
        ("from=2026-07&to=2026-07", "from"),
        ("to=2026-12", "to"),
        ("from=hè&to=2026-07", "from"),
        ("from=0001-01&to=2026-07", "from"),
        ("to=0001-01", "to"),
        (f"{PAIR}&move=up", "move"),
        (f"{PAIR}&secktor=health", "secktor"),
    ],
)
def test_what_cannot_be_asked_is_refused(fetch, query, name):
    assert problem(fetch(f"/months?{query}"))["name"] == name


def test_a_page_refuses_in_words(browse):
    assert browse("/months?from=2026-10&to=2026-07").status_code == 400


def test_people_read_groups_with_before_and_after(read_page):
    shown = read_page(f"/months?{PAIR}")
    assert "Từ tháng 07/2026 đến tháng 10/2026" in shown.text
    for words in ("chậm thêm", "hoàn thành", "bắt đầu", "có tiến triển", "không báo cáo"):
        assert words in shown.text


def test_the_page_keeps_filters_and_months(read_page):
    shown = read_page(f"/months?sector=transport&{PAIR}")
    assert {"type": "hidden", "name": "sector", "value": "transport"} in shown.all("input")
    links = shown.links()
    assert f"/months?sector=transport&move=moved&{PAIR}" in links
    assert "/attention?sector=transport" in links


def test_the_map_of_moves_has_a_point_for_each(fetch):
    found = fetch(f"/months.geojson?{PAIR}").json
    assert {one["properties"]["role"] for one in found["features"]} == {"anchor"}
    assert len(found["features"]) > 20


def test_a_bare_area_gets_its_dates(browse):
    answer = browse(f"/months?area=482&{PAIR}")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(PAIR)


def test_english_speaks_english(read_page):
    assert "what moved" in read_page(f"/months?{PAIR}&lang=en").text
