"""Days are read day first or year first; longer spans get a day and a doubt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.values.dates import read_date
from geoapp.ingest.values.unfit import Doubtful, Unfit


@pytest.mark.parametrize(
    "cell",
    ["20/11/2026", "20-11-2026", "20.11.2026", "2026-11-20", "2026/11/20", " 20/11/2026 ",
     "2026-11-20T10:30:00", "2026-11-20 00:00:00", "ngày 20 tháng 11 năm 2026"],
)  # fmt: skip
def test_a_day_is_read(cell):
    assert read_date(cell, finish=True) == "2026-11-20"


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("11/2026", "2026-11-01", "2026-11-30"),
        ("tháng 2/2028", "2028-02-01", "2028-02-29"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("Quý IV/2025", "2025-10-01", "2025-12-31"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("quý 2 năm 2026", "2026-04-01", "2026-06-30"),
        ("năm 2026", "2026-01-01", "2026-12-31"),
        (2026, "2026-01-01", "2026-12-31"),
    ],
)
@pytest.mark.parametrize("finish", [False, True])
def test_a_span_is_read_as_its_first_or_last_day_with_a_doubt(cell, first, last, finish):
    with pytest.raises(Doubtful) as doubt:
        read_date(cell, finish=finish)
    assert doubt.value.value == (last if finish else first)


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "13/13/2026", "11/20/2026", "1/1/26", "soon", 45992, 1.5, True,
             "0/0/0000", "1/1/1700", "99/2026", "Quý V/2025"]
)  # fmt: skip
def test_other_cells_are_no_dates(cell):
    with pytest.raises(Unfit):
        read_date(cell, finish=True)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_vietnamese_and_iso_days_mean_the_same(day):
    assert read_date(f"{day:%d/%m/%Y}", finish=True) == read_date(day.isoformat(), finish=True)
