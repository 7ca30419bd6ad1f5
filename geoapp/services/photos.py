"""Keeping photos: as files by their hash, and as rows of the report they came with."""

import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final
from unicodedata import normalize

from geoalchemy2 import Geography
from sqlalchemy import cast, column, func, insert, select, table
from sqlalchemy.orm import Session

from geoapp.domain.messages import message
from geoapp.domain.photos import PHOTO_BYTES, Photo
from geoapp.ingest.photos.reading import ReadPhoto, read_photo
from geoapp.ingest.refusals import UploadRefused
from geoapp.models import Project, ReportPhoto
from geoapp.services.archive import sha256_of
from geoapp.services.received_files import kept_file

LARGE, SMALL = "photos", "thumbnails"
PIECE: Final = 1 << 20
# A form may lie open for a while before its photos belong to a report.
FRESH_S: Final = 2 * 24 * 3600


def photo_file(files_dir: Path, sha256: str, *, small: bool = False) -> Path:
    """Return where a kept photo lies."""
    return kept_file(files_dir / (SMALL if small else LARGE), sha256)


def keep_photo(files_dir: Path, source: BinaryIO) -> Photo:
    """Read a photo apart and keep it, without what it carried; raises `UploadRefused`."""
    files_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=files_dir, prefix=".part-") as name:
        folder = Path(name)
        _receive(source, folder / "given")
        read = read_photo(folder / "given", folder)
        return _keep(files_dir, read)


def _receive(source: BinaryIO, path: Path) -> None:
    size = 0
    with path.open("wb") as draft:
        while piece := source.read(PIECE):
            size += len(piece)
            if size > PHOTO_BYTES:
                most = PHOTO_BYTES // 1_000_000
                said = message("The photo has more than {most} MB.", most=most)
                raise UploadRefused("photo_bytes", said)
            draft.write(piece)


def _keep(files_dir: Path, read: ReadPhoto) -> Photo:
    digest = sha256_of(read.large)
    # The small one first: whoever finds the large one finds both.
    for path, small in ((read.small, True), (read.large, False)):
        with path.open("rb") as written:
            os.fsync(written.fileno())
        kept = photo_file(files_dir, digest, small=small)
        kept.parent.mkdir(parents=True, exist_ok=True)
        path.replace(kept)
    return Photo(digest, read.width, read.height, read.taken_at, read.place)


def distances(session: Session, project_id: int, photos: Sequence[Photo]) -> list[int | None]:
    """Return how far from the project each photo was taken, in m; None where that is not known."""
    return [
        session.scalar(select(_distance(project_id, photo))) if photo.place else None
        for photo in photos
    ]


def add_photos(session: Session, report_id: int, project_id: int, photos: Iterable[Photo]) -> None:
    """Write the photos of a report just handed in, in its revision."""
    for photo in photos:
        session.execute(
            insert(ReportPhoto).values(
                project_id=project_id,
                report_id=report_id,
                file_sha256=photo.sha256,
                width=photo.width,
                height=photo.height,
                taken_at=photo.taken_at,
                place=_point(photo),
                distance_m=_distance(project_id, photo),
                caption=photo.caption and normalize("NFC", photo.caption),
            )
        )


def _point(photo: Photo) -> Any:
    if photo.place is None:
        return None
    return func.ST_SetSRID(func.ST_MakePoint(*photo.place), 4326)


def _distance(project_id: int, photo: Photo) -> Any:
    point = _point(photo)
    if point is None:
        return None
    here = cast(Project.geometry, Geography(srid=4326))
    metres = func.round(func.ST_Distance(here, cast(point, Geography(srid=4326))))
    return select(metres).where(Project.id == project_id).scalar_subquery()


def prune_photos(session: Session, files_dir: Path) -> None:
    """Remove files that belong to no report, now or before, and are no longer fresh."""
    known = set(session.scalars(select(ReportPhoto.file_sha256)))
    known |= set(session.scalars(_taken_back()))
    for folder in (LARGE, SMALL):
        for path in (files_dir / folder).glob("*/*"):
            with suppress(FileNotFoundError):
                old = time.time() - path.stat().st_mtime > FRESH_S
                if old and path.name not in known:
                    path.unlink()


def _taken_back() -> Any:
    """Photos that an undo withdrew may come back by another."""
    return select(column("file_sha256")).select_from(table("report_photo_history"))
