"""The header is found below titles; columns get names that can be told apart."""

import pytest

from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable, RawTableWriter
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.sheets.rows import (
    SheetRow,
    column_letters,
    column_names,
    find_header,
    write_rows,
)


def rows(*cells: list) -> list[SheetRow]:
    return [SheetRow(number, row) for number, row in enumerate(cells, start=1)]


def written(tmp_path, *cells: list, limits=None):
    with RawTableWriter(tmp_path / "table", limits or Limits()) as table:
        write_rows(iter(rows(*cells)), table, limits or Limits(), lambda _done, _all: None)
    with RawTable(tmp_path / "table") as table:
        return next(table.batches())


def test_the_header_stands_below_titles_and_notes():
    found = rows(["BIỂU TỔNG HỢP"], [], ["Đơn vị:", "tỷ đồng"], ["STT", "Mã", "Tên", "Tiền"],
                 [1, "A", "Cầu", 5])  # fmt: skip
    assert find_header(found) == 3


@pytest.mark.parametrize("cells", [[], [["one"]], [[1, 2], [3, 4]]])
def test_there_may_be_no_header(cells):
    assert find_header(rows(*cells)) is None


def test_names_can_be_told_apart():
    header = ["Tên", None, "Tên", " a\n b ", "", "Tên"]
    assert column_names(header) == ["Tên", "B", "Tên (2)", "a b", "E", "Tên (3)"]


def test_letters_are_those_of_a_spreadsheet():
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_rows_below_are_columns_and_empty_ones_are_left_out(tmp_path):
    batch = written(tmp_path, ["a", "b"], [1], ["", None], [2, 3])
    assert (batch.numbers, batch.cells) == ([2, 4], {"a": [1, 2], "b": [None, 3]})
    assert batch.geometry is None


def test_cells_beyond_the_header_are_an_error_of_their_row(tmp_path):
    batch = written(tmp_path, ["a", "b"], [1, 2, "", None], [1, 2, 3])
    assert [(issue.row, issue.code) for issue in batch.issues] == [(3, "too_many_cells")]


@pytest.mark.parametrize(
    ("cells", "code"), [([], "no_table"), ([["a", "b"]], "no_features"), ([["x"]], "no_table")]
)
def test_a_sheet_without_rows_is_refused(tmp_path, cells, code):
    with pytest.raises(UploadRefused) as refused:
        written(tmp_path, *cells)
    assert refused.value.code == code


def test_too_many_columns_name_the_limit(tmp_path):
    with pytest.raises(UploadRefused) as refused:
        written(tmp_path, ["a", "b", "c"], ["x", "y", "z"], limits=Limits(columns=2))
    assert refused.value.limit == "columns"
