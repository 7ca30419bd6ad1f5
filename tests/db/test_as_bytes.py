"""Text and bytes come as they are where a statement asks for it, and nowhere else."""

from datetime import date

from sqlalchemy import text

from geoapp.db.as_bytes import AS_BYTES

ROW = text(
    "SELECT CAST('Cảng' AS text), 5, ARRAY[1, 2], CAST(NULL AS text), CAST('2026-11-20' AS date)"
)


def test_text_is_utf8_and_other_values_are_what_they_were(session):
    row = session.execute(ROW, execution_options=AS_BYTES).one()
    assert tuple(row) == ("Cảng".encode(), 5, [1, 2], None, date(2026, 11, 20))


def test_the_next_statement_reads_words(session):
    session.execute(ROW, execution_options=AS_BYTES)
    assert session.execute(ROW).one()[0] == "Cảng"


def test_bytes_are_what_they_were(session):
    raw = text("SELECT CAST('\\x00ff5c' AS bytea)")
    for options in (AS_BYTES, {}):
        assert session.scalar(raw, execution_options=options) == b"\x00\xff\x5c"
