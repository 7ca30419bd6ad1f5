"""Keys of rows."""

from datetime import date

import pytest

from geoapp.domain.report_sheet import RowKey, parse_key


def test_a_key_is_read_as_it_is_written():
    key = RowKey("TTH-058", date(2026, 11, 1), 12)
    assert parse_key(str(key)) == key


@pytest.mark.parametrize("text", ["", "P-1", "P-1|2026-13|0", "P-1|0000-01|0", "p|2026-01|0"])
def test_what_is_no_key_is_none(text):
    assert parse_key(text) is None
