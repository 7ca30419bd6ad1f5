"""Filled workbooks are read by their keys, and every doubt names its cell."""

import pytest

from geoapp.domain.messages import say
from geoapp.domain.report_sheet import COLUMNS
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.report_workbook import read_report_workbook
from tests.ingest.filled_workbooks import row, saved, workbook

MOVED = [name for name in COLUMNS if name != "progress"] + ["progress"]


@pytest.fixture
def read(tmp_path):
    return lambda *rows, **how: read_report_workbook(saved(tmp_path, workbook(*rows, **how)))


def faults(filled):
    return [(one.cell, one.fault.code, one.fault.is_error) for one in filled.faults]


def test_rows_are_known_by_their_hidden_keys(read):
    filled = read(row("P-1", seen=7, progress=45.5, done="Xong nền"), row("P-2"))
    first, second = filled.rows
    assert (first.key.project, first.key.seen, first.number) == ("P-1", 7, 5)
    assert first.cells == {"progress": 45.5, "done": "Xong nền"}
    assert (second.cells, first.places["progress"], faults(filled)) == ({}, "G5", [])


def test_a_cell_shown_as_percent_is_read_as_shown(read):
    assert read(row("P-1", progress=(0.455,))).rows[0].cells["progress"] == 45.5


def test_a_share_that_may_have_been_meant_as_percent_is_asked_about(read):
    assert faults(read(row("P-1", progress=0.45))) == [("G5", "share", False)]


def test_numbers_that_are_text_are_told(read):
    filled = read(row("P-1"), row("P-2", progress="45,5"))
    assert faults(filled) == [("G6", "number_as_text", False)]


def test_a_moved_column_is_read_where_it_stands_and_told(read):
    filled = read(row("P-1", progress=45.0, reason="Vì"), order=MOVED)
    assert filled.rows[0].cells == {"progress": 45.0, "reason": "Vì"}
    assert ("L4", "column_moved", False) in faults(filled)


def test_a_heading_over_another_column_is_refused(read):
    filled = read(row("P-1", progress=45.0), headings={"progress": "Giải ngân"})
    assert ("G4", "heading_changed", True) in faults(filled)


def test_merged_cells_are_refused_by_name(read):
    filled = read(row("P-1"), row("P-2"), spoil=lambda sheet: sheet.merge_range("G5:G6", 40))
    (fault,) = filled.faults
    assert (fault.cell, fault.fault.code) == ("G5", "merged_cells")
    assert "G5:G6" in say(fault.fault.sentence, "vi")


def test_formulas_are_told_with_their_cell(read):
    filled = read(
        row("P-1", progress="=40+5"), spoil=lambda s: s.write_formula("G5", "=40+5", None, 45)
    )
    (fault,) = filled.faults
    assert (fault.fault.code, "G5" in say(fault.fault.sentence, "vi")) == ("formula", True)
    assert filled.rows[0].cells["progress"] == 45


def test_a_row_without_its_key_is_refused(read):
    filled = read(row("P-1"), {"project": "P-2", "progress": 40.0}, row("P-3", project="P-9"))
    assert faults(filled) == [("B6", "key_lost", True), ("B7", "key_lost", True)]


@pytest.mark.parametrize("order", [MOVED[:-1], ["progress", *COLUMNS]])
def test_missing_and_doubled_columns_refuse_the_file(read, order):
    with pytest.raises(UploadRefused) as refused:
        read(row("P-1"), order=order)
    assert refused.value.code in ("columns_missing", "not_our_template")


def test_another_workbook_is_not_ours(tmp_path):
    import xlsxwriter

    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Mã", "Tiến độ"])
    with pytest.raises(UploadRefused) as refused:
        read_report_workbook(path)
    assert refused.value.code == "not_our_template"


def test_what_is_no_workbook_is_refused(tmp_path):
    path = saved(tmp_path, b"PK\x03\x04 not a zip")
    with pytest.raises(UploadRefused):
        read_report_workbook(path)
