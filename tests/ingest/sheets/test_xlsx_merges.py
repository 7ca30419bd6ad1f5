"""Merged ranges of a sheet."""

import xlsxwriter

from geoapp.ingest.limits import Limits
from geoapp.ingest.sheets.xlsx_merges import read_merges


def test_ranges_are_told_with_their_first_cell_and_last_row(tmp_path):
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().merge_range("B2:C9", "x")
    (merge,) = read_merges(path, Limits())
    assert (str(merge), merge.first, merge.last_row) == ("B2:C9", "B2", 9)


def test_a_sheet_without_merges_has_none(tmp_path):
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, "x")
    assert list(read_merges(path, Limits())) == []
