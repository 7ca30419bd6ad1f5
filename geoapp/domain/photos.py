"""Photos that come with a report: what is read from them, what they may weigh, when one is far."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

# A phone's photo has 3 to 8 MB and 12 to 50 million pixels.
PHOTO_BYTES: Final = 15_000_000
PHOTO_PIXELS: Final = 80_000_000
MOST_PHOTOS: Final = 8
# The longer side of what is kept, in pixels.
LARGE, SMALL = 1600, 320
# A photo taken farther away than the project's own accuracy and this much is asked about.
FAR_M: Final = 1000
MOST_CAPTION: Final = 500


@dataclass(frozen=True)
class Photo:
    """A photo as it is kept; `taken_at` is the camera's own clock, `place` lon, lat."""

    sha256: str
    width: int
    height: int
    taken_at: datetime | None = None
    place: tuple[float, float] | None = None
    caption: str | None = None


def is_far(distance_m: float | None, accuracy_m: int | None) -> bool:
    """Tell whether a photo was taken farther from the project than its place is sure."""
    return distance_m is not None and distance_m > (accuracy_m or 0) + FAR_M
