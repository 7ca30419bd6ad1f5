"""Cells of a report as people type them."""

import pytest

from geoapp.ingest.report_cells import read_report_cells


@pytest.mark.parametrize(
    ("name", "cell", "lang", "value"),
    [
        ("progress", "45,5", "vi", 45.5),
        ("progress", "45,5%", "vi", 45.5),
        ("progress", "45.5", "en", 45.5),
        ("disbursed_vnd", "1.234,5", "vi", 1_234_500_000_000),
        ("disbursed_vnd", "1.234", "vi", 1_234_000_000_000),
        ("disbursed_vnd", "1.234", "en", 1_234_000_000),
        ("disbursed_month_vnd", "500 triệu", "vi", 500_000_000),
        ("disbursed_month_vnd", 0.5, None, 500_000_000),
        ("done", "Đổ bê tông", "vi", "Đổ bê tông"),
    ],
)
def test_what_is_typed_is_stored_in_the_units_of_the_database(name, cell, lang, value):
    assert read_report_cells({name: cell}, lang) == ({name: value}, ())


@pytest.mark.parametrize("cell", ["mười", "1,2,3", "45 ha", "∞"])
def test_what_cannot_be_read_is_a_fault_and_no_value(cell):
    values, faults = read_report_cells({"progress": cell}, "vi")
    assert (values, [fault.field for fault in faults]) == ({}, ["progress"])


def test_an_empty_cell_tells_nothing():
    assert read_report_cells({"progress": "", "done": ""}, "vi") == ({}, ())
