"""Pictures as cameras write them, and as nobody should."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

AT_CHAN_MAY = (108.05, 16.31)


def picture(
    size: tuple[int, int] = (2400, 1200),
    *,
    kind: str = "JPEG",
    mode: str = "RGB",
    place: tuple[float, float] | None = AT_CHAN_MAY,
    taken: str | None = "2026:11:12 14:05:09",
    **tags: Any,
) -> bytes:
    """A picture with time, place (lon, lat) and a camera's name; `tags` are EXIF's own."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    exif = image.getexif()
    exif[0x010F] = "Secret Camera"
    for tag, value in tags.items():
        exif[int(tag.removeprefix("x"), 16)] = value
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        exif.get_ifd(0x8825).update(gps(*place))
    file = BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()


def gps(longitude: float, latitude: float) -> dict[int, Any]:
    """The place as a camera writes it: degrees, minutes, seconds, and the side of the world."""
    return {
        1: "N" if latitude >= 0 else "S",
        2: sexagesimal(latitude),
        3: "E" if longitude >= 0 else "W",
        4: sexagesimal(longitude),
    }


def sexagesimal(degrees: float) -> tuple[IFDRational, ...]:
    whole, rest = divmod(abs(degrees) * 60, 60)
    return (
        IFDRational(int(whole), 1),
        IFDRational(int(rest), 1),
        IFDRational(round((rest % 1) * 60 * 10_000), 10_000),
    )


def bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says it has `side` times `side` pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            _chunk(b"IDAT", zlib.compress(b"\0" * 10_000)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
