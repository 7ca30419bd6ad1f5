"""The workbook to fill in: locked but for the figures, and read back as it was written."""

import zipfile
from datetime import date
from io import BytesIO

from geoapp.domain.report_sheet import RowKey
from geoapp.exports.report_template import Template, TemplateRow, write_template
from geoapp.ingest.report_workbook import read_report_workbook
from tests.reading_workbooks import has_formulas, sheet_rows

NOVEMBER = date(2026, 11, 1)
FIGURES = {"progress": 45.5, "disbursed_vnd": 243_620_000_000, "done": "=1+1"}


def template(*rows, lang="vi"):
    return Template("Sở Xây dựng", NOVEMBER, date(2026, 11, 20), rows, lang)


def project(code, seen=0, **figures):
    return TemplateRow(RowKey(code, NOVEMBER, seen), f"Dự án {code}", 40.0, 47.0, 10**9, figures)


def sheet(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_it_reads_back_what_it_says(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_template(template(project("P-1", 7, **FIGURES), project("P-2"))))
    filled = read_report_workbook(path)
    assert [str(row.key) for row in filled.rows] == ["P-1|2026-11|7", "P-2|2026-11|0"]
    assert filled.rows[0].cells == {"progress": 45.5, "disbursed_vnd": 243.62, "done": "=1+1"}
    assert filled.faults == []


def test_nothing_in_it_is_computed():
    assert not has_formulas(write_template(template(project("P-1", **FIGURES))))


def test_the_sheet_is_protected_and_keys_are_hidden():
    written = sheet(write_template(template(project("P-1"))))
    assert "<sheetProtection" in written
    assert 'hidden="1"' in written.split("<sheetData>")[0]


def test_excel_itself_refuses_what_we_would():
    written = sheet(write_template(template(project("P-1"), project("P-2"))))
    assert written.count("<dataValidation ") == 6
    assert 'sqref="G5:G6"' in written


def test_it_speaks_the_readers_language():
    rows = sheet_rows(write_template(template(project("P-1"), lang="en")))
    assert rows[0][0] == "Reports of 11/2026: Sở Xây dựng"


def test_an_agency_without_projects_has_an_empty_sheet():
    assert len(sheet_rows(write_template(template()))) == 4
