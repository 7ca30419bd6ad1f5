"""Archives lead nowhere, hold no links and cannot swell over their limits."""

import struct

import pytest

from geoapp.ingest.limits import Limits
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.zip_archives import member_names, open_archive, unpack_member
from tests.ingest.upload_files import write, zip_claiming_less, zip_with_link, zipped


def refusal(path, limits=None) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        open_archive(path, limits or Limits())
    return refused.value


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../a.shp", "a/../../b", "C:\\a.shp", "C:/a.shp", "a\\..\\b"]
)
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    assert refusal(zipped(tmp_path, {name: b"x"})).code == "archive_path"


def test_a_link_is_refused(tmp_path):
    assert refusal(zip_with_link(tmp_path, "a.shp", "/etc/passwd")).code == "archive_link"


def test_too_many_members_are_refused(tmp_path):
    path = zipped(tmp_path, {f"{n}.txt": b"" for n in range(101)})
    assert refusal(path).limit == "archive_entries"


def test_a_directory_too_large_to_read_is_refused_before_reading(tmp_path):
    path = zipped(tmp_path, {f"{n:0150}": b"" for n in range(11)})
    assert refusal(path, Limits(archive_entries=5)).limit == "archive_entries"


def test_sizes_are_counted_while_unpacking(tmp_path):
    path = zip_claiming_less(tmp_path, "a.shp", 3)
    target = tmp_path / "out"
    with (
        open_archive(path, Limits(unpacked_bytes=1_000_000)) as archive,
        pytest.raises(UploadRefused),
    ):
        unpack_member(archive, "a.shp", target, Limits(unpacked_bytes=1_000_000))
    assert target.stat().st_size <= 1_000_000


def test_a_cut_archive_is_named_damaged(tmp_path):
    whole = zipped(tmp_path, {"a.shp": b"abc" * 1000}, "whole").read_bytes()
    assert refusal(write(tmp_path, whole[:-10])).code == "damaged_archive"


def test_a_changed_byte_is_found(tmp_path):
    path = zipped(tmp_path, {"a.shp": bytes(range(256)) * 40})
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(raw)
    with open_archive(path, Limits()) as archive, pytest.raises(UploadRefused, match="damaged"):
        unpack_member(archive, "a.shp", tmp_path / "out", Limits())


def test_a_locked_archive_is_named(tmp_path):
    path = zipped(tmp_path, {"a.shp": b"x"})
    raw = bytearray(path.read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<H", raw, directory + 8, 1)
    path.write_bytes(raw)
    assert refusal(path).code == "archive_locked"


def test_litter_and_folders_are_left_out(tmp_path):
    path = zipped(tmp_path, {"a.shp": b"", "__MACOSX/._a.shp": b"", "folder/": b""})
    with open_archive(path, Limits()) as archive:
        assert member_names(archive) == ["a.shp"]
