"""What is wrong with rows: on the page by kind, and as files."""

from tests.reading_workbooks import has_formulas, sheet_rows
from tests.services.uploading import feature, says
from tests.web.reading import Page

BAD = ["TTH-001", "TTH-002", "TTH-003"]


def bad_file(send):
    return send(*(says(code, progress="145%") for code in BAD), says("TTH-004", progress="là 5"))


def test_kinds_are_counted_and_filter_the_list(send, look, people):
    address = bad_file(send)
    shown = look(address).text
    assert "Giá trị ngoài khoảng cho phép" in shown
    part = people.get(f"{address}/issues?kind=not_a_number", headers={"HX-Request": "true"}).text
    assert "TTH-004" in part
    assert "TTH-001" not in part


def test_all_issues_come_as_a_workbook_and_as_json(send, look, people):
    address = bad_file(send)
    rows = sheet_rows(look(f"{address}/issues.xlsx").data)
    assert [row[1] for row in rows[1:]] == [*BAD, "TTH-004"]
    answer = people.get(f"{address}/issues.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert [one["project"] for one in answer.json] == [*BAD, "TTH-004"]


def test_no_cell_is_a_formula_whatever_the_file_says(send, look):
    address = send(says("TTH-001", progress="=1+1"))
    raw = look(f"{address}/issues.xlsx").data
    assert "=1+1" in sheet_rows(raw)[1][4]
    assert not has_formulas(raw)


def test_a_severity_that_does_not_exist_is_refused(send, people):
    assert people.get(f"{bad_file(send)}/issues?severity=fatal").status_code == 400


def test_a_part_opened_by_a_person_leads_to_the_page(send, look):
    address = send(feature("I-1"))
    assert look(f"{address}/issues").headers["Location"] == f"{address}#issues"


def test_nothing_wrong_is_said(send, look):
    shown = Page(look(send(feature("I-2", lead_agency=None))).text)
    assert "Không dòng nào có lỗi." in shown.text
