"""The features of a large file a piece at a time: a hostile list never stands in memory whole."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Raw, Struct

from geoapp.domain.messages import message
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.refusals import UploadRefused

WINDOW_BYTES: Final = 2_000_000
# More than a row with as many vertices as are allowed needs.
FEATURE_BYTES: Final = 32_000_000
BETWEEN_FEATURES: Final = re.compile(rb"\}\s*,\s*(?=\{)")
FIRST_STEP: Final = 256


class _Object(Struct, gc=False):
    """Any object, none of it kept."""


OBJECTS: Final = msgspec.json.Decoder(list[_Object])
LIST: Final = msgspec.json.Decoder(list[Raw])


def read_windows(array: memoryview, limits: Limits) -> Iterator[tuple[list[Raw], int]]:
    """Yield features and the byte behind them; `array` is valid JSON from bracket to bracket.

    A cut is right when what stands before it is a list by itself: a cut within a feature or
    within text leaves something open.
    """
    begin, end = 1, len(array) - 1
    while begin < end:
        features, begin = _read_window(array, begin, end, limits)
        yield features, begin


def _read_window(array: memoryview, begin: int, end: int, limits: Limits) -> tuple[list[Raw], int]:
    at, step = begin + WINDOW_BYTES, FIRST_STEP
    while at < end:
        cut = BETWEEN_FEATURES.search(array, at, end)
        if cut is None:
            break
        if cut.start() - begin > FEATURE_BYTES:
            raise over_limit(limits, "feature_vertices")
        try:
            return _read_list(array[begin : cut.start() + 1]), cut.end()
        except msgspec.DecodeError:
            at, step = cut.end() + step, 2 * step
    if end - begin > FEATURE_BYTES:
        raise over_limit(limits, "feature_vertices")
    return _read_list(array[begin:end]), end


def _read_list(inside: memoryview) -> list[Raw]:
    text = b"[%b]" % bytes(inside)
    if len(text) > 2 * WINDOW_BYTES:
        # Cuts stand between objects; of anything else there could be millions in a slice.
        _check_objects(text)
    return LIST.decode(text)


def _check_objects(text: bytes) -> None:
    try:
        OBJECTS.decode(text)
    except msgspec.ValidationError as problem:
        raise UploadRefused(
            "not_geojson", message("The list of features holds something else than features.")
        ) from problem
