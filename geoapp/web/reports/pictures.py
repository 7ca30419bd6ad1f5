"""Photos of a report's form: read at once, kept through its mistakes, asked about when far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import BoundedSemaphore
from typing import Final

import msgspec
from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from geoapp.domain.errors import Busy
from geoapp.domain.formatting import say_length
from geoapp.domain.messages import message
from geoapp.domain.photos import MOST_PHOTOS, Photo, is_far
from geoapp.domain.reports import Fault
from geoapp.ingest.refusals import UploadRefused
from geoapp.queries.report_desk import DeskRow
from geoapp.services.photos import distances, keep_photo
from geoapp.web.state import language, session, shared

# Decoding costs more than many pages: each process does one at a time.
AT_WORK, WAIT_SECONDS = BoundedSemaphore(), 30
BUSY: Final = Busy(message("Many photos are being read just now. Send it again in a moment."))


@dataclass(frozen=True)
class KeptPhoto:
    """A photo that waits for its report; `token` is our word for what was read from it."""

    photo: Photo
    token: str

    @property
    def caption_name(self) -> str:
        """The field of the form that says what the photo shows."""
        return f"caption:{self.token[-16:]}"


def sent_photos(row: DeskRow) -> tuple[list[KeptPhoto], list[Fault]]:
    """Return the form's photos, those sent before among them, and what is wrong with any."""
    found, faults = list(_kept()), []
    files = [file for file in request.files.getlist("photos") if file.filename]
    for file, caption in zip(files, _captions(len(files)), strict=True):
        if len(found) >= MOST_PHOTOS:
            said = message("At most {most} photos can be sent with one report.", most=MOST_PHOTOS)
            faults.append(Fault("photos", "too_many_photos", said))
            break
        try:
            found.append(_named(replace(_read(file.stream), caption=caption)))
        except UploadRefused as refused:
            name = str(file.filename)[:80]
            said = message("{name}: {why}", name=name, why=refused.detail)
            faults.append(Fault("photos", refused.code, said))
    return found, faults + list(_far(row, [one.photo for one in found]))


def _captions(count: int) -> list[str | None]:
    """Return what is said of each new photo; words given once are said of all."""
    given = [words.strip() for words in request.form.getlist("caption")]
    given = given * count if len(given) == 1 else given
    return [words or None for words in [*given, *[""] * count][:count]]


def _far(row: DeskRow, photos: Sequence[Photo]) -> Iterator[Fault]:
    """Yield a fault for each photo taken far away, unless somebody has said that it is so."""
    if request.form.get("far") == "1" or not photos:
        return
    accuracy = row.project.accuracy_m
    for number, metres in enumerate(distances(session(), row.project.id, photos), 1):
        if metres is not None and is_far(metres, accuracy):
            said = message(
                "Photo {number} was taken {distance} from the project: leave it out, or say that "
                "it belongs here all the same.",
                number=number,
                distance=say_length(metres, language()),
            )
            yield Fault("photos", "photo_far", said)


def _read(stream: object) -> Photo:
    if not AT_WORK.acquire(timeout=WAIT_SECONDS):
        raise BUSY
    try:
        return keep_photo(shared().settings.files_dir, stream)  # type: ignore[arg-type]
    finally:
        AT_WORK.release()


def _kept() -> Iterator[KeptPhoto]:
    """Yield what an earlier answer of ours had kept; anything else is nothing."""
    for token in request.form.getlist("kept")[:MOST_PHOTOS]:
        photo = opened(token)
        if photo:
            kept = KeptPhoto(photo, token)
            words = request.form.get(kept.caption_name, photo.caption or "")
            yield replace(kept, photo=replace(photo, caption=words.strip() or None))


def opened(token: str) -> Photo | None:
    """Return the photo that we gave our word for, None for a word that is not ours."""
    try:
        return msgspec.json.decode(_signer().loads(token), type=Photo)
    except (BadSignature, msgspec.MsgspecError):
        return None


def _named(photo: Photo) -> KeptPhoto:
    return KeptPhoto(photo, str(_signer().dumps(msgspec.json.encode(photo).decode())))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="report-photo")
