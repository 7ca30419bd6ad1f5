"""What one upload may weigh; each limit is a setting, and a refusal names the one it met."""

from dataclasses import dataclass
from typing import Final

from geoapp.domain.messages import Message, message
from geoapp.ingest.refusals import UploadRefused

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bytes, counts, and seconds; `memory_bytes` is what a reader's own process may add."""

    file_bytes: int = 400 * MEGABYTE
    features: int = 300_000
    vertices: int = 10_000_000
    feature_vertices: int = 500_000
    nesting: int = 32
    columns: int = 300
    text_characters: int = 20_000
    unpacked_bytes: int = 1_000 * MEGABYTE
    unpacked_ratio: int = 200
    archive_entries: int = 100
    memory_bytes: int = 1_500 * MEGABYTE
    seconds: int = 120


# What a setting may choose: less reads no file at all, more is beyond what was tried or what
# readers can bear.
RANGES: Final = {
    "file_bytes": (1_000, 4_000 * MEGABYTE),
    "features": (1, 5_000_000),
    "vertices": (1, 500_000_000),
    "feature_vertices": (4, 50_000_000),
    "nesting": (8, 200),
    "columns": (2, 10_000),
    "text_characters": (100, 1_000_000),
    "unpacked_bytes": (1_000, 20_000 * MEGABYTE),
    "unpacked_ratio": (2, 10_000),
    "archive_entries": (1, 10_000),
    "memory_bytes": (200 * MEGABYTE, 64_000 * MEGABYTE),
    "seconds": (1, 3_600),
}
WORDS: Final = {
    "file_bytes": message("file size in bytes"),
    "features": message("number of rows"),
    "vertices": message("vertices in the whole file"),
    "feature_vertices": message("vertices in one row"),
    "nesting": message("depth of nesting"),
    "columns": message("number of columns"),
    "text_characters": message("characters in one cell"),
    "unpacked_bytes": message("unpacked size in bytes"),
    "unpacked_ratio": message("how many times larger than packed"),
    "archive_entries": message("number of files in the archive"),
    "memory_bytes": message("memory for reading in bytes"),
    "seconds": message("seconds for reading"),
}


def setting_name(limit: str) -> str:
    """Return the environment's name of a limit."""
    return f"GEOAPP_UPLOAD_{limit.upper()}"


def over_limit(limits: Limits, limit: str) -> UploadRefused:
    """Return the refusal that names a limit, its value and its setting."""
    return UploadRefused(
        "over_limit",
        message(
            "The file goes over a limit: {what}, at most {most} (setting {setting}).",
            what=WORDS[limit],
            most=grouped(getattr(limits, limit)),
            setting=setting_name(limit),
        ),
        limit=limit,
    )


def feature_over_limit(limits: Limits, limit: str) -> Message:
    """Return what to say of one row that goes over a limit the others keep."""
    return message(
        "This row goes over a limit: {what}, at most {most} (setting {setting}).",
        what=WORDS[limit],
        most=grouped(getattr(limits, limit)),
        setting=setting_name(limit),
    )


def grouped(number: int) -> str:
    """Return 20 000 000: groups that no language takes for a decimal sign."""
    return f"{number:,}".replace(",", "\u00a0")
