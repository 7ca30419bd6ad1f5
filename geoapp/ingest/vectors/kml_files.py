"""Where the KML of a file is: the file itself, or the main member of a KMZ archive."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from geoapp.ingest.kinds import FileKind
from geoapp.ingest.limits import Limits
from geoapp.ingest.zip_archives import member_names, open_archive, open_member

CHUNK: Final = 1 << 16


@contextmanager
def open_kml(path: Path, kind: FileKind, limits: Limits) -> Iterator[Iterator[bytes]]:
    """Open the XML as pieces."""
    if kind == FileKind.KML:
        with path.open("rb") as source:
            yield _pieces(source)
        return
    with open_archive(path, limits) as archive:
        names = [name for name in member_names(archive) if name.lower().endswith(".kml")]
        main = next((name for name in names if name.lower() == "doc.kml"), names[0])
        with open_member(archive, main, limits) as pieces:
            yield pieces


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(CHUNK):
        yield piece
