"""A column is read cell by cell; empty ones say nothing, bad ones do not stop the others."""

import pytest

from geoapp.ingest.fields import FIELDS, Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.values.agencies import Agencies, KnownAgency
from geoapp.ingest.values.columns import ColumnReader

AGENCIES = Agencies([KnownAgency("A", "Ban A")])


def read(target: Target, *cells):
    return ColumnReader(target, AGENCIES, Limits()).read(list(cells))


@pytest.mark.parametrize("empty", [None, "", "  ", "-", "–", "N/A", "null"])
def test_empty_cells_say_nothing(empty):
    assert read(Target("progress"), empty, 5).values == [None, 5]


@pytest.mark.parametrize(
    ("target", "cell", "value"),
    [
        (Target("code"), "tth-1", "TTH-1"),
        (Target("name"), " Cầu ", "Cầu"),
        (Target("stage"), "Thực hiện", "implementation"),
        (Target("investment_vnd", "billion", ","), "24,436", 24_436_000_000),
        (Target("planned_finish"), "20/11/2026", "2026-11-20"),
        (Target("lead_agency"), "ban a", "A"),
        (Target("partner_agencies"), "ban a;", ["A"]),
        (Target("progress", "share"), 0.5, 50.0),
        (Target("accuracy_m"), 50.0, 50),
        (Target("x"), "561689,361", 561689.361),
        (Target("wkt"), "POINT (1 2)", "POINT (1 2)"),
    ],
)
def test_each_field_has_its_reader(target, cell, value):
    found = read(target, cell, cell)
    assert found.values == [value, value]
    assert (found.unfit, found.doubtful) == ({}, {})


@pytest.mark.parametrize(
    ("target", "cell", "code"),
    [
        (Target("progress"), 101, "out_of_range"),
        (Target("progress"), -1, "out_of_range"),
        (Target("area_ha"), 0, "out_of_range"),
        (Target("investment_vnd"), -1, "out_of_range"),
        (Target("investment_vnd"), 1.5, "not_whole"),
        (Target("stage"), "x", "unknown_stage"),
        (Target("x"), True, "not_a_number"),
    ],
)
def test_a_bad_cell_is_told_and_the_next_is_read(target, cell, code):
    found = read(target, cell, None)
    assert found.values == [None, None]
    assert found.unfit[0].code == code


def test_a_start_and_a_finish_are_read_differently():
    assert read(Target("baseline_start"), "2026").values == ["2026-01-01"]
    assert read(Target("planned_finish"), "2026").values == ["2026-12-31"]


def test_a_doubt_is_told_for_each_row_that_has_it():
    assert list(read(Target("planned_finish"), "2026", "2026").doubtful) == [0, 1]


def test_every_field_of_the_table_can_be_read():
    for field in FIELDS:
        assert read(Target(field.name), None).values == [None]
