"""The decoding process: one photo from the command line, one line of answer."""

import sys
import warnings
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from geoapp.ingest.apart.confinement import confine
from geoapp.ingest.photos.exif import read_place, read_time
from geoapp.ingest.photos.job import PhotoAnswer, PhotoJob
from geoapp.ingest.stored import from_json, to_json

KINDS: Final = ("JPEG", "PNG", "WEBP")
DETAIL, GPS = 0x8769, 0x8825
QUALITY: Final = 82


def main(arguments: list[str]) -> None:
    """Decode one photo and answer, whatever happens."""
    job = from_json(PhotoJob, arguments[1])
    # Decoders are loaded before other programs and files are out of reach.
    Image.preinit()
    Image.init()
    confine(job.memory_bytes, job.seconds)
    sys.stdout.buffer.write(to_json(_answer(job)))


def _answer(job: PhotoJob) -> PhotoAnswer:
    # How large a picture may be is our own check, before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        return _convert(job)
    except UnidentifiedImageError:
        return PhotoAnswer(refused="kind")
    except MemoryError:
        return PhotoAnswer(refused="memory")
    except Exception:  # noqa: BLE001 - decoders raise whatever a broken file makes them
        return PhotoAnswer(refused="damaged")


def _convert(job: PhotoJob) -> PhotoAnswer:
    with Image.open(job.path, formats=KINDS) as image:
        # JPEG is decoded at an eighth if need be; what comes out of others is their whole size.
        image.draft("RGB", (job.large * 2, job.large * 2))
        if image.width * image.height > job.pixels:
            return PhotoAnswer(refused="pixels")
        exif = image.getexif()
        taken_at = read_time(exif, exif.get_ifd(DETAIL))
        place = read_place(exif.get_ifd(GPS))
        upright = _flat(ImageOps.exif_transpose(image))
    upright.thumbnail((job.large, job.large))
    # Nothing but the pixels is written: no place, no camera, no profile, no preview.
    upright.save(job.large_path, "JPEG", quality=QUALITY, optimize=True)
    width, height = upright.size
    upright.thumbnail((job.small, job.small))
    upright.save(job.small_path, "JPEG", quality=QUALITY, optimize=True)
    return PhotoAnswer(width, height, taken_at.isoformat() if taken_at else None, place)


def _flat(image: Any) -> Image.Image:
    """Return the picture without transparency, on white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    flat: Image.Image = image.convert("RGB")
    flat.info = {}
    return flat


if __name__ == "__main__":
    main(sys.argv)
