"""Text is UTF-8, UTF-16 or single bytes, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.text_forms import (
    SINGLE_BYTES,
    TextForm,
    bytes_of,
    find_form,
    letters_of,
    utf8_copy,
)
from tests.ingest.upload_files import write

TEXT = "mã;tên\nA;Cảng Chân Mây\n"


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (TEXT.encode(), TextForm("utf-8")),
        (TEXT.encode("utf-8-sig"), TextForm("utf-8", 3)),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), TextForm("utf-16-le", 2)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TextForm("utf-16-be", 2)),
        ("code\n".encode("utf-16-le"), TextForm("utf-16-le")),
        ("code\n".encode("utf-16-be"), TextForm("utf-16-be")),
        (b"code\nC\xb6ng\n", TextForm(SINGLE_BYTES)),
        (b"plain " * 100_000 + b"C\xb6ng", TextForm(SINGLE_BYTES)),
    ],
)
def test_the_form_is_found_in_the_bytes(tmp_path, content, form):
    assert find_form(write(tmp_path, content)) == form


@pytest.mark.parametrize(
    "content", [b"\xff\xfe" + b"\x00\xd8a\x00", b"\xef\xbb\xbfabc\xff", b"\xff\xfea"]
)
def test_text_broken_against_its_own_mark_is_refused(tmp_path, content):
    with pytest.raises(UploadRefused, match="broken at byte"):
        find_form(write(tmp_path, content))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_copy_in_utf8_says_the_same(tmp_path, codec):
    text = TEXT * 10_000
    path = write(tmp_path, text.encode(codec))
    utf8_copy(path, TextForm(codec), tmp_path / "copy")
    assert (tmp_path / "copy").read_text("utf-8") == text


@given(st.binary())
def test_single_bytes_come_back_from_their_letters(raw):
    assert bytes_of(letters_of(raw)) == raw


def test_letters_beyond_single_bytes_have_no_byte():
    assert bytes_of("Cảng") is None
