"""Excel: values as they are meant, formulas and errors said, nothing computed or fetched."""

import zipfile

import pytest

from geoapp.ingest.limits import Limits
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.sheets.xlsx_parts import meaning_of_format
from geoapp.ingest.sheets.xlsx_rows import column_place, read_xlsx_rows
from tests.ingest.sheets.workbooks import (
    DAY,
    PERCENT,
    VIETNAMESE_DAY,
    WITH_WORDS,
    cell,
    row,
    write_workbook,
)
from tests.ingest.upload_files import zipped

HEADER = row(1, "Mã", "Tên")


def read(path, limits=None):
    return list(read_xlsx_rows(path, limits or Limits()))


def second(tmp_path, *cells, **more):
    """The cells of row 2 and what is said of them."""
    path = write_workbook(tmp_path, {"A": HEADER + row(2, *cells)}, **more)
    found = read(path)[1]
    return found.cells, [issue.code for issue in found.issues]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (cell("A2", "Cầu <b> & đường"), "Cầu <b> & đường"),
        (cell("A2", 46000, style=DAY), "2025-12-09"),
        (cell("A2", 46000.75, style=VIETNAMESE_DAY), "2025-12-09"),
        (cell("A2", 0.455, style=PERCENT), 45.5),
        (cell("A2", 46000, style=WITH_WORDS), 46000),
        (cell("A2", 12345678901234), 12345678901234),
        (cell("A2", "1.5E3", kind="n"), 1500.0),
        (cell("A2", 1, kind="b"), True),
        (cell("A2", "2026-11-20", kind="d"), "2026-11-20"),
        (cell("A2", 1, kind="s"), "rich text"),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path, written, value):
    texts = "<si><t>a</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></si>"
    assert second(tmp_path, written, texts=texts) == ([value], [])


def test_days_may_count_from_1904(tmp_path):
    cells, _ = second(tmp_path, cell("A2", 44538, style=DAY), date1904=True)
    assert cells == ["2025-12-09"]


def test_a_formula_counts_by_its_last_value_and_is_said_once_for_its_column(tmp_path):
    rows = [row(n, cell(f"A{n}", n, formula="ROW()")) for n in (2, 3)]
    found = read(write_workbook(tmp_path, {"A": HEADER + "".join(rows)}))
    assert [one.cells for one in found[1:]] == [[2], [3]]
    assert [[issue.code for issue in one.issues] for one in found] == [[], ["formula"], []]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (cell("A2", formula="cmd|' /c calc'!A0"), "formula_without_value"),
        (cell("A2", "#N/A", kind="e"), "error_in_cell"),
        (cell("A2", "#REF!", kind="e", formula="A9"), "error_in_cell"),
    ],
)
def test_what_has_no_value_is_an_error(tmp_path, written, code):
    assert second(tmp_path, written) == ([None], [code])


def test_cells_keep_their_columns_and_rows_their_numbers(tmp_path):
    rows = HEADER + row(7, cell("C7", 5))
    found = read(write_workbook(tmp_path, {"A": rows}))
    assert (found[1].number, found[1].cells) == (7, [None, None, 5])


def test_the_first_visible_sheet_with_a_table_is_read_and_the_others_are_named(tmp_path):
    sheets = {"Ẩn": HEADER + row(2, 1), "Bìa": row(1, "Báo cáo"), "Dự án": HEADER + row(2, 2, 3)}
    found = read(write_workbook(tmp_path, sheets, hidden="Ẩn"))
    assert found[1].cells == [2, 3]
    assert "Dự án" in str(found[0].issues[0].message)
    assert "Ẩn, Bìa" in str(found[0].issues[0].message)


def test_a_cell_far_outside_costs_nothing_but_a_refusal(tmp_path):
    far = HEADER + f'<row r="1048576">{cell("XFD1048576", 1)}</row>'
    with pytest.raises(UploadRefused) as refused:
        read(write_workbook(tmp_path, {"A": far}))
    assert refused.value.limit == "columns"


def test_an_empty_cell_far_outside_is_no_cell(tmp_path):
    far = HEADER + f'<row r="1048576">{cell("XFD1048576")}</row>'
    assert read(write_workbook(tmp_path, {"A": far}))[1].filled == 0


@pytest.mark.parametrize("reference", ["", "A0", "AAAA1", "1A", "a1"])
def test_what_is_no_reference_is_beyond_every_limit(reference):
    assert column_place(reference) > Limits().columns


def test_references_are_places():
    assert [column_place(text) for text in ("A1", "Z9", "AA1", "XFD1048576")] == [0, 25, 26, 16383]


@pytest.mark.parametrize(
    ("number", "code", "meaning"),
    [
        (14, "", "date"),
        (0, "", "number"),
        (9, "", "percent"),
        (164, "mmm yyyy", "date"),
        (164, '#,##0 "days"', "number"),
        (164, "[Red]0.00", "number"),
        (164, "[h]:mm", "number"),
        (164, "0.0\\%", "number"),
    ],
)
def test_formats_tell_days_and_percentages(number, code, meaning):
    assert meaning_of_format(number, code) == meaning


def test_entities_are_refused(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    path = write_workbook(tmp_path, {"A": HEADER})
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with pytest.raises(UploadRefused, match="document type"):
        read(zipped(tmp_path, {**parts, "xl/sharedStrings.xml": bomb}))
