"""Zip archives whose names, links, sizes and ratio are checked before and while unpacking."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Final

from geoapp.domain.messages import message
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.refusals import UploadRefused

END_RECORD: Final = b"PK\x05\x06"
END_RECORD_BYTES: Final = 22
ZIP64_LOCATOR: Final = b"PK\x06\x07"
ZIP64_LOCATOR_BYTES: Final = 20
# A name of 200 letters for each of the entries; zipfile reads the whole directory at once.
DIRECTORY_BYTES_PER_ENTRY: Final = 300
CHUNK: Final = 1 << 16
# What is small packs well: the ratio counts from this size on.
RATIO_FROM: Final = 10_000_000
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Open a zip file after checking its directory; raises `UploadRefused`."""
    _check_directory_size(path, limits)
    try:
        archive = zipfile.ZipFile(path)
    except (*DAMAGED, ValueError) as problem:
        raise _damaged() from problem
    try:
        _check_entries(archive, limits)
    except UploadRefused:
        archive.close()
        raise
    return archive


def member_names(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of files, without folders and the litter of other systems."""
    return [
        entry.filename
        for entry in archive.infolist()
        if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")
    ]


@contextmanager
def open_member(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[Iterator[bytes]]:
    """Open a member as pieces whose size is counted as they really come out."""
    entry = archive.getinfo(name)
    try:
        with archive.open(entry) as source:
            yield _pieces(source, entry.compress_size, limits)
    except (*DAMAGED, RuntimeError) as problem:
        raise _damaged() from problem


def _pieces(source: IO[bytes], packed: int, limits: Limits) -> Iterator[bytes]:
    unpacked = 0
    while piece := source.read(CHUNK):
        unpacked += len(piece)
        _check_size(unpacked, packed, limits)
        yield piece


def unpack_member(archive: zipfile.ZipFile, name: str, target: Path, limits: Limits) -> None:
    """Write a member to `target`, a path of our own choosing."""
    with target.open("wb") as out, open_member(archive, name, limits) as pieces:
        out.writelines(pieces)


def _check_directory_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    with path.open("rb") as source:
        source.seek(max(0, size - (1 << 16) - END_RECORD_BYTES - ZIP64_LOCATOR_BYTES))
        tail = source.read()
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) < at + END_RECORD_BYTES:
        raise _damaged()
    if tail[max(0, at - ZIP64_LOCATOR_BYTES) : at].startswith(ZIP64_LOCATOR):
        raise over_limit(limits, "unpacked_bytes")
    (directory_bytes,) = struct.unpack_from("<L", tail, at + 12)
    if directory_bytes > limits.archive_entries * DIRECTORY_BYTES_PER_ENTRY:
        raise over_limit(limits, "archive_entries")


def _check_entries(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.archive_entries:
        raise over_limit(limits, "archive_entries")
    for entry in entries:
        _check_name(entry)
    _check_size(
        sum(entry.file_size for entry in entries),
        sum(entry.compress_size for entry in entries),
        limits,
    )


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\x00" in name:
        raise UploadRefused(
            "archive_path",
            message(
                "The archive holds a file whose name leads out of it: {name}.",
                name=repr(name[:80]),
            ),
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UploadRefused(
            "archive_link",
            message("The archive holds a link, {name}; links are not followed.", name=name[:80]),
        )
    if entry.flag_bits & 0x1:
        raise UploadRefused(
            "archive_locked", message("The archive is locked with a password; send it unlocked.")
        )


def _check_size(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        raise over_limit(limits, "unpacked_bytes")
    if unpacked > max(RATIO_FROM, limits.unpacked_ratio * packed):
        raise over_limit(limits, "unpacked_ratio")


def _damaged() -> UploadRefused:
    return UploadRefused(
        "damaged_archive",
        message("The archive is damaged or cut short; pack and send it again."),
    )
