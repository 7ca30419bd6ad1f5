"""The leader's page and its document for programs, over the real projects."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.app import create_app
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page

SECTIONS = ["late", "stalled", "obstacles", "not_reported", "disbursement"]


@pytest.fixture
def read_page(browse):
    def read(path):
        response = browse(path)
        assert response.status_code == 200, response.text[:500]
        return Page(response.text)

    return read


def test_programs_read_totals_trend_groups_and_lists(fetch):
    found = fetch("/attention").json
    assert list(found["lists"]) == SECTIONS
    assert found["monthDue"] == "2026-10"
    assert found["totals"]["late"]["count"] == len(found["lists"]["late"]) > 0
    assert found["trend"][-1] == {
        "month": "2026-10",
        "late": found["totals"]["late"]["count"],
        "reported": found["numberMatched"] - found["totals"]["not_reported"]["count"],
    }


def test_late_agrees_with_the_map(fetch):
    late = fetch("/collections/projects/items?schedule=late&limit=1").json["numberMatched"]
    assert fetch("/attention").json["totals"]["late"]["count"] == late


def test_groups_add_up_to_all(fetch):
    found = fetch("/attention").json
    for name in ("sector", "funding"):
        assert sum(row["projects"] for row in found["groups"][name]) == found["numberMatched"]


def test_one_list_is_read_page_by_page(fetch):
    whole = fetch("/attention?show=not_reported").json["lists"]
    part = fetch("/attention?show=not_reported&limit=2&offset=3").json["lists"]
    assert list(whole) == list(part) == ["not_reported"]
    codes = [line["code"] for line in whole["not_reported"]]
    assert [line["code"] for line in part["not_reported"]] == codes[3:5]


def test_a_line_says_who_why_and_since_when(fetch):
    (first, *_) = fetch("/attention?show=obstacles").json["lists"]["obstacles"]
    assert first["number"] == 1
    assert first["reason"] in (
        "land_clearance",
        "procedure",
        "capital",
        "contractor",
        "weather",
        "other",
        "task",
    )
    assert first["since"] < "2026-11-20"
    assert first["days"] > 0


def test_a_filter_narrows_page_and_document(fetch, read_page):
    found = fetch("/attention?sector=transport").json
    assert {row["code"] for row in found["groups"]["sector"]} == {"transport"}
    assert f"{found['numberMatched']} dự án" in read_page("/attention?sector=transport").text


def test_unknown_parameters_are_refused_to_programs_alone(fetch, browse):
    assert problem(fetch("/attention?secktor=health"))["name"] == "secktor"
    assert browse("/attention?fbclid=1").status_code == 200


@pytest.mark.parametrize("path", ["show=lte", "limit=0", "limit=9999", "sector=x", "offset=-1"])
def test_what_cannot_be_asked_is_refused(fetch, path):
    assert problem(fetch(f"/attention?{path}"))["name"] == path.split("=")[0]


def test_the_page_tells_all_five_lists_and_its_number_in_the_header(fetch, read_page):
    shown, totals = read_page("/attention"), fetch("/attention").json["totals"]
    for words in ("Chậm, xếp theo vốn", "Đứng yên", "Quá hạn", "Chưa báo cáo", "Giải ngân chậm"):
        assert words in shown.text
    assert f"Cần chú ý dự án chậm: {totals['late']['count']}" in " ".join(shown.text.split())


def test_every_page_leads_there_with_its_filters(read_page):
    for path in ("/?sector=health", "/changes?sector=health"):
        assert "/attention?sector=health" in read_page(path).links()


def test_projects_are_opened_with_the_filters_kept(read_page):
    links = read_page("/attention?funding=public").links()
    assert [link for link in links if link.startswith("/projects/") and "funding=public" in link]


def test_the_page_of_one_list_leads_back(read_page):
    shown = read_page("/attention?show=stalled&funding=public")
    assert "/attention?funding=public" in shown.links()
    assert "Không tăng 3 tháng liền" in shown.text


def test_on_the_wall_one_list_and_the_way_to_the_next(read_page):
    links = read_page("/attention?view=present").links()
    assert "/attention?view=present&show=stalled" in links
    assert "/attention?view=present&show=disbursement" in links


def test_a_bare_area_gets_its_dates(browse):
    answer = browse("/attention?show=late&area=482")
    assert answer.status_code == 302
    assert "area=district:482@" in answer.headers["Location"]
    assert answer.headers["Location"].endswith("show=late")


def test_english_speaks_english(read_page):
    assert "Needs attention" in read_page("/attention?lang=en").text


def test_an_earlier_day_is_told_as_it_stood(fetch):
    assert fetch("/attention?as_of=2026-11-19").json["numberMatched"] == 0


def test_in_january_nothing_keeps_up_with_a_plan_that_no_report_tells_of(settings, sample):
    january = create_app(replace(settings, today=date(2027, 1, 5)), sample).test_client()
    page = january.get("/attention", headers={"Accept": BROWSER}).text
    assert "Chưa có báo cáo giải ngân năm 2027." in page
    assert "Giải ngân theo kịp kế hoạch." not in page


def test_illustrative_figures_are_marked(read_page):
    assert read_page("/attention").text.count("Số liệu minh họa") >= 2


def test_the_map_is_told_where_all_lies_where_no_project_of_the_page_says_so(browse):
    told = {path: browse(path).text.split('id="geoapp-config"')[1].split("</script>")[0]
            for path in ("/attention", "/attention?q=zzz")}  # fmt: skip
    assert '"home":[' not in told["/attention"]
    assert '"home":[10' in told["/attention?q=zzz"]
