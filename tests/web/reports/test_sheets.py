"""The month's workbook goes out filled with the agency's projects, and comes back to the grid."""

from io import BytesIO

import pytest

from tests.ingest.filled_workbooks import row, workbook
from tests.web.reading import Page
from tests.web.reports.offices import report

SEND = "/agencies/SXD/reports/file?month=2026-11"


@pytest.fixture
def send_file(desk):
    def send(content, name="hoa"):
        data = {"file": (BytesIO(content), "thang-11.xlsx")}
        return desk.post(SEND, data=data, headers={"Accept": "text/html", "X-Name": name})

    return send


def typed(answer):
    inputs = Page(answer.text).all("input")
    return {one["name"]: one["value"] for one in inputs if one.get("data-cell") and one["value"]}


def test_it_is_a_file_of_its_own_kind_with_the_agencys_name(desk):
    answer = desk.get("/agencies/SXD/reports.xlsx?month=2026-11", headers={"X-Name": "hoa"})
    assert answer.content_type.endswith("spreadsheetml.sheet")
    assert "SXD-2026-11.xlsx" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_was_loaded_and_left_alone_says_nothing_new(desk, own_session, send_file):
    report(own_session, "P-1", "2026-11", 45.25, disbursed_vnd=9_123_456_789, done="Xong\nnền")
    own_session.commit()
    loaded = desk.get("/agencies/SXD/reports.xlsx?month=2026-11", headers={"X-Name": "hoa"}).data
    answer = send_file(loaded)
    assert "0 dòng có số liệu mới, 3 dòng giữ nguyên" in answer.text


def test_a_filled_file_is_shown_in_the_grid_and_nothing_is_stored(desk, send_file):
    answer = send_file(workbook(row("P-1", progress=45.5, disbursed_vnd=9.5), row("P-2")))
    assert typed(answer) == {"progress.P-1": "45,5", "disbursed_vnd.P-1": "9,5"}
    assert "1 dòng có số liệu mới, 1 dòng giữ nguyên" in answer.text
    assert desk.get("/collections/reports/items?month=2026-11&agency=SXD").json["features"] == []


def test_what_is_wrong_is_named_by_cell(send_file):
    text = send_file(workbook(row("P-1", progress=45), row("P-2", progress=145))).text
    assert "<b>Ô G6</b>: 145% không nằm trong khoảng từ 0 đến 100." in text


def spoiled_merge(sheet):
    sheet.merge_range("G5:G6", 40)


def spoiled_formula(sheet):
    sheet.write_formula("G5", "=1/0", None, "")


@pytest.mark.parametrize(
    ("spoiled", "cell"),
    [
        ({"spoil": spoiled_merge}, "G5:G6"),
        ({"spoil": spoiled_formula}, "G5"),
        ({"headings": {"progress": "Giải ngân"}}, "G4"),
    ],
)
def test_a_file_whose_cells_nobody_can_be_sure_of_is_refused_with_the_cell(
    send_file, spoiled, cell
):
    answer = send_file(workbook(row("P-1", progress=45), row("P-2", progress=50), **spoiled))
    assert answer.status_code == 422
    assert cell in answer.text
    assert "Chưa lấy số liệu nào trong tệp" in answer.text
    assert typed(answer) == {}


def test_moved_columns_and_formulas_with_a_value_are_taken_and_told(send_file):
    moved = ["key", "project", "name", "before", "planned", "plan_vnd", "progress", "reason",
             "disbursed_month_vnd", "disbursed_vnd", "done", "next_steps"]  # fmt: skip
    content = workbook(
        row("P-1", reason="Vì"), order=moved,
        spoil=lambda sheet: sheet.write_formula("G5", "=40+5", None, 45),
    )  # fmt: skip
    answer = send_file(content)
    assert typed(answer) == {"progress.P-1": "45"}
    assert "<b>Ô H4</b>" in answer.text
    assert "G5" in answer.text


def test_rows_of_other_agencies_are_named_and_left_out(send_file):
    answer = send_file(workbook(row("P-1", progress=45), row("Q-1", progress=50)))
    assert "<b>Ô B6</b>: Q-1 không thuộc" in answer.text
    assert "progress.Q-1" not in typed(answer)


def test_a_file_made_before_somebody_reported_meets_their_figures(own_session, send_file):
    report(own_session, "P-1", "2026-11", 44, done="Lan ghi", reported_by="lan")
    own_session.commit()
    answer = send_file(workbook(row("P-1", seen=0, progress=45)))
    assert "Lan ghi" in answer.text


def test_a_file_of_several_months_is_refused(send_file):
    answer = send_file(workbook(row("P-1", progress=45), row("P-2", month="2026-10", progress=1)))
    assert (answer.status_code, "nhiều tháng khác nhau" in answer.text) == (422, True)


def test_another_file_is_refused_in_words(send_file):
    answer = send_file(b"Ma;Tien do\nP-1;45\n")
    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


def test_approvers_send_none(send_file):
    assert send_file(workbook(row("P-1")), name="minh").status_code == 403
