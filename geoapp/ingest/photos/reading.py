"""Starting the process that decodes a photo, and what it says in words."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from geoapp.domain.messages import Message, message
from geoapp.domain.photos import LARGE, PHOTO_PIXELS, SMALL
from geoapp.ingest.apart.running import ENVIRONMENT
from geoapp.ingest.photos.job import PhotoAnswer, PhotoJob
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json

CHILD: Final = "geoapp.ingest.photos.child"
MEMORY_BYTES: Final = 700_000_000
SECONDS: Final = 20
# Waiting for a turn of the processor does not count as its time.
PATIENCE_S: Final = 90
REFUSALS: Final[dict[str, Message]] = {
    "kind": message("This is no photo that can be shown; send JPEG, PNG or WebP."),
    "pixels": message("The photo has more than {most} million pixels.", most=PHOTO_PIXELS // 10**6),
    "memory": message("The photo needs more memory than can be given to it."),
    "damaged": message("The photo is damaged and cannot be shown."),
}


@dataclass(frozen=True)
class ReadPhoto:
    """Two JPEG files without metadata, and what the photo said of when and where (lon, lat)."""

    large: Path
    small: Path
    width: int
    height: int
    taken_at: datetime | None
    place: tuple[float, float] | None


def read_photo(path: Path, folder: Path) -> ReadPhoto:
    """Decode `path` apart and write into `folder`; raises `UploadRefused`."""
    large, small = folder / "large.jpg", folder / "small.jpg"
    job = PhotoJob(
        str(path), str(large), str(small), LARGE, SMALL, PHOTO_PIXELS, MEMORY_BYTES, SECONDS
    )
    answer = _run(job, folder)
    if answer.refused:
        raise UploadRefused(f"photo_{answer.refused}", REFUSALS[answer.refused])
    taken_at = datetime.fromisoformat(answer.taken_at) if answer.taken_at else None
    return ReadPhoto(large, small, answer.width, answer.height, taken_at, answer.place)


def _run(job: PhotoJob, folder: Path) -> PhotoAnswer:
    command = [sys.executable, "-I", "-m", CHILD, to_json(job).decode()]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            cwd=folder,
            timeout=PATIENCE_S,
            check=False,
        )
        return from_json(PhotoAnswer, done.stdout)
    except (subprocess.TimeoutExpired, msgspec.DecodeError):
        return PhotoAnswer(refused="damaged")
