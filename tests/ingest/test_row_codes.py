"""All codes of a file are looked at before any row is checked."""

from datetime import date

import pytest

from geoapp.ingest.batches import Batch
from geoapp.ingest.choices import Choices
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable, RawTableWriter
from geoapp.ingest.row_codes import find_codes

CELLS = ["A", " a ", None, "B B", "", "C"]


def choices(**more) -> Choices:
    return Choices(columns={"mã": Target("code")}, frame=None, today=date(2026, 11, 20), **more)


@pytest.fixture
def table(tmp_path):
    with RawTableWriter(tmp_path / "table", Limits()) as writer:
        for begin in (0, 3):
            numbers = [10 + begin, 11 + begin, 12 + begin]
            writer.add(Batch(numbers, {"mã": CELLS[begin : begin + 3]}, None, []))
    with RawTable(tmp_path / "table") as table:
        yield table


def test_codes_are_told_with_the_rows_of_those_that_stand_twice(table):
    found = find_codes(table, choices(), Limits())
    assert (found.all, found.twice) == ({"A", "C"}, {"A": [10, 11]})


def test_a_code_given_by_a_person_counts_like_a_rows_own(table):
    found = find_codes(table, choices(matches={12: "C", 13: "D"}), Limits())
    assert (found.all, found.twice) == ({"A", "C", "D"}, {"A": [10, 11], "C": [12, 15]})


def test_what_the_file_lacks_is_told_in_order(table):
    assert find_codes(table, choices(), Limits()).missing(["Z", "C", "B"]) == ["B", "Z"]


def test_every_row_of_a_code_that_stands_twice_is_told(table):
    found = list(find_codes(table, choices(), Limits()).check(["A", None, "C"]))
    assert [(one.place, one.code) for one in found] == [(0, "code_twice")]


def test_without_a_column_there_are_no_codes(table):
    nothing = Choices(columns={}, frame=None, today=date(2026, 11, 20))
    assert find_codes(table, nothing, Limits()).all == set()
