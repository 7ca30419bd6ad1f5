"""CSV with any usual separator, quotes taken strictly, rows numbered as an editor shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.sheets.csv_rows import find_separator, read_csv_rows
from tests.ingest.upload_files import write


def read(tmp_path, text, skip=0):
    return [(row.number, row.cells) for row in read_csv_rows(write(tmp_path, text), skip)]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_separator_is_told_from_the_rows(tmp_path, mark):
    text = f"mã{mark}tên{mark}số\nA{mark}Cầu{mark}1\n"
    assert read(tmp_path, text) == [(1, ["mã", "tên", "số"]), (2, ["A", "Cầu", "1"])]


def test_commas_in_numbers_and_names_do_not_count(tmp_path):
    text = "mã;tên;tiền\nA;Sở Văn hóa, Thể thao;1,5\nB;Cầu, đường, cống;2,5\n"
    assert find_separator(write(tmp_path, text), 0) == (";", 0)


def test_excels_own_line_about_the_separator_is_taken(tmp_path):
    assert read(tmp_path, "sep=|\na,b|c\n1|2\n") == [(2, ["a,b", "c"]), (3, ["1", "2"])]


def test_a_mark_of_byte_order_is_skipped(tmp_path):
    assert read(tmp_path, "\ufeffa;b\n", 3) == [(1, ["a", "b"])]


def test_rows_over_several_lines_are_numbered_by_their_first(tmp_path):
    text = 'a;b\n1;"x\ny"\n2;z\n'
    assert read(tmp_path, text) == [(1, ["a", "b"]), (2, ["1", "x\ny"]), (4, ["2", "z"])]


@pytest.mark.parametrize("text", ['a;b\n1;"x\n2;y\n', 'a;b\n1;"x"y\n'])
def test_a_quote_that_does_not_close_is_named_with_its_line(tmp_path, text):
    with pytest.raises(UploadRefused, match="from line 2 on"):
        read(tmp_path, text)


def test_a_cell_without_end_is_refused(tmp_path):
    with pytest.raises(UploadRefused, match="broken"):
        read(tmp_path, "a;b\n1;" + "x" * 200_000)


@given(st.lists(st.lists(st.text(alphabet="ab ,;\"'\nệ", max_size=4), min_size=3, max_size=3)))
def test_what_a_spreadsheet_writes_is_read_back(tmp_path_factory, rows):
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "a;b;c\n" + "".join(line + "\n" for line in quoted)
    found = read(tmp_path_factory.mktemp("csv"), text)
    assert [cells for _, cells in found[1:]] == rows
