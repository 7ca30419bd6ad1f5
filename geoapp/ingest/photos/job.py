"""What the process that decodes a photo is told, and what it answers."""

from msgspec import Struct


class PhotoJob(Struct, frozen=True):
    """Decode `path`; write two JPEG files whose longer sides have `large` and `small` pixels."""

    path: str
    large_path: str
    small_path: str
    large: int
    small: int
    pixels: int
    memory_bytes: int
    seconds: int


class PhotoAnswer(Struct, frozen=True, omit_defaults=True):
    """What was read; or `refused`: "kind", "pixels", "memory" or "damaged"."""

    width: int = 0
    height: int = 0
    taken_at: str | None = None
    place: tuple[float, float] | None = None
    refused: str | None = None
