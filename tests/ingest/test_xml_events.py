"""XML is a stream of elements; what would fetch or swell is refused."""

import pytest

from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.xml_events import read_elements


def events(*pieces: bytes) -> list[tuple[bool, str, str]]:
    return [(one.begins, one.name, one.text) for one in read_elements(pieces)]


def test_elements_come_as_they_begin_and_end_without_namespace():
    assert events(b'<a xmlns="n"><k:b xmlns:k="m" k:x="1">te', b"xt</k:b></a>") == [
        (True, "a", ""), (True, "b", ""), (False, "b", "text"), (False, "a", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"<a><b></a>", b"<a>", b"", b"<a>&x;</a>", b"\xff\xfe<"])
def test_broken_xml_is_refused(content):
    with pytest.raises(UploadRefused, match="broken at line 1"):
        events(content)


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ],
)
def test_document_types_and_entities_are_refused(content):
    with pytest.raises(UploadRefused) as refused:
        events(content)
    assert refused.value.code == "xml_doctype"
