"""Received files, kept as they came and named by their content."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from geoapp.ingest.limits import Limits, over_limit

PIECE = 1 << 20


def keep_file(folder: Path, source: BinaryIO, limits: Limits) -> tuple[str, int]:
    """Keep what `source` brings; return its sha256 in hexadecimal and its size in bytes.

    Half a file never stands under a name. Raises `UploadRefused` where it is too large.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with NamedTemporaryFile(dir=folder, prefix=".part-", delete=False) as draft:
        try:
            for piece in _pieces(source):
                size += len(piece)
                if size > limits.file_bytes:
                    raise over_limit(limits, "file_bytes")
                digest.update(piece)
                draft.write(piece)
            draft.flush()
            os.fsync(draft.fileno())
            kept = kept_file(folder, digest.hexdigest())
            kept.parent.mkdir(exist_ok=True)
            Path(draft.name).replace(kept)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    _sync_folder(kept.parent)
    return digest.hexdigest(), size


def kept_file(folder: Path, digest: str) -> Path:
    """Return where the file of that sha256 is kept."""
    return folder / digest[:2] / digest


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
