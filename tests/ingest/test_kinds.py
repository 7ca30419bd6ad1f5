"""The kind of an upload is told by its content; what is something else is named."""

import pytest

from geoapp.ingest.kinds import FileKind, detect_kind
from geoapp.ingest.limits import Limits
from geoapp.ingest.refusals import UploadRefused
from tests.ingest.upload_files import (
    collection,
    feature,
    lines,
    point,
    sqlite_file,
    write,
    zip_of_spaces,
    zipped,
)

FEATURES = [feature({"code": "A"}, point()), feature({"code": "B"}, point())]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (collection(*FEATURES), FileKind.GEOJSON),
        ("\ufeff" + collection(), FileKind.GEOJSON),
        (collection(*FEATURES).encode("utf-16"), FileKind.GEOJSON),
        (collection(*FEATURES).encode("utf-16-le"), FileKind.GEOJSON),
        (" " * 100_000 + collection(), FileKind.GEOJSON),
        ("[1, 2]", FileKind.GEOJSON),
        (lines(FEATURES), FileKind.GEOJSON_LINES),
        ("\x1e" + lines(FEATURES), FileKind.GEOJSON_LINES),
        (lines([feature({"a": "x" * 70_000}, None)] * 2), FileKind.GEOJSON_LINES),
        ("mã;tên\nA;Cầu\n", FileKind.CSV),
        ("mã,tên\nA,Cầu\n".encode("cp1258", "replace"), FileKind.CSV),
        ('<?xml version="1.0"?><!-- x --><kml xmlns="a"/>', FileKind.KML),
        ("<k:kml xmlns:k='a'/>", FileKind.KML),
    ],
)
def test_text_is_told_by_how_it_begins(tmp_path, content, kind):
    assert detect_kind(write(tmp_path, content), Limits()) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["a.shp", "a.dbf", "a.shx"], FileKind.SHAPEFILE),
        (["folder/A.SHP", "folder/A.DBF"], FileKind.SHAPEFILE),
        (["[Content_Types].xml", "xl/workbook.xml"], FileKind.XLSX),
        (["doc.kml", "files/a.png"], FileKind.KMZ),
    ],
)
def test_an_archive_is_told_by_its_members(tmp_path, names, kind):
    assert detect_kind(zipped(tmp_path, dict.fromkeys(names, b"")), Limits()) == kind


def test_a_geopackage_is_told_by_its_application_id(tmp_path):
    path = sqlite_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[68:72] = b"GPKG"
    path.write_bytes(raw)
    assert detect_kind(path, Limits()) == FileKind.GPKG


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xff\xd8\xff\xe0....", "JPEG"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0....", "old Office"),
        (b"\x1f\x8b\x08....", "gzip"),
        ("<!doctype html><html></html>", "web page"),
        ("<html><body>{}</body></html>", "web page"),
        ('<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "VRT"),
        ("<svg/>", "drawing"),
        ("<a:other xmlns:a='b'/>", "XML, other"),
        ('{"type":"Topology","objects":{}}', "TopoJSON"),
        (b"\x00\x01\x02\x03\x04", "binary"),
        ("just words", "neither JSON nor a table"),
    ],
)
def test_what_is_something_else_is_named(tmp_path, content, word):
    with pytest.raises(UploadRefused, match=word):
        detect_kind(write(tmp_path, content, "map.geojson"), Limits())


def test_a_database_that_is_no_geopackage_is_named(tmp_path):
    with pytest.raises(UploadRefused, match="SQLite"):
        detect_kind(sqlite_file(tmp_path), Limits())


def test_an_archive_of_other_things_is_named(tmp_path):
    with pytest.raises(UploadRefused, match=r"an archive with a\.txt, b\.geojson"):
        detect_kind(zipped(tmp_path, {"a.txt": b"", "b.geojson": b""}), Limits())


@pytest.mark.parametrize("content", ["", " \n\t" * 50_000, "\ufeff  ", " " * 5_000_000])
def test_nothing_and_nothing_but_blanks_is_empty(tmp_path, content):
    with pytest.raises(UploadRefused) as refused:
        detect_kind(write(tmp_path, content), Limits())
    assert refused.value.code == "empty_file"


def test_a_file_over_the_size_names_the_limit_and_its_setting(tmp_path):
    with pytest.raises(UploadRefused, match=r"at most 100 \(setting GEOAPP_UPLOAD_FILE_BYTES\)"):
        detect_kind(write(tmp_path, " " * 101), Limits(file_bytes=100))


def test_two_gigabytes_of_spaces_are_refused_unread(tmp_path):
    path = tmp_path / "upload"
    with path.open("wb") as out:
        out.truncate(2_000_000_000)
    with pytest.raises(UploadRefused) as refused:
        detect_kind(path, Limits())
    assert refused.value.limit == "file_bytes"


def test_a_compressed_bomb_is_refused_by_its_directory(tmp_path):
    with pytest.raises(UploadRefused) as refused:
        detect_kind(zip_of_spaces(tmp_path, "a.shp", 30), Limits())
    assert refused.value.limit == "unpacked_ratio"
