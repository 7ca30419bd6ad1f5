"""An agency's page: its month as a grid that also works as a plain form."""

import re

import pytest

from tests.web.conftest import problem
from tests.web.reading import Page
from tests.web.reports.offices import report

GRID = "/agencies/SXD/reports?month=2026-11"


def fields(code, seen=0, **cells):
    names = ("progress", "disbursed_month_vnd", "disbursed_vnd", "done", "next_steps", "reason")
    blank = {f"{name}.{code}": "" for name in names}
    return blank | {f"seen.{code}": str(seen)} | {f"{k}.{code}": v for k, v in cells.items()}


@pytest.fixture
def fill(desk):
    def send(*rows, name="hoa", path=GRID):
        data = {key: value for row in rows for key, value in row.items()}
        return desk.post(path, data=data, headers={"Accept": "text/html", "X-Name": name})

    return send


def stored(desk, month="2026-11"):
    found = desk.get(f"/collections/reports/items?month={month}&agency=SXD").json["features"]
    return {
        one["properties"]["project"]: (one["properties"]["progress"], one["properties"]["done"])
        for one in found
    }


def test_the_page_says_what_is_due_and_what_is_missing(open_page):
    page = Page(open_page("/agencies/SXD/reports").text)
    assert "Báo cáo tháng 11/2026, hạn gửi 20/11/2026" in page.text
    for words in ("dự án phải báo cáo", "chưa báo cáo"):
        assert re.search(rf"{words}\s*3\b", page.text)


def test_last_months_figures_and_the_plan_stand_beside(open_page):
    page = Page(open_page(GRID).text)
    for words in ("40%", "10/2026", "kế hoạch năm 20\xa0tỷ\xa0đồng"):
        assert words in page.text


def test_finished_projects_are_not_waited_for(open_page):
    assert "1 dự án không phải báo cáo" in open_page(GRID).text


def test_rows_that_were_filled_are_one_revision_and_the_others_stay(desk, fill):
    answer = fill(fields("P-1", progress="45,5", done="Đổ bê tông"), fields("P-2"), fields("P-3"))
    assert answer.status_code == 303
    assert stored(desk) == {"P-1": (45.5, "Đổ bê tông")}
    after = desk.get(answer.location, headers={"X-Name": "hoa", "Accept": "text/html"})
    assert "Đã gửi 1 báo cáo." in after.text


def test_one_bad_cell_keeps_everything_out_and_is_named(desk, fill):
    answer = fill(fields("P-1", progress="45"), fields("P-2", progress="101", done="giữ lại"))
    assert answer.status_code == 422
    page = Page(answer.text)
    bad = [one["name"] for one in page.all("input") if "aria-invalid" in one]
    assert bad == ["progress.P-2"]
    assert "Dòng 2, P-2" in page.text
    assert "giữ lại" in answer.text
    assert stored(desk) == {}


def test_what_cannot_be_read_is_named_too(fill):
    text = fill(fields("P-1", progress="45", disbursed_vnd="mười tỷ")).text
    assert "“mười tỷ” không phải là số." in text


def test_money_is_typed_in_billions_the_vietnamese_way(desk, fill):
    fill(fields("P-3", progress="1", disbursed_vnd="1.234,5", reason="Ứng vốn"))
    found = desk.get("/collections/reports/items?project=P-3").json["features"][0]
    assert found["properties"]["disbursed_vnd"] == 1_234_500_000_000


def test_rows_shown_with_a_report_and_left_alone_are_not_sent_again(desk, own_session, fill):
    number = report(own_session, "P-1", "2026-11", 50.25, done="Xong nền")
    own_session.commit()
    shown = fields("P-1", seen=number, progress="50,25", done="Xong nền")
    answer = fill(shown, fields("P-2", progress="60"))
    assert answer.status_code == 303
    assert stored(desk) == {"P-1": (50.25, "Xong nền"), "P-2": (60, None)}


def test_nothing_filled_in_is_said(fill):
    answer = fill(fields("P-1"), fields("P-2"))
    assert (answer.status_code, "Không có dòng nào thay đổi" in answer.text) == (422, True)


def test_somebody_elses_figures_are_shown_before_they_are_overwritten(desk, fill):
    fill(fields("P-1", progress="44", done="Lan ghi"), name="lan")
    answer = fill(fields("P-1", progress="46"))
    assert (answer.status_code, stored(desk)["P-1"]) == (412, (44, "Lan ghi"))
    assert "Lan ghi" in answer.text
    seen = next(one for one in Page(answer.text).all("input") if one.get("name") == "seen.P-1")
    assert fill(fields("P-1", seen=seen["value"], progress="46")).status_code == 303
    assert stored(desk)["P-1"] == (46, None)


def test_the_check_says_what_is_wrong_and_stores_nothing(desk):
    data = fields("P-1", progress="39") | fields("P-2", progress="41")
    answer = desk.post(
        "/agencies/SXD/reports/check?month=2026-11", data=data, headers={"X-Name": "hoa"}
    )
    assert answer.json["changed"] == 2
    (issue,) = answer.json["issues"]
    assert (issue["project"], issue["field"], issue["row"]) == ("P-1", "progress", 1)
    assert stored(desk) == {}


def test_approvers_look_and_do_not_fill(open_page, fill):
    page = Page(open_page(GRID, "minh").text)
    assert not [one for one in page.all("input") if one.get("data-cell")]
    assert fill(fields("P-1", progress="45"), name="minh").status_code == 403


def test_another_agencys_page_is_not_theirs(open_page):
    assert open_page("/agencies/SYT/reports").status_code == 403
    assert open_page("/agencies/NONE/reports").status_code == 404


def test_a_month_that_has_not_begun_cannot_be_opened(desk):
    answer = desk.get("/agencies/SXD/reports?month=2026-12", headers={"X-Name": "hoa"})
    assert (answer.status_code, problem(answer)["name"]) == (400, "month")


def test_hostile_text_is_shown_as_it_is(fill, open_page):
    fill(fields("P-1", progress="45", done="<script>x</script>{{ 7*7 }}</textarea>"))
    page = open_page(GRID)
    assert Page(page.text).inert
    assert "&lt;script&gt;x" in page.text
